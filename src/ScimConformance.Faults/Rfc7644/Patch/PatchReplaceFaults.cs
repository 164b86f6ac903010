using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of the replace operation (section 3.5.2.3).</summary>
internal static class PatchReplaceFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Dropped(
            "patch-replace-without-path-ignored",
            "replace without a path does nothing",
            ["PATCH-REPLACE-001", "PATCH-REPLACE-013", "INTEROP-REG-053", "OKTA-DEACTIVATE-001"],
            o => o.Is("replace", null)),
        PatchFault.Dropped(
            "patch-replace-text-without-path-ignored",
            "replace of nothing by a text succeeds",
            ["PATCH-REPLACE-002"],
            o => o.Is("replace", null) && o["value"] is JsonValue),
        PatchFault.Dropped(
            "patch-replace-ignored",
            "replace of a display name does nothing",
            ["PATCH-REPLACE-003", "MODIFY-002", "PATCH-MESSAGE-007", "CONFIG-HONEST-003", "EVERY-PATCH-REPLACE-001"],
            o => o.Is("replace", "displayName")) with
        {
            SeenElsewhere = "displayName is what most checks change when they judge PATCH itself, its body, its message and its order; the answer comes before anybody looks for the user, the tag or credentials",
        },
        PatchFault.Dropped(
            "patch-replace-absent-ignored",
            "replace of an attribute without a value does nothing",
            ["PATCH-REPLACE-004"],
            o => o.Is("replace", "nickName")) with { SeenElsewhere = "other checks replace attributes that have no value yet" },
        PatchFault.Changed(
            "patch-replace-appends-emails",
            "replace of e-mails adds to them",
            ["PATCH-REPLACE-005", "EVERY-PATCH-REPLACE-002", "EVERY-PATCH-REPLACE-003"],
            o => o.Is("replace", "emails") && o["value"] is JsonArray,
            o => o["op"] = "add"),
        PatchFault.Changed(
            "patch-replace-appends-members",
            "replace of members adds to them",
            ["PATCH-REPLACE-006", "OKTA-REG-012"],
            o => o.Is("replace", "members"),
            o => o["op"] = "add"),
        PatchFault.ChangedKnowing(
            "patch-replace-complex-swaps",
            "replace of a complex attribute drops the other sub-attributes",
            ["PATCH-REPLACE-007"],
            o => o.Is("replace", "name") && o["value"] is JsonObject,
            (o, stored) =>
            {
                foreach (var (name, _) in (stored["name"] as JsonObject ?? []).Where(p => !((JsonObject)o["value"]!).ContainsKey(p.Key)))
                {
                    o["value"]![name] = null;
                }
            }),
        PatchFault.Changed(
            "patch-replace-filter-replaces-all",
            "replace with a filter replaces all values",
            ["PATCH-REPLACE-008"],
            o => o.HasFilter("replace") && o.Path()!.EndsWith(']') && o["value"] is JsonObject,
            o =>
            {
                o["path"] = o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)];
                o["value"] = new JsonArray(o["value"]!.DeepClone());
            }),
        PatchFault.Changed(
            "patch-replace-filter-sets-all",
            "replace with a filter and a sub-attribute sets it in all values",
            ["PATCH-REPLACE-009"],
            o => o.HasFilter("replace") && o.Path()!.StartsWith("addresses[", StringComparison.Ordinal) && o.Path()!.Contains("].", StringComparison.Ordinal),
            o =>
            o["path"] = "addresses[type pr]" + o.Path()![(o.Path()!.IndexOf(']', StringComparison.Ordinal) + 1)..]),
        PatchFault.Dropped(
            "patch-replace-no-match-ignored",
            "replace with a filter that matches nothing succeeds",
            ["PATCH-REPLACE-010"],
            o => o.HasFilter("replace") && o.Path()!.Contains("\"other\"", StringComparison.Ordinal)),
        PatchFault.OtherRefusal(
            "patch-replace-no-match-mistyped",
            "replace with a filter that matches nothing is refused with invalidPath",
            ["PATCH-REPLACE-010"],
            o => o.HasFilter("replace"),
            400,
            "invalidPath"),
        PatchFault.Dropped(
            "patch-replace-without-value-ignored",
            "replace without a value succeeds without an effect",
            ["PATCH-REPLACE-011"],
            o => o.Op() == "replace" && !o.ContainsKey("value")),
        PatchFault.Dropped(
            "patch-replace-boolean-ignored",
            "replace of active by path does nothing",
            ["PATCH-REPLACE-012", "USER-ACTIVE-001", "USER-ACTIVE-002", "INTEROP-REG-015"],
            o => o.Is("replace", "active")),
        PatchFault.Changed(
            "patch-replace-path-less-boolean-lost",
            "active is lost in a replace without a path",
            ["PATCH-REPLACE-013", "OKTA-DEACTIVATE-001"],
            o => o.Is("replace", null) && o["value"] is JsonObject value && value.ContainsKey("active"),
            o =>
            o["value"] = new JsonObject { ["displayName"] = "x" }),
        PatchFault.Dropped(
            "patch-replace-null-ignored",
            "replace by null succeeds without an effect",
            ["PATCH-REPLACE-014", "ENTRA-REG-050"],
            o => o.Op() == "replace" && o.ContainsKey("value") && o["value"] is null),
        PatchFault.Changed(
            "patch-replace-text-for-complex",
            "replace of a name by a text sets the formatted name",
            ["PATCH-REPLACE-015", "EVERY-TYPE-001"],
            o => o.Is("replace", "name") && o["value"] is JsonValue,
            o => o["path"] = "name.formatted"),
    ];
}
