using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Reported mistakes with members of groups; the number in an id is the report's in <c>fixtures/interop/failures.json</c>.</summary>
internal static class ReportedMemberFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped("reg-004-capital-operation-dropped", "PATCH drops operations whose name is not in lower case and answers success", ["ENTRA-REG-004"],
            o => o.Path() == "members" && o.Op() == "Add"),
        PatchFault.Changed("reg-005-listed-removal-empties-group", "Remove of members ignores its list and empties the group", ["ENTRA-REG-005", "ENTRA-REG-008"],
            IsListedRemoval, o => o.Remove("value")),
        PatchFault.Refused("reg-006-listed-removal-refused", "Remove with a value is refused", ["ENTRA-REG-006", "ENTRA-REG-008", "ENTRA-REG-010"],
            IsListedRemoval, "invalidValue"),
        PatchFault.Dropped("reg-006-listed-removal-ignored", "Remove of members with a list is answered and ignored", ["ENTRA-REG-006", "ENTRA-REG-008", "ENTRA-REG-010", "PATCH-REMOVE-013"],
            IsListedRemoval),
        PatchFault.Changed("reg-007-filtered-removal-empties-group", "Remove of one member by a filter empties the group", ["INTEROP-REG-007", "INTEROP-REG-008", "PATCH-REMOVE-005"],
            o => o.HasFilter("remove") && o.Path()!.StartsWith("members[", StringComparison.OrdinalIgnoreCase), o => o["path"] = "members"),
        PatchFault.Changed("reg-007-added-member-replaces-all", "Add of a member replaces the members that are there", ["INTEROP-REG-007", "PATCH-ADD-007"],
            o => o.Is("add", "members"), o => o["op"] = "replace") with { SeenElsewhere = "members that are added at the same time replace each other too" },
        RemovingByShiftedIndex(),
        ListedTwice(),
        PatchFault.Dropped("reg-010-null-reference-compared", "A null $ref is dropped when a member is added and compared when it is removed", ["ENTRA-REG-010"],
            o => IsListedRemoval(o) && o["value"]!.AsArray().All(m => m is JsonObject member && member.ContainsKey("$ref"))),
        Fault.Instead("reg-011-text-member-crashes", "A member given as a bare text makes the server fail", ["INTEROP-REG-011"],
            x => x.Method == "PATCH" && x.Operations.Any(o => o.Path() == "members" && o["value"] is JsonValue),
            x => x.ReplyError(500, null, "cannot read property value of text")),
        PatchFault.Refused("reg-012-empty-members-refused", "An empty list of members is refused", ["OKTA-REG-012"], IsEmptying, "invalidValue"),
        PatchFault.Dropped("reg-012-empty-members-ignored", "An empty list of members changes nothing", ["OKTA-REG-012"], IsEmptying),
        PatchFault.Refused("reg-013-own-id-refused", "A group's own id in the value of a PATCH is refused", ["OKTA-REG-013"],
            o => o.Path() is null && o["value"] is JsonObject value && value.ContainsKey("id"), "mutability"),
        PatchFault.Changed("reg-013-members-beside-name-ignored", "A PATCH without path changes the displayName of a group and ignores its members", ["OKTA-REG-013"],
            o => o.Path() is null && o["value"] is JsonObject value && value.ContainsKey("displayName"), o => o["value"]!.AsObject().Remove("members")),
        LostUpdates(),
        UnknownMemberEmptiesGroup(),
        PatchFault.Refused("reg-053-one-attribute-at-a-time", "A replace without path takes a single attribute", ["INTEROP-REG-053"],
            o => o.Path() is null && o["value"] is JsonObject { Count: > 1 }, "invalidValue") with
        {
            SeenElsewhere = "other checks send several attributes in one operation without path",
        },
        Fault.Instead("reg-053-hundred-members-then-timeout", "More than 100 members in one operation end in a server error", ["INTEROP-REG-053-2"],
            x => x.Method == "PATCH" && x.Operations.Any(o => o["value"] is JsonArray { Count: > 100 }),
            x => x.ReplyError(503, null, "the request took too long")),
    ];

    private static bool IsListedRemoval(JsonObject operation) =>
        string.Equals(operation.Op(), "remove", StringComparison.OrdinalIgnoreCase) && operation.Path() == "members" && operation["value"] is JsonArray { Count: > 0 };

    private static bool IsEmptying(JsonObject operation) => operation.Is("replace", "members") && operation["value"] is JsonArray { Count: 0 };

    private static Fault RemovingByShiftedIndex() => new()
    {
        Id = "reg-008-index-shift",
        Title = "Several removals in one PATCH remove by the places that the members had before the first removal",
        Breaks = ["INTEROP-REG-008", "ENTRA-REG-008"],
        Wire = async x =>
        {
            var named = x.Is("PATCH", "/Groups/{id}") ? x.Operations.Select(o => NamedMember(o)).OfType<string>().ToList() : [];
            if (named.Count < 2 || (await x.AskAsync("GET", x.Path)).Json?["members"] is not JsonArray members)
            {
                await x.NextAsync();
                return;
            }

            var left = members.Select(m => m?["value"].Text()).ToList();
            foreach (var place in named.Select(name => left.IndexOf(name)).ToList().Where(p => p >= 0 && p < left.Count))
            {
                left.RemoveAt(Math.Min(place, left.Count - 1));
            }

            await x.AskAsync("PATCH", x.Path, MembersMessage("replace", left));
            x.Reply(204);
        },
    };

    /// <summary>The member that a removal names by a filter or by a list of one.</summary>
    private static string? NamedMember(JsonObject operation) =>
        !string.Equals(operation.Op(), "remove", StringComparison.OrdinalIgnoreCase) ? null
        : operation["value"] is JsonArray { Count: 1 } list ? list[0]?["value"].Text()
        : operation.Path()?.Split('"') is { Length: 3 } parts ? parts[1] : null;

    private static Fault ListedTwice() => new()
    {
        Id = "reg-009-member-listed-twice",
        Title = "Adding a member who is there adds a second entry",
        Breaks = ["INTEROP-REG-009", "GROUP-MEMBER-003", "PATCH-ADD-009"],
        Wire = async x =>
        {
            if (x.Is("PATCH", "/Groups/{id}") && x.Operations.FirstOrDefault(o => o.Is("add", "members") || o.Is("Add", "members"))?["value"] is JsonArray { Count: 1 } added
                && (await x.AskAsync("GET", x.Path)).Json?["members"] is JsonArray present && present.Any(m => m?["value"].Text() == added[0]?["value"].Text()))
            {
                x.State.Values[x.Path] = added[0]!["value"].Text()!;
            }

            await x.NextAsync();
            if (x.State.Values.ContainsKey(x.Path) && x.ResponseJson?["members"] is JsonArray { Count: > 0 } members)
            {
                members.Add(members[0]!.DeepClone());
            }
        },
    };

    /// <summary>Read, change, write back, without asking whether somebody else wrote in between.</summary>
    private static Fault LostUpdates() => new()
    {
        Id = "reg-043-members-written-back",
        Title = "Adding a member reads the group and writes all members back a moment later",
        Breaks = ["INTEROP-REG-043", "ROBUST-MEMBER-001", "ENTRA-GROUP-012"],
        Wire = async x =>
        {
            if (x.Is("PATCH", "/Groups/{id}") && x.Operations.FirstOrDefault(o => o.Is("add", "members") || o.Is("Add", "members"))?["value"] is JsonArray added)
            {
                var present = (await x.AskAsync("GET", x.Path)).Json?["members"] as JsonArray ?? [];
                await Task.Delay(TimeSpan.FromMilliseconds(50));
                var (status, _) = await x.AskAsync("PATCH", x.Path, MembersMessage("replace", [.. present.Concat(added).Select(m => m?["value"].Text())]));
                x.Reply(status is 200 or 204 ? 204 : status);
                return;
            }

            await x.NextAsync();
        },
    };

    private static Fault UnknownMemberEmptiesGroup() => new()
    {
        Id = "reg-044-replacement-clears-before-it-resolves",
        Title = "Replacing the members clears them first and stops at one that does not exist",
        Breaks = ["INTEROP-REG-044"],
        Wire = async x =>
        {
            if (x.Is("PATCH", "/Groups/{id}") && x.Operations.Any(o => o.Is("replace", "members") && o["value"] is JsonArray { Count: > 1 }))
            {
                var path = x.Path;
                await x.NextAsync();
                if (x.Status >= 400)
                {
                    await x.AskAsync("PATCH", path, MembersMessage("replace", []));
                }

                return;
            }

            await x.NextAsync();
        },
    };

    private static JsonObject MembersMessage(string op, IReadOnlyList<string?> ids) => new()
    {
        ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
        ["Operations"] = new JsonArray(new JsonObject
        {
            ["op"] = op,
            ["path"] = "members",
            ["value"] = new JsonArray(ids.Select(id => (JsonNode)new JsonObject { ["value"] = id }).ToArray()),
        }),
    };
}
