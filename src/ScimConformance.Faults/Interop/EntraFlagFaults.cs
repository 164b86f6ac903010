using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Interop;

/// <summary>Mistakes with what Entra sends when the tenant URL has the flag <c>aadOptscim062020</c>.</summary>
internal static class EntraFlagFaults
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<Fault> All { get; } =
    [
        PatchFault.Changed("entra-flag-first-key-only", "Of an operation without path only the first attribute is changed", ["ENTRA-FLAG-001", "ENTRA-FLAG-002", "ENTRA-FLAG-003", "ENTRA-FLAG-004"],
            o => IsGrouped(o) && o["value"]!.AsObject().Count > 1,
            o => o["value"]!.AsObject().Skip(1).Select(p => p.Key).ToList().ForEach(k => o["value"]!.AsObject().Remove(k))) with
        {
            SeenElsewhere = "every check with several attributes in one operation misses the others",
        },
        PatchFault.Refused("entra-flag-add-needs-path", "add without path is refused", ["ENTRA-FLAG-002"], o => o.Op() == "add" && o.Path() is null, "noTarget") with
        {
            SeenElsewhere = "other checks add without path",
        },
        PatchFault.Changed("entra-flag-urn-key-ignored", "Keys that are URNs of attributes are ignored", ["ENTRA-FLAG-003"],
            IsGrouped,
            o => o["value"]!.AsObject().Select(p => p.Key).Where(k => k.StartsWith(Enterprise + ":", StringComparison.Ordinal)).ToList().ForEach(k => o["value"]!.AsObject().Remove(k))),
        PatchFault.Dropped("entra-flag-filtered-path-ignored", "Small operations by a filtered path are answered and ignored", ["ENTRA-FLAG-004"],
            o => o.Op() is "add" && o.Path()?.StartsWith("phoneNumbers[", StringComparison.Ordinal) == true),
        PatchFault.Dropped("entra-flag-false-is-no-value", "The boolean false is taken for no value and ignored", ["ENTRA-FLAG-005"],
            o => o.Path() == "active" && o["value"]?.GetValueKind() == System.Text.Json.JsonValueKind.False) with
        {
            SeenElsewhere = "every check that switches a user off by a boolean",
        },
        PatchFault.Refused("entra-flag-true-refused", "active has to be a text", ["ENTRA-FLAG-006"],
            o => o.Path() == "active" && o["value"]?.GetValueKind() == System.Text.Json.JsonValueKind.True, "invalidValue") with
        {
            SeenElsewhere = "every check that switches a user on by a boolean",
        },
        PatchFault.Dropped("entra-flag-group-name-ignored", "The displayName of a group in an operation without path is answered and ignored", ["ENTRA-FLAG-009"],
            o => o.Op() == "replace" && IsGrouped(o) && o["value"]!.AsObject() is { Count: 1 } value && value.ContainsKey("displayName")) with
        {
            SeenElsewhere = "other checks change a displayName without path",
        },
        PatchFault.Dropped("entra-flag-filtered-removal-ignored", "Removal of a member by a filtered path is answered and ignored", ["ENTRA-FLAG-010"],
            o => o.HasFilter("remove") && o.Path()!.StartsWith("members[", StringComparison.OrdinalIgnoreCase)) with
        {
            SeenElsewhere = "other checks remove members by a filtered path",
        },
        PatchFault.Dropped("entra-flag-manager-ignored", "A small add of the manager's id is answered and ignored", ["ENTRA-FLAG-011"], o => o.Is("add", Enterprise + ":manager")) with
        {
            SeenElsewhere = "a reported failure is about the same operation",
        },
    ];

    private static bool IsGrouped(JsonObject operation) => operation.Path() is null && operation["value"] is JsonObject;
}
