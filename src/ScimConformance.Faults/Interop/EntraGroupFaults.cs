using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Mistakes with what Entra does to groups.</summary>
internal static class EntraGroupFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead("entra-group-schema-refused", "A group whose schemas name an unknown one is refused", ["ENTRA-GROUP-001"],
            x => x.Is("POST", "/Groups") && (x.RequestJson?["schemas"] as JsonArray)?.Any(s => s.Text()?.StartsWith("http://schemas.microsoft.com/", StringComparison.Ordinal) == true) == true,
            x => x.ReplyError(400, "invalidValue", "unknown schema")),
        PatchFault.Dropped("entra-group-rename-ignored", "Replace of a group's displayName is answered and ignored", ["ENTRA-GROUP-004"], o => o.Is("Replace", "displayName")) with
        {
            SeenElsewhere = "users are renamed by the same operation",
        },
        Fault.OnRequest("entra-rename-empties-group", "Renaming a group empties it", ["ENTRA-GROUP-005"], x =>
        {
            if (x.Is("PATCH", "/Groups/{id}") && x.Operations.Any(o => o.Path() == "displayName") && x.RequestJson is JsonObject message)
            {
                message["Operations"]!.AsArray().Add((JsonNode)new JsonObject { ["op"] = "remove", ["path"] = "members" });
                x.RequestJson = message;
            }
        }),
        Fault.Instead("entra-group-delete-ignored", "DELETE of a group is answered and ignored", ["ENTRA-GROUP-006"], x => x.Is("DELETE", "/Groups/{id}"), x => x.Reply(204)) with
        {
            SeenElsewhere = "other checks delete groups",
        },
        PatchFault.Refused("entra-null-reference-refused", "A null $ref beside a member's value is refused", ["ENTRA-GROUP-007", "ENTRA-GROUP-011"],
            o => o.Path() == "members" && (o["value"] as JsonArray)?.OfType<JsonObject>().Any(m => m.ContainsKey("$ref") && m["$ref"] is null) == true, "invalidValue") with
        {
            SeenElsewhere = "every addition of a member by the default client has a null $ref",
        },
        PatchFault.Changed("entra-first-member-only", "Of several members in one Add only the first is added", ["ENTRA-GROUP-008"],
            o => o.Is("Add", "members") && o["value"] is JsonArray { Count: > 1 },
            o => o["value"] = new JsonArray(o["value"]!.AsArray()[0]!.DeepClone())),
        MemberTwice(),
        PatchFault.Refused("entra-capital-remove-refused", "Remove with a capital letter is refused", ["ENTRA-GROUP-010", "ENTRA-GROUP-011"], o => o.Op() == "Remove", "invalidSyntax") with
        {
            SeenElsewhere = "reported failures are about the same operation",
        },
    ];

    /// <summary>Looks at the members that are there before it adds one.</summary>
    private static Fault MemberTwice() => new()
    {
        Id = "entra-member-twice-conflicts",
        Title = "Adding a member who is in the group is a conflict",
        Breaks = ["ENTRA-GROUP-009"],
        SeenElsewhere = "other checks add a member twice",
        Wire = async x =>
        {
            var added = x.Is("PATCH", "/Groups/{id}")
                ? x.Operations.Where(o => string.Equals(o.Op(), "add", StringComparison.OrdinalIgnoreCase) && o.Path() == "members").SelectMany(o => o["value"] as JsonArray ?? []).Select(m => m?["value"].Text()).ToList()
                : [];
            if (added.Count > 0 && (await x.AskAsync("GET", x.Path)).Json?["members"] is JsonArray present && present.Any(m => added.Contains(m?["value"].Text())))
            {
                x.ReplyError(409, "uniqueness");
                return;
            }

            await x.NextAsync();
        },
    };
}
