using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults in what is said about paging.</summary>
internal static class CursorConfigFaults
{
    private const string ConfigUrn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    public static IReadOnlyList<Fault> All { get; } =
    [
        OnConfig("cursor-unannounced", "The ServiceProviderConfig does not say that there are cursors", ["CURSOR-CONFIG-001"], config => config.Remove("pagination")),
        OnPagination("cursor-config-index-as-text", "pagination.index is written as a string", ["CURSOR-CONFIG-002"], p => p["index"] = "true"),
        OnPagination("cursor-config-timeout-zero", "cursorTimeout is 0, to say that cursors do not expire", ["CURSOR-CONFIG-003"], p => p["cursorTimeout"] = 0),
        OnPagination("cursor-config-method-of-its-own", "defaultPaginationMethod is a word of the provider's own", ["CURSOR-CONFIG-003"], p => p["defaultPaginationMethod"] = "offset"),
        OnPagination("cursor-default-size-not-kept", "Pages are larger than the published defaultPageSize", ["CURSOR-CONFIG-004"], p => p["defaultPageSize"] = 2),
        OnPagination("cursor-maximum-not-kept", "Pages are larger than the published maxPageSize", ["CURSOR-COUNT-004"], p => p["maxPageSize"] = 2),
        OnPagination("cursor-default-wrong", "Cursors are published as the default, and pages go by index", ["CURSOR-DEFAULT-001"], p => p["defaultPaginationMethod"] = "cursor"),
        Fault.OnResponse("cursor-schema-numbers-as-text", "The schema of ServiceProviderConfig gives the sizes of pages as strings", ["CURSOR-SCHEMA-001"], e =>
        {
            if (!e.Path.StartsWith("/Schemas", StringComparison.Ordinal))
            {
                return;
            }

            foreach (var schema in e.ResponseResources.Where(s => (string?)s["id"] == ConfigUrn))
            {
                var pagination = (schema["attributes"] as JsonArray)!.OfType<JsonObject>().First(a => (string?)a["name"] == "pagination");
                foreach (var size in (pagination["subAttributes"] as JsonArray)!.OfType<JsonObject>().Where(a => ((string?)a["name"])!.EndsWith("PageSize", StringComparison.Ordinal)))
                {
                    size["type"] = "string";
                }
            }
        }),
    ];

    private static Fault OnConfig(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.Is("GET", "/ServiceProviderConfig") && e.ResponseJson is JsonObject config)
        {
            change(config);
        }
    });

    private static Fault OnPagination(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) =>
        OnConfig(id, title, breaks, config => change((config["pagination"] as JsonObject)!));
}
