using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of attributes and excludedAttributes and of attribute notation (sections 3.4.2.5, 3.9 and 3.10).</summary>
internal static class QueryProjectionFaults
{
    private static readonly string[] KnownNames =
        ["userName", "emails", "name", "displayName", "nickName", "title", "active", "externalId", "id", "meta", "schemas", "groups", "members"];

    public static IReadOnlyList<Fault> All { get; } =
    [
        QueryRequests.OnParameter("list-ignores-attributes", "attributes is ignored in lists", ["PROJECTION-001"], "attributes", QueryRequests.IsList, _ => null),
        QueryRequests.OnParameter(
            "list-ignores-exclusion", "excludedAttributes is ignored in lists", ["PROJECTION-002", "PROJECTION-008", "ENTRA-REG-049"], "excludedAttributes", QueryRequests.IsList, _ => null),
        QueryRequests.OnParameter(
            "sub-attributes-whole", "Asking for a sub-attribute gives the whole attribute", ["PROJECTION-003", "PROJECTION-004", "NOTATION-004"], "attributes", QueryRequests.IsUser,
            names => string.Join(',', names.Split(',').Select(n => n.StartsWith("urn:", StringComparison.Ordinal) ? n : n.Split('.')[0]))),
        Fault.OnResponse("exclusion-without-exception", "excludedAttributes removes whatever it names", ["PROJECTION-005", "PROJECTION-006", "CHARACTERISTIC-RETURNED-001"], e =>
        {
            if (e.IsUser() && e.Parameter("excludedAttributes") is { } names && e.ResponseJson is JsonObject user)
            {
                foreach (var name in names.Split(','))
                {
                    Remove(user, name);
                }
            }
        }),
        QueryRequests.OnParameter(
            "exclusion-of-whole-only", "A sub-attribute cannot be excluded", ["PROJECTION-007"], "excludedAttributes", QueryRequests.IsUser,
            names => names.Contains('.', StringComparison.Ordinal) && !names.Contains(':', StringComparison.Ordinal) ? null : names),
        QueryRequests.OnParameter(
            "members-always", "Groups always come with their members", ["PROJECTION-008", "ENTRA-REG-049"], "excludedAttributes", e => e.Path.StartsWith("/Groups", StringComparison.Ordinal), _ => null),
        QueryRequests.OnParameter(
            "projection-names-exact", "Names in attributes and excludedAttributes must be spelt exactly", ["PROJECTION-009"], "attributes", QueryRequests.IsUser,
            names => string.Join(',', names.Split(',').Select(n => KnownNames.Contains(n) || !KnownNames.Contains(n, StringComparer.OrdinalIgnoreCase) ? n : "unknown"))),
        RefuseAttributes(
            "projection-urn-refused", "Names in attributes cannot be qualified", ["PROJECTION-010", "PROJECTION-021", "NOTATION-002", "NOTATION-004", "ENTERPRISE-NAME-001"],
            names => names.Contains(':', StringComparison.Ordinal)),
        RefuseAttributes(
            "projection-unknown-refused", "An unknown name in attributes is refused", ["PROJECTION-011"],
            names => names.Split(',').Any(n => !n.Contains(':', StringComparison.Ordinal) && !KnownNames.Contains(n.Split('.')[0], StringComparer.OrdinalIgnoreCase))) with
        {
            SeenElsewhere = "the fault does not know every attribute that is published",
        },
        Fault.OnResponse("attributes-without-minimum", "attributes gives what was asked for and not even the id", ["PROJECTION-020", "CHARACTERISTIC-RETURNED-001"], e =>
        {
            if (e.IsUser() && e.Parameter("attributes") is not null)
            {
                (e.ResponseJson as JsonObject)?.Remove("id");
            }
        }),
        Fault.OnResponse("extensions-not-selected", "attributes cannot select anything of an extension", ["PROJECTION-021", "NOTATION-002", "NOTATION-004", "ENTERPRISE-NAME-001", "EVERY-PROJECTION-001"], e =>
        {
            if (e.IsUser() && e.Parameter("attributes") is not null && e.ResponseJson is JsonObject user)
            {
                foreach (var urn in user.Select(m => m.Key).Where(k => k.StartsWith("urn:", StringComparison.Ordinal)).ToList())
                {
                    user.Remove(urn);
                }
            }
        }),
        Fault.OnRequest("exclusion-gives-minimum", "excludedAttributes leaves the minimum set only", ["PROJECTION-022", "EVERY-PROJECTION-002"], e =>
        {
            if (e.IsUser() && e.Parameter("excludedAttributes") is not null)
            {
                e.SetParameter("excludedAttributes", null);
                e.SetParameter("attributes", "userName");
            }
        }),
        QueryRequests.OnParameter(
            "exclusion-ignored", "excludedAttributes is ignored where one user is read", ["PROJECTION-007", "PROJECTION-009", "PROJECTION-022", "EVERY-PROJECTION-002"], "excludedAttributes", QueryRequests.IsUser, _ => null),
        QueryRequests.OnParameter(
            "writes-ignore-attributes", "attributes is ignored by POST, PUT and PATCH", ["PROJECTION-023", "PROJECTION-024", "PROJECTION-025"], "attributes",
            e => e.Method is "POST" or "PUT" or "PATCH", names => names == "userName" ? "name,emails,userName,displayName" : names),
        Fault.Instead(
            "both-projections-500", "attributes together with excludedAttributes ends in a server error", ["PROJECTION-026"],
            e => e.Parameter("attributes") is not null && e.Parameter("excludedAttributes") is not null, e => e.ReplyError(500)),
        QueryRequests.OnParameter("first-name-only", "Of several names in attributes the first counts", ["PROJECTION-027", "EVERY-PROJECTION-001"], "attributes", QueryRequests.IsUser, names => names.Split(',')[0]),
        Fault.Instead(
            "patch-urn-refused", "PATCH paths cannot name extension attributes", ["NOTATION-003", "PATCH-PATH-007", "PATCH-PATH-008"],
            e => e.Method == "PATCH" && e.Operations.Any(o => ((string?)o["path"])?.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) == true), e => e.ReplyError(400, "invalidPath")) with
        {
            SeenElsewhere = "whatever is said by PATCH of an extension is refused",
        },
        RefuseAttributes(
            "urn-case-exact", "URNs must be spelt exactly", ["NOTATION-004"],
            names => names.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && !names.StartsWith("urn:", StringComparison.Ordinal)),
    ];

    private static Fault RefuseAttributes(string id, string title, IReadOnlyList<string> breaks, Predicate<string> refused) => Fault.Instead(
        id, title, breaks, e => e.Parameter("attributes") is { } names && refused(names), e => e.ReplyError(400, "invalidValue"));

    private static void Remove(JsonObject resource, string name)
    {
        if (name.LastIndexOf(':') is > 0 and var colon)
        {
            (resource[name[..colon]] as JsonObject)?.Remove(name[(colon + 1)..]);
        }
        else
        {
            resource.Remove(name);
        }
    }
}
