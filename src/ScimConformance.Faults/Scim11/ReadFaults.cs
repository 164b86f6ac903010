using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of reading, lists, projections and errors.</summary>
internal static class ReadFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("v1-read-as-list", "A single resource is answered as a list of one", ["V1-READ-001"], e =>
        {
            if (e.Is("GET", "/Users/{id}") && e.Status == 200 && e.ResponseJson is JsonObject user)
            {
                e.ResponseJson = new JsonObject { ["schemas"] = new JsonArray(Core), ["totalResults"] = 1, ["Resources"] = new JsonArray(user.DeepClone()) };
            }
        }),
        Fault.OnResponse("v1-unknown-is-empty", "An unknown id is answered with an empty object", ["V1-READ-002", "V1-ERROR-001", "V1-DELETE-002"], e =>
        {
            if (e.Is("GET", "/Users/{id}") && e.Status == 404)
            {
                e.Reply(200, "{}", Json);
            }
        }),
        OnPartial("v1-partial-without-meta", "A partial representation has no meta", ["V1-READ-003"], r => r.Remove("meta")),
        Fault.Instead(
            "v1-unknown-parameter-refused",
            "An unknown query parameter is refused",
            ["V1-LIST-001"],
            e => e.Parameter("unheardOf") is not null,
            e => e.ReplyErrors(400)),
        Fault.OnResponse("v1-list-without-total", "Lists have no totalResults", ["V1-LIST-002", "V1-PAGE-001"], e =>
        {
            if (e.IsList() && e.Parameter("count") is not ("1" or null))
            {
                (e.ResponseJson as JsonObject)?.Remove("totalResults");
            }
        }),
        Fault.OnResponse("v1-list-of-2", "Lists name the message of SCIM 2.0", ["V1-LIST-002", "V1-VERSION-002"], e =>
        {
            if (e.IsList() && e.ResponseJson is JsonObject list)
            {
                list["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:ListResponse");
            }
        }),
        QueryRequests.OnParameter("v1-attributes-ignored", "The attributes parameter is ignored", ["V1-ATTR-001", "V1-ATTR-002"], "attributes", e => e.Method == "GET", _ => null),
        QueryRequests.OnParameter(
            "v1-full-names-unknown", "Core attributes are not known by their full names", ["V1-NAME-001", "V1-NAME-004"], "attributes", _ => true,
            a => a.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? "nothing" : a),
        QueryRequests.RefuseFilter("v1-extension-names-unknown", "Extension attributes cannot be filtered by", ["V1-NAME-002"], f => f.Contains(Enterprise, StringComparison.OrdinalIgnoreCase)),
        QueryRequests.RefuseFilter("v1-filter-names-by-letter", "Letter case of names matters in filters", ["V1-NAME-003"], f => f.StartsWith("USERNAME", StringComparison.Ordinal)),
        QueryRequests.OnParameter(
            "v1-attributes-by-letter", "Letter case of names matters in the attributes parameter", ["V1-NAME-004"], "attributes", _ => true,
            a => a.Contains("USERNAME", StringComparison.Ordinal) ? "nothing" : a),
        Fault.OnResponse("v1-errors-of-2", "Errors have the form of SCIM 2.0", ["V1-ERROR-001", "V1-ERROR-002", "V1-ERROR-003"], e =>
        {
            if (e.Status >= 400)
            {
                e.ReplyError(e.Status);
            }
        }) with { SeenElsewhere = "checks of conflicts and of errors in XML read the message" },
        Fault.OnResponse("v1-unparsable-bare", "A body that is no JSON gets an answer without a body", ["V1-ERROR-002"], e =>
        {
            if (e.Status == 400)
            {
                e.Reply(400);
            }
        }),
        Fault.Instead("v1-patch-refused", "PATCH is announced and refused", ["V1-ERROR-004"], e => e.Method == "PATCH", e => e.ReplyErrors(501)) with { SeenElsewhere = "every check of PATCH sends one" },
        Fault.OnResponse("v1-delete-202", "DELETE answers 202", ["V1-DELETE-001"], e => e.Status = e.Method == "DELETE" && e.Status == 200 ? 202 : e.Status),
        Fault.Instead(
            "v1-delete-keeps",
            "DELETE is answered and nothing deleted",
            ["V1-DELETE-002", "V1-DELETE-003", "V1-DELETE-004", "V1-FACES-004"],
            e => e.Method == "DELETE",
            e => e.Reply(200)),
    ];

    private static Fault OnPartial(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Parameter("attributes") is not null)
        {
            foreach (var resource in e.ResponseResources)
            {
                change(resource);
            }
        }
    });
}
