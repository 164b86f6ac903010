using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;
using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of addresses, authentication, endpoints and descriptions.</summary>
internal static class BaseFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnRequest("v1-plus-is-a-space", "A percent-encoded plus sign is read as a space", ["V1-URL-001"], e => e.Query = e.Query.Replace("%2B", "%20", StringComparison.OrdinalIgnoreCase)),
        OnResource("v1-location-with-query", "Locations carry a query string", ["V1-URL-002"], r => r["meta"]!["location"] += "?tenant=1"),
        OnResource("v1-speaks-2", "Resources name the schemas of SCIM 2.0", ["V1-VERSION-002", "V1-CREATE-003", "V1-GROUP-001"], r =>
        {
            if (r["schemas"] is JsonArray schemas)
            {
                schemas[0] = "urn:ietf:params:scim:schemas:core:2.0:User";
            }
        }),
        Fault.Instead(
            "v1-anonymous",
            "Users can be listed without credentials",
            ["V1-AUTH-001"],
            e => e.Is("GET", "/Users") && e.RequestHeaders.Authorization.Count == 0,
            e => e.Reply(200, """{"schemas":["urn:scim:schemas:core:1.0"],"totalResults":0,"Resources":[]}""", Json)),
        OnDescription("v1-basic-only", "Passwords are the only way of authenticating", ["V1-AUTH-002"], "/ServiceProviderConfigs", c =>
            c["authenticationSchemes"] = new JsonArray(new JsonObject { ["type"] = "httpbasic", ["name"] = "HTTP Basic", ["description"] = "User name and password" })),
        Fault.Instead(
            "v1-config-singular",
            "The configuration stands at the address of SCIM 2.0",
            ["V1-ENDPOINT-001", "V1-CONFIG-001", "V1-CONFIG-002"],
            e => e.Is("GET", "/ServiceProviderConfigs"),
            e => e.ReplyErrors(404)),
        Fault.Instead("v1-resource-types", "There is a /ResourceTypes", ["V1-ENDPOINT-002"], e => e.Is("GET", "/ResourceTypes"), e => e.Reply(200, """{"schemas":["urn:scim:schemas:core:1.0"],"totalResults":0}""", Json)),
        OnDescription("v1-config-without-xml", "The configuration does not say whether there is XML", ["V1-CONFIG-001"], "/ServiceProviderConfigs", c => c.Remove("xmlDataFormat")),
        OnDescription("v1-config-without-limits", "The configuration has no limits of bulk", ["V1-CONFIG-002"], "/ServiceProviderConfigs", c => c["bulk"] = new JsonObject { ["supported"] = false }),
        OnDescription("v1-schema-with-mutability", "Schemas say mutability in place of readOnly", ["V1-SCHEMA-001"], "/Schemas", list =>
        {
            foreach (var attribute in Attributes(list))
            {
                attribute.Remove("readOnly");
                attribute["mutability"] = "readWrite";
            }
        }),
        OnDescription("v1-schema-without-child-names", "Multi-valued attributes do not name their element", ["V1-SCHEMA-002"], "/Schemas", list =>
        {
            foreach (var attribute in Attributes(list))
            {
                attribute.Remove("multiValuedAttributeChildName");
            }
        }),
        OnDescription("v1-schema-dollar", "An attribute's name begins with a dollar sign", ["V1-NAMES-001"], "/Schemas", list => Attributes(list).First(a => (string?)a["name"] == "nickName")["name"] = "$nick"),
        QueryRequests.OnParameter("v1-sort-ignored", "sortBy is ignored", ["V1-SORT-001", "V1-SORT-002"], "sortBy", QueryRequests.IsList, _ => null),
        QueryRequests.OnParameter("v1-sort-order-ignored", "sortOrder is ignored", ["V1-SORT-002"], "sortOrder", QueryRequests.IsList, _ => null),
        QueryRequests.OnParameter("v1-count-ignored", "count is ignored", ["V1-PAGE-001", "V1-PAGE-002"], "count", QueryRequests.IsList, _ => null),
        QueryRequests.OnParameter("v1-start-from-zero", "startIndex counts from 0", ["V1-PAGE-002"], "startIndex", QueryRequests.IsList, n => $"{int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) + 1}"),
    ];

    private static IEnumerable<JsonObject> Attributes(JsonObject list) => list.Values("Resources").SelectMany(s => s.Values("attributes"));
}
