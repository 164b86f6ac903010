using System.Text.Json.Nodes;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of what a PATCH changes.</summary>
internal static class PatchFaults
{
    private const string User = "/Users/{id}";
    private const string Group = "/Groups/{id}";

    public static IReadOnlyList<Fault> All { get; } =
    [
        OnUser("v1-patch-ignores-meta", "meta.attributes is ignored", ["V1-PATCH-004", "V1-PATCH-005", "V1-PATCH-006", "V1-PATCH-007"], b => b.Remove("meta")),
        OnUser("v1-patch-removes-last", "What meta.attributes names is removed after merging", ["V1-PATCH-005"], b =>
        {
            foreach (var name in b.Removed())
            {
                b.Remove(name);
            }
        }),
        OnUser("v1-patch-removes-whole", "A sub-attribute in meta.attributes removes the whole attribute", ["V1-PATCH-006"], b =>
        {
            if (b.Removed() is { Count: > 0 } names)
            {
                b.SetRemoved(names.Select(n => n.StartsWith("urn:", StringComparison.Ordinal) ? n : n.Split('.')[0]));
            }
        }),
        OnUser("v1-patch-keeps-extension", "Extension attributes in meta.attributes are not known", ["V1-PATCH-007"], b =>
        {
            if (b.Removed() is { Count: > 0 } names)
            {
                b.SetRemoved(names.Where(n => !n.StartsWith("urn:", StringComparison.Ordinal)));
            }
        }),
        OnUser("v1-patch-keeps-title", "An attribute that has a value keeps it", ["V1-PATCH-001", "V1-PATCH-008"], b => b.Remove("title")),
        OnUser("v1-patch-replaces-complex", "Complex attributes are replaced as a whole", ["V1-PATCH-009"], b =>
        {
            if (b.ContainsKey("name"))
            {
                b.SetRemoved(["name"]);
            }
        }),
        OnUser("v1-patch-ignores-primary", "The primary mark is not taken from a PATCH", ["V1-PATCH-010"], b => b.Values("emails").ToList().ForEach(v => v.Remove("primary"))),
        OnUser("v1-patch-replaces-values", "Values of a multi-valued attribute are replaced as a whole", ["V1-PATCH-010", "V1-PATCH-011"], b =>
        {
            if (b.ContainsKey("emails"))
            {
                b.SetRemoved(["emails"]);
            }
        }),
        OnUser("v1-patch-ignores-deletes", "operation delete is ignored", ["V1-PATCH-012", "V1-PATCH-016"], b =>
        {
            b.DropValues("emails", v => v.ContainsKey("operation"));
            b.DropValues("addresses", v => v.ContainsKey("operation"));
        }),
        OnUser("v1-patch-deletes-all", "operation delete takes all values away", ["V1-PATCH-012"], b =>
        {
            if (b.Values("emails").Any(v => v.ContainsKey("operation")))
            {
                b.Remove("emails");
                b.SetRemoved(["emails"]);
            }
        }),
        OnBody("v1-members-stay", "A member with operation delete stays", ["V1-PATCH-013"], "PATCH", Group, b => b.DropValues("members", v => v.ContainsKey("operation"))),
        OnBody("v1-members-deleted-are-added", "operation is ignored, and the member added", ["V1-PATCH-013", "V1-PATCH-014"], "PATCH", Group, b => b.Values("members").ToList().ForEach(v => v.Remove("operation"))),
        OnBody("v1-members-are-added-only", "A full push adds members and takes none away", ["V1-PATCH-015"], "PATCH", Group, b => b.Remove("meta")),
        Fault.OnResponse("v1-operation-shown", "operation is stored and shown", ["V1-PATCH-017"], e =>
        {
            if (e.Is("GET", User) && e.ResponseJson is JsonObject user)
            {
                user.Values("emails").ToList().ForEach(v => v["operation"] = "add");
            }
        }),
        OnUser("v1-patch-keeps-active", "active is not taken from a PATCH", ["V1-PATCH-018"], b => b.Remove("active")),
    ];

    private static Fault OnUser(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => OnBody(id, title, breaks, "PATCH", User, change);
}
