using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644.Patch;

/// <summary>Faults for the checks of the form of PATCH requests and of paths (section 3.5.2).</summary>
internal static class PatchMessageFaults
{
    private const string Urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead(
            "patch-unsupported",
            "PATCH is advertised and answered with 501",
            ["MODIFY-002", "MODIFY-003", "CONFIG-HONEST-003", "INTEROP-REG-041-2"],
            e => e.Method == "PATCH",
            e => e.ReplyError(501)) with { SeenElsewhere = "whatever is said by PATCH is refused, in each check that changes a resource by it" },
        PatchFault.Refused("patch-groups-unsupported", "Members cannot be patched", ["MODIFY-003", "PATCH-ADD-007"], o => o.Path() == "members") with
        {
            SeenElsewhere = "checks that change a group by PATCH send members",
        },
        Fault.OnRequest("patch-ignores-schemas", "PATCH does not look at the message's URN", ["PATCH-MESSAGE-001"], e =>
        {
            if (e.Method == "PATCH" && e.RequestJson is JsonObject message)
            {
                message["schemas"] = new JsonArray(Urn);
                e.RequestJson = message;
            }
        }),
        Fault.Instead(
            "patch-empty-succeeds",
            "PATCH without operations succeeds",
            ["PATCH-MESSAGE-002", "PATCH-MESSAGE-003"],
            e => e.Method == "PATCH" && e.RequestJson is JsonObject message && message["Operations"] is not JsonArray,
            e => e.Reply(204)),
        Fault.Instead(
            "patch-without-operations-crashes",
            "PATCH without operations ends in a server error",
            ["PATCH-MESSAGE-002"],
            e => e.Method == "PATCH" && e.RequestJson is JsonObject message && message["Operations"] is null,
            e => e.ReplyError(500)),
        PatchFault.Changed(
            "patch-op-defaults-to-replace",
            "An operation without op replaces",
            ["PATCH-MESSAGE-004"],
            o => o.Op() is null,
            o => o["op"] = "replace"),
        PatchFault.Dropped(
            "patch-unknown-op-ignored",
            "Operations of another name are dropped",
            ["PATCH-MESSAGE-005", "PATCH-MESSAGE-006", "ENTRA-REG-004"],
            o => o.Op() is not (null or "add" or "remove" or "replace")) with
        {
            SeenElsewhere = "Entra ID writes its operations with a capital, so what it sends has no effect",
        },
        PatchFault.Dropped(
            "patch-capital-op-ignored",
            "Capitalised operations are dropped",
            ["PATCH-MESSAGE-006", "ENTRA-UPDATE-002", "ENTRA-REG-004"],
            o => o.Op() is { Length: > 0 } op && char.IsUpper(op[0])) with
        {
            SeenElsewhere = "Entra ID writes its operations with a capital, so what it sends has no effect",
        },
        Fault.Instead(
            "patch-wants-json-patch-type",
            "PATCH takes application/json-patch+json only",
            ["PATCH-MESSAGE-007", "PATCH-RESULT-001"],
            e => e.Method == "PATCH" && e.RequestHeaders.ContentType.ToString().StartsWith("application/scim+json", StringComparison.OrdinalIgnoreCase),
            e => e.ReplyError(415)) with
        {
            SeenElsewhere = "whatever is said by PATCH is refused, in each check that changes a resource by it, and before anybody asks for credentials",
        },
        PatchFault.Dropped(
            "patch-dotted-path-ignored",
            "Paths to sub-attributes are dropped",
            ["PATCH-PATH-001", "PATCH-PATH-010"],
            o => o.Path()?.StartsWith("name.", StringComparison.OrdinalIgnoreCase) == true) with
        {
            SeenElsewhere = "a malformed path with a dot is dropped too, and other checks change parts of a name by a path",
        },
        PatchFault.Changed(
            "patch-filter-of-path-ignored",
            "The filter in a path is ignored",
            ["PATCH-PATH-002", "PATCH-REMOVE-005", "PATCH-REMOVE-006", "INTEROP-REG-007", "INTEROP-REG-008"],
            o => o.HasFilter("remove") && o.Path()!.EndsWith(']'),
            o => o["path"] = o.Path()![..o.Path()!.IndexOf('[', StringComparison.Ordinal)]),
        PatchFault.Refused(
            "patch-sub-attribute-after-filter-unknown",
            "Paths such as a[b].c are refused",
            ["PATCH-PATH-003", "PATCH-ADD-011", "PATCH-REMOVE-008", "PATCH-REPLACE-009"],
            o => o.Path()?.Contains("].", StringComparison.Ordinal) == true) with
        {
            SeenElsewhere = "paths of this form are how values are changed by their type, above all by Entra ID",
        },
        PatchFault.Dropped(
            "patch-index-ignored",
            "Paths with an index are dropped",
            ["PATCH-PATH-004"],
            o => o.Path() is { } path && (path.Contains("[0]", StringComparison.Ordinal) || path.StartsWith('/'))),
        PatchFault.Dropped("patch-malformed-path-ignored", "Malformed paths are dropped", ["PATCH-PATH-005"], IsMalformed),
        PatchFault.OtherRefusal("patch-malformed-path-crashes", "Malformed paths end in a server error", ["PATCH-PATH-005", "SECURITY-INPUT-010"], IsMalformed, 500, null),
        PatchFault.Dropped(
            "patch-unknown-attribute-ignored",
            "Paths to unknown attributes are dropped",
            ["PATCH-PATH-006"],
            o => o.Path() == "noSuchAttribute"),
        PatchFault.Refused(
            "patch-core-urn-unknown",
            "Paths with the core URN are refused",
            ["PATCH-PATH-007"],
            o => o.Path()?.StartsWith(Core, StringComparison.Ordinal) == true),
        PatchFault.Dropped(
            "patch-extension-path-ignored",
            "Paths with an extension's URN are dropped",
            ["PATCH-PATH-008", "PATCH-SCHEMAS-001", "PATCH-SCHEMAS-002", "NOTATION-003"],
            o => o.Path()?.StartsWith("urn:ietf:params:scim:schemas:extension:", StringComparison.Ordinal) == true && o.Path()!.Contains(":User:", StringComparison.Ordinal)) with
        {
            SeenElsewhere = "checks of every attribute, and of the manager, name extensions by their URN in a path",
        },
        PatchFault.Dropped(
            "patch-extension-remove-ignored",
            "remove of an extension's URN is dropped",
            ["PATCH-PATH-009"],
            o => o.Op() == "remove" && o.Path()?.EndsWith(":2.0:User", StringComparison.Ordinal) == true),
        PatchFault.Refused(
            "patch-case-sensitive-path",
            "Paths match in one letter case only",
            ["PATCH-PATH-010"],
            o => o.Path() is { Length: > 0 } path && char.IsUpper(path[0])),
    ];

    private static bool IsMalformed(JsonObject operation) => operation.Path() is { } path
        && (path.Count(c => c == '[') != path.Count(c => c == ']') || path.Contains("..", StringComparison.Ordinal) || (path.Contains(' ') && !path.Contains('[')));
}
