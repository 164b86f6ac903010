using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of the add, remove and replace operations (sections 3.5.2.1 to 3.5.2.3).</summary>
internal static class PatchOperationFaults
{
    public static IReadOnlyList<Fault> All { get; } = [.. Add, .. Remove, .. Replace];

    private static IReadOnlyList<Fault> Add =>
    [
        PatchFault.Dropped("patch-add-without-value-ignored", "add without a value succeeds", ["PATCH-ADD-001"], o => o.Op() == "add" && !o.ContainsKey("value")),
        PatchFault.Dropped("patch-add-without-path-ignored", "add without a path does nothing", ["PATCH-ADD-002", "PATCH-ADD-003"], o => o.Is("add", null)),
        PatchFault.Changed("patch-add-dotted-keys-lost", "Dotted names in a value are dropped", ["PATCH-ADD-003"], o => o.Is("add", null) && o["value"] is JsonObject, o =>
        {
            foreach (var name in ((JsonObject)o["value"]!).Where(p => p.Key.Contains('.')).Select(p => p.Key).ToList())
            {
                ((JsonObject)o["value"]!).Remove(name);
            }
        }),
        PatchFault.Dropped("patch-add-new-attribute-ignored", "add to a string does nothing", ["PATCH-ADD-004", "PATCH-ADD-008"], o => o.Op() == "add" && o.Path() is "title" or "displayName" && o["value"] is JsonValue),
        PatchFault.ChangedKnowing(
            "patch-add-complex-swaps", "add to a complex attribute drops the other sub-attributes", ["PATCH-ADD-005"], o => o.Is("add", "name") && o["value"] is JsonObject, (o, stored) =>
            {
                foreach (var (name, _) in (stored["name"] as JsonObject ?? []).Where(p => !((JsonObject)o["value"]!).ContainsKey(p.Key)))
                {
                    o["value"]![name] = null;
                }

                o["op"] = "replace";
            }),
        PatchFault.Changed("patch-add-replaces-emails", "add replaces the values of a multi-valued attribute", ["PATCH-ADD-006"], o => o.Is("add", "emails"), o => o["op"] = "replace"),
        PatchFault.Changed("patch-add-replaces-members", "add replaces the members of a group", ["PATCH-ADD-007"], o => o.Is("add", "members"), o => o["op"] = "replace"),
        PatchFault.Refused("patch-add-needs-unset", "add to a string that has a value is refused", ["PATCH-ADD-008"], o => o.Is("add", "displayName"), "invalidValue"),
        new()
        {
            Id = "patch-add-duplicates", Title = "A member that is added twice is listed twice", Breaks = ["PATCH-ADD-009"],
            Wire = async e =>
            {
                var added = e.Method == "PATCH" ? e.Operations.FirstOrDefault(o => o.Is("add", "members") && o["value"] is JsonArray)?["value"]?.ToJsonString() : null;
                if (added is not null && (await e.AskAsync("GET", e.Path)).Json?["members"]?.ToJsonString() is { } members
                    && JsonNode.Parse(added)!.AsArray().Any(v => members.Contains($"\"{v?["value"]}\"", StringComparison.Ordinal)))
                {
                    e.State.Values[e.Path] = added;
                }

                await e.NextAsync();
                if (e.State.Values.TryGetValue(e.Path, out var doubled) && e.ResponseJson?["members"] is JsonArray shown)
                {
                    shown.Add(JsonNode.Parse(doubled)![0]!.DeepClone());
                }
            },
        },
        PatchFault.Refused("patch-add-member-twice-refused", "add of one member as an array is a conflict", ["PATCH-ADD-009", "PATCH-ADD-007"], o => o.Is("add", "members") && o["value"] is JsonArray { Count: 1 }, "uniqueness", 409),
        PatchFault.Changed(
            "patch-add-filter-sets-all", "add with a filter sets all values", ["PATCH-ADD-011"], o => o.HasFilter("add") && o.Path()!.Contains("].", StringComparison.Ordinal), o =>
            o["path"] = o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)] + "[type pr]" + o.Path()![(o.Path()!.IndexOf(']', StringComparison.Ordinal) + 1)..]),
        PatchFault.Dropped("patch-add-filter-ignored", "add with a filter does nothing", ["PATCH-ADD-011", "PATCH-ADD-012"], o => o.HasFilter("add")),
        PatchFault.Dropped("patch-add-object-ignored", "add of one value as an object does nothing", ["PATCH-ADD-013"], o => o.Is("add", "members") && o["value"] is JsonObject),
        PatchFault.Dropped("patch-add-text-to-complex-ignored", "add of a text to a complex attribute does nothing", ["PATCH-ADD-014"], o => o.Is("add", "name") && o["value"] is JsonValue),
    ];

    private static IReadOnlyList<Fault> Remove =>
    [
        PatchFault.Dropped("patch-remove-without-path-ignored", "remove without a path succeeds", ["PATCH-REMOVE-001", "PATCH-RESULT-004"], o => o.Is("remove", null)),
        PatchFault.OtherRefusal("patch-remove-without-path-mistyped", "remove without a path is refused with invalidSyntax", ["PATCH-REMOVE-001"], o => o.Is("remove", null), 400, "invalidSyntax"),
        PatchFault.Dropped("patch-remove-ignored", "remove of a simple attribute does nothing", ["PATCH-REMOVE-002", "PATCH-SEQUENCE-001"], o => o.Is("remove", "title")),
        PatchFault.Changed("patch-remove-blanks", "remove sets a string to empty", ["PATCH-REMOVE-002"], o => o.Is("remove", "title"), o =>
        {
            o["op"] = "replace";
            o["value"] = "-";
        }),
        PatchFault.ChangedKnowing(
            "patch-remove-first-only", "remove of a multi-valued attribute removes its first value", ["PATCH-REMOVE-003", "PATCH-REMOVE-004"], o => o.Op() == "remove" && o.Path() is "phoneNumbers" or "members", (o, stored) =>
            {
                if (stored[o.Path()!] is JsonArray { Count: > 0 } values)
                {
                    o["path"] = $"{o.Path()}[value eq \"{values[0]?["value"]}\"]";
                }
            }),
        PatchFault.Dropped("patch-remove-filter-ignored", "remove with a filter does nothing", ["PATCH-REMOVE-005", "PATCH-REMOVE-006", "PATCH-REMOVE-007"], o => o.HasFilter("remove") && o.Path()!.EndsWith(']')),
        PatchFault.Changed(
            "patch-remove-half-filter", "remove looks at the second condition only", ["PATCH-REMOVE-006"], o => o.HasFilter("remove") && o.Path()!.Contains(" and ", StringComparison.Ordinal), o =>
            o["path"] = $"{o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)]}[{o.Path()![(o.Path()!.IndexOf(" and ", StringComparison.Ordinal) + 5)..]}"),
        PatchFault.Changed(
            "patch-remove-last-refused", "remove leaves the value and drops its content", ["PATCH-REMOVE-007"], o => o.HasFilter("remove") && o.Path()!.StartsWith("phoneNumbers[", StringComparison.Ordinal) && o.Path()!.EndsWith(']'), o =>
            o["path"] = o.Path() + ".value"),
        PatchFault.Changed(
            "patch-remove-sub-attribute-drops-value", "remove of a sub-attribute drops the whole value", ["PATCH-REMOVE-008"], o => o.HasFilter("remove") && o.Path()!.Contains("].", StringComparison.Ordinal), o =>
            o["path"] = o.Path()![..(o.Path()!.LastIndexOf(']') + 1)]),
        PatchFault.Changed(
            "patch-remove-no-match-empties", "remove with a filter on members empties the group", ["PATCH-REMOVE-009", "PATCH-REMOVE-005"], o => o.HasFilter("remove") && o.Path()!.StartsWith("members", StringComparison.Ordinal), o => o["path"] = "members"),
        PatchFault.Refused("patch-remove-unset-refused", "remove of a title is refused with noTarget", ["PATCH-REMOVE-010", "PATCH-REMOVE-002"], o => o.Is("remove", "title"), "noTarget"),
        PatchFault.Dropped("patch-remove-required-ignored", "remove of the user name succeeds without an effect", ["PATCH-REMOVE-011"], o => o.Is("remove", "userName")),
        PatchFault.OtherRefusal("patch-remove-required-mistyped", "remove of the user name is refused with invalidValue", ["PATCH-REMOVE-011"], o => o.Is("remove", "userName"), 400, "invalidValue"),
        PatchFault.Dropped("patch-remove-id-ignored", "remove of the id succeeds without an effect", ["PATCH-REMOVE-012"], o => o.Is("remove", "id")),
        PatchFault.Dropped("patch-remove-last-required-ignored", "remove of the only value of a required attribute succeeds without an effect", ["PATCH-REMOVE-014"], o => o.HasFilter("remove") && o.Path()!.StartsWith("urn:", StringComparison.Ordinal)),
        PatchFault.Dropped("patch-remove-listed-ignored", "remove of listed members does nothing", ["PATCH-REMOVE-013"], o => o.Is("remove", "members") && o.ContainsKey("value")),
    ];

    private static IReadOnlyList<Fault> Replace =>
    [
        PatchFault.Dropped("patch-replace-without-path-ignored", "replace without a path does nothing", ["PATCH-REPLACE-001", "PATCH-REPLACE-013"], o => o.Is("replace", null)),
        PatchFault.Dropped("patch-replace-text-without-path-ignored", "replace of nothing by a text succeeds", ["PATCH-REPLACE-002"], o => o.Is("replace", null) && o["value"] is JsonValue),
        PatchFault.Dropped("patch-replace-ignored", "replace of a display name does nothing", ["PATCH-REPLACE-003", "MODIFY-002", "PATCH-MESSAGE-007"], o => o.Is("replace", "displayName")),
        PatchFault.Dropped("patch-replace-absent-ignored", "replace of an attribute without a value does nothing", ["PATCH-REPLACE-004"], o => o.Is("replace", "nickName")),
        PatchFault.Changed("patch-replace-appends-emails", "replace of e-mails adds to them", ["PATCH-REPLACE-005"], o => o.Is("replace", "emails") && o["value"] is JsonArray, o => o["op"] = "add"),
        PatchFault.Changed("patch-replace-appends-members", "replace of members adds to them", ["PATCH-REPLACE-006"], o => o.Is("replace", "members"), o => o["op"] = "add"),
        PatchFault.ChangedKnowing(
            "patch-replace-complex-swaps", "replace of a complex attribute drops the other sub-attributes", ["PATCH-REPLACE-007"], o => o.Is("replace", "name") && o["value"] is JsonObject, (o, stored) =>
            {
                foreach (var (name, _) in (stored["name"] as JsonObject ?? []).Where(p => !((JsonObject)o["value"]!).ContainsKey(p.Key)))
                {
                    o["value"]![name] = null;
                }
            }),
        PatchFault.Changed(
            "patch-replace-filter-replaces-all", "replace with a filter replaces all values", ["PATCH-REPLACE-008"], o => o.HasFilter("replace") && o.Path()!.EndsWith(']') && o["value"] is JsonObject, o =>
            {
                o["path"] = o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)];
                o["value"] = new JsonArray(o["value"]!.DeepClone());
            }),
        PatchFault.Changed(
            "patch-replace-filter-sets-all", "replace with a filter and a sub-attribute sets it in all values", ["PATCH-REPLACE-009"], o => o.HasFilter("replace") && o.Path()!.StartsWith("addresses[", StringComparison.Ordinal) && o.Path()!.Contains("].", StringComparison.Ordinal), o =>
            o["path"] = "addresses[type pr]" + o.Path()![(o.Path()!.IndexOf(']', StringComparison.Ordinal) + 1)..]),
        PatchFault.Dropped("patch-replace-no-match-ignored", "replace with a filter that matches nothing succeeds", ["PATCH-REPLACE-010"], o => o.HasFilter("replace") && o.Path()!.Contains("\"other\"", StringComparison.Ordinal)),
        PatchFault.OtherRefusal("patch-replace-no-match-mistyped", "replace with a filter that matches nothing is refused with invalidPath", ["PATCH-REPLACE-010"], o => o.HasFilter("replace"), 400, "invalidPath"),
        PatchFault.Dropped("patch-replace-without-value-ignored", "replace without a value succeeds without an effect", ["PATCH-REPLACE-011"], o => o.Op() == "replace" && !o.ContainsKey("value")),
        PatchFault.Dropped("patch-replace-boolean-ignored", "replace of active by path does nothing", ["PATCH-REPLACE-012"], o => o.Is("replace", "active")),
        PatchFault.Changed("patch-replace-path-less-boolean-lost", "active is lost in a replace without a path", ["PATCH-REPLACE-013"], o => o.Is("replace", null) && o["value"] is JsonObject value && value.ContainsKey("active"), o =>
            o["value"] = new JsonObject { ["displayName"] = "x" }),
        PatchFault.Dropped("patch-replace-null-ignored", "replace by null succeeds without an effect", ["PATCH-REPLACE-014"], o => o.Op() == "replace" && o.ContainsKey("value") && o["value"] is null),
        PatchFault.Changed("patch-replace-text-for-complex", "replace of a name by a text sets the formatted name", ["PATCH-REPLACE-015"], o => o.Is("replace", "name") && o["value"] is JsonValue, o => o["path"] = "name.formatted"),
    ];
}
