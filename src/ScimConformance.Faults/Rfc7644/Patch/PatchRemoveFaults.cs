using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of the remove operation (section 3.5.2.2).</summary>
internal static class PatchRemoveFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped(
            "patch-remove-without-path-ignored",
            "remove without a path succeeds",
            ["PATCH-REMOVE-001"],
            o => o.Is("remove", null)),
        PatchFault.OtherRefusal(
            "patch-remove-without-path-mistyped",
            "remove without a path is refused with invalidSyntax",
            ["PATCH-REMOVE-001"],
            o => o.Is("remove", null),
            400,
            "invalidSyntax"),
        PatchFault.Dropped(
            "patch-remove-ignored",
            "remove of a simple attribute does nothing",
            ["PATCH-REMOVE-002", "PATCH-SEQUENCE-001", "EVERY-PATCH-REMOVE-001"],
            o => o.Is("remove", "title")),
        PatchFault.Changed("patch-remove-blanks", "remove sets a string to empty", ["PATCH-REMOVE-002", "EVERY-PATCH-REMOVE-001"], o => o.Is("remove", "title"), o =>
        {
            o["op"] = "replace";
            o["value"] = "-";
        }) with { SeenElsewhere = "an attribute that was removed is not unassigned, whichever check looks" },
        PatchFault.ChangedKnowing(
            "patch-remove-first-only",
            "remove of a multi-valued attribute removes its first value",
            ["PATCH-REMOVE-003", "PATCH-REMOVE-004"],
            o => o.Op() == "remove" && o.Path() is "phoneNumbers" or "members",
            (o, stored) =>
            {
                if (stored[o.Path()!] is JsonArray { Count: > 0 } values)
                {
                    o["path"] = $"{o.Path()}[value eq \"{values[0]?["value"]}\"]";
                }
            }),
        PatchFault.Dropped(
            "patch-remove-filter-ignored",
            "remove with a filter does nothing",
            ["PATCH-REMOVE-005", "PATCH-REMOVE-006", "PATCH-REMOVE-007", "PATCH-PATH-002", "INTEROP-REG-007", "INTEROP-REG-008"],
            o => o.HasFilter("remove") && o.Path()!.EndsWith(']')) with
        {
            SeenElsewhere = "checks of several removals, one after another or at the same time, name each value by a filter",
        },
        PatchFault.Changed(
            "patch-remove-half-filter",
            "remove looks at the second condition only",
            ["PATCH-REMOVE-006"],
            o => o.HasFilter("remove") && o.Path()!.Contains(" and ", StringComparison.Ordinal),
            o =>
            o["path"] = $"{o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)]}[{o.Path()![(o.Path()!.IndexOf(" and ", StringComparison.Ordinal) + 5)..]}"),
        PatchFault.Changed(
            "patch-remove-last-refused",
            "remove leaves the value and drops its content",
            ["PATCH-REMOVE-007"],
            o => o.HasFilter("remove") && o.Path()!.StartsWith("phoneNumbers[", StringComparison.Ordinal) && o.Path()!.EndsWith(']'),
            o =>
            o["path"] = o.Path() + ".value"),
        PatchFault.Changed(
            "patch-remove-sub-attribute-drops-value",
            "remove of a sub-attribute drops the whole value",
            ["PATCH-REMOVE-008"],
            o => o.HasFilter("remove") && o.Path()!.Contains("].", StringComparison.Ordinal),
            o =>
            o["path"] = o.Path()![..(o.Path()!.LastIndexOf(']') + 1)]),
        PatchFault.Changed(
            "patch-remove-no-match-empties",
            "remove with a filter on members empties the group",
            ["PATCH-REMOVE-009", "PATCH-REMOVE-005", "INTEROP-REG-007", "INTEROP-REG-008"],
            o => o.HasFilter("remove") && o.Path()!.StartsWith("members", StringComparison.Ordinal),
            o => o["path"] = "members"),
        PatchFault.Refused(
            "patch-remove-unset-refused",
            "remove of a title is refused with noTarget",
            ["PATCH-REMOVE-010", "PATCH-REMOVE-002"],
            o => o.Is("remove", "title"),
            "noTarget") with { SeenElsewhere = "the check of the order of operations removes a title" },
        PatchFault.Dropped(
            "patch-remove-required-ignored",
            "remove of the user name succeeds without an effect",
            ["PATCH-REMOVE-011"],
            o => o.Is("remove", "userName")),
        PatchFault.OtherRefusal(
            "patch-remove-required-mistyped",
            "remove of the user name is refused with invalidValue",
            ["PATCH-REMOVE-011"],
            o => o.Is("remove", "userName"),
            400,
            "invalidValue"),
        PatchFault.Dropped("patch-remove-id-ignored", "remove of the id succeeds without an effect", ["PATCH-REMOVE-012"], o => o.Is("remove", "id")),
        PatchFault.Dropped(
            "patch-remove-last-required-ignored",
            "remove of the only value of a required attribute succeeds without an effect",
            ["PATCH-REMOVE-014"],
            o => o.HasFilter("remove") && o.Path()!.StartsWith("urn:", StringComparison.Ordinal)),
        PatchFault.Dropped(
            "patch-remove-listed-ignored",
            "remove of listed members does nothing",
            ["PATCH-REMOVE-013"],
            o => o.Is("remove", "members") && o.ContainsKey("value")),
    ];
}
