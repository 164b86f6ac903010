using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of the add operation (section 3.5.2.1).</summary>
internal static class PatchAddFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped(
            "patch-add-without-value-ignored",
            "add without a value succeeds",
            ["PATCH-ADD-001"],
            o => o.Op() == "add" && !o.ContainsKey("value")),
        PatchFault.Dropped(
            "patch-add-without-path-ignored",
            "add without a path does nothing",
            ["PATCH-ADD-002", "PATCH-ADD-003", "ENTRA-REG-016"],
            o => o.Is("add", null)),
        PatchFault.Changed(
            "patch-add-dotted-keys-lost",
            "Dotted names in a value are dropped",
            ["PATCH-ADD-003", "ENTRA-REG-016"],
            o => o.Is("add", null) && o["value"] is JsonObject,
            o =>
        {
            foreach (var name in ((JsonObject)o["value"]!).Where(p => p.Key.Contains('.')).Select(p => p.Key).ToList())
            {
                ((JsonObject)o["value"]!).Remove(name);
            }
        }),
        PatchFault.Dropped(
            "patch-add-new-attribute-ignored",
            "add to a string does nothing",
            ["PATCH-ADD-004", "PATCH-ADD-008", "EVERY-PATCH-ADD-001", "EVERY-PATCH-ADD-003"],
            o => o.Op() == "add" && o.Path() is "title" or "displayName" && o["value"] is JsonValue),
        PatchFault.ChangedKnowing(
            "patch-add-complex-swaps",
            "add to a complex attribute drops the other sub-attributes",
            ["PATCH-ADD-005"],
            o => o.Is("add", "name") && o["value"] is JsonObject,
            (o, stored) =>
            {
                foreach (var (name, _) in (stored["name"] as JsonObject ?? []).Where(p => !((JsonObject)o["value"]!).ContainsKey(p.Key)))
                {
                    o["value"]![name] = null;
                }

                o["op"] = "replace";
            }),
        PatchFault.Changed(
            "patch-add-replaces-emails",
            "add replaces the values of a multi-valued attribute",
            ["PATCH-ADD-006", "EVERY-PATCH-ADD-002"],
            o => o.Is("add", "emails"),
            o => o["op"] = "replace"),
        PatchFault.Changed(
            "patch-add-replaces-members",
            "add replaces the members of a group",
            ["PATCH-ADD-007", "INTEROP-REG-007", "INTEROP-REG-043"],
            o => o.Is("add", "members"),
            o => o["op"] = "replace"),
        PatchFault.Refused(
            "patch-add-needs-unset",
            "add to a string that has a value is refused",
            ["PATCH-ADD-008", "PATCH-ADD-010"],
            o => o.Is("add", "displayName"),
            "invalidValue"),
        new()
        {
            Id = "patch-add-duplicates", Title = "A member that is added twice is listed twice", Breaks = ["PATCH-ADD-009", "GROUP-MEMBER-003", "INTEROP-REG-009"],
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
        PatchFault.Refused(
            "patch-add-member-twice-refused",
            "add of one member as an array is a conflict",
            ["PATCH-ADD-009", "PATCH-ADD-007", "GROUP-MEMBER-003", "INTEROP-REG-007"],
            o => o.Is("add", "members") && o["value"] is JsonArray { Count: 1 },
            "uniqueness",
            409) with { SeenElsewhere = "most checks that add a member send an array of one" },
        PatchFault.Changed(
            "patch-add-filter-sets-all",
            "add with a filter sets all values",
            ["PATCH-ADD-011"],
            o => o.HasFilter("add") && o.Path()!.Contains("].", StringComparison.Ordinal),
            o =>
            o["path"] = o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)] + "[type pr]" + o.Path()![(o.Path()!.IndexOf(']', StringComparison.Ordinal) + 1)..]),
        PatchFault.Dropped("patch-add-filter-ignored", "add with a filter does nothing", ["PATCH-ADD-011", "PATCH-ADD-012"], o => o.HasFilter("add")),
        PatchFault.Dropped(
            "patch-add-object-ignored",
            "add of one value as an object does nothing",
            ["PATCH-ADD-013"],
            o => o.Is("add", "members") && o["value"] is JsonObject),
        PatchFault.Dropped(
            "patch-add-text-to-complex-ignored",
            "add of a text to a complex attribute does nothing",
            ["PATCH-ADD-014"],
            o => o.Is("add", "name") && o["value"] is JsonValue),
    ];
}
