using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7643;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 4: the discovery endpoints.</summary>
internal static class S4_Discovery
{
    private static readonly string[] Lists = ["/Schemas", "/ResourceTypes"];

    public static CheckGroup Group { get; } = new("RFC7644-4", "Discovery endpoints",
    [
        // This endpoint SHALL return responses with a JSON object using a "schemas" attribute of "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig".
        new()
        {
            Id = "DISCOVERY-CONFIG-001", Title = "/ServiceProviderConfig answers with one object of its schema",
            Verifies = ["RFC7644-4-01"],
            Run = async scim =>
            {
                var reply = (await scim.GetAsync("/ServiceProviderConfig")).Accept(r => r.Is(200).WithJsonObject());
                reply.Expect("schemas").Contains("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
            },
        },

        // An HTTP GET to the endpoint "/Schemas" SHALL return all supported schemas in ListResponse format.
        new()
        {
            Id = "DISCOVERY-SCHEMAS-001", Title = "/Schemas answers with a list of all schemas",
            Verifies = ["RFC7644-4-02"],
            Run = scim => ExpectWholeListAsync(scim, "/Schemas"),
        },

        // Individual schema definitions can be returned by appending the schema URI to the /Schemas endpoint.
        new()
        {
            Id = "DISCOVERY-SCHEMAS-002", Title = "each schema can be read by its URN",
            Verifies = ["RFC7644-4-03"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                foreach (var urn in (await ReadAsync(scim, "/Schemas")).Ids)
                {
                    (await scim.GetAsync("/Schemas/" + urn)).Accept(r => r.Is(200).WithJsonObject()).Expect("id").IsIgnoringCase(urn);
                }
            },
        },

        // When returning multiple ResourceTypes or Schemas, the message form described by ListResponse SHALL be used.
        new()
        {
            Id = "DISCOVERY-TYPES-001", Title = "/ResourceTypes answers with a list of all resource types",
            Verifies = ["RFC7644-4-04"],
            Run = scim => ExpectWholeListAsync(scim, "/ResourceTypes"),
        },

        // Query parameters described in Section 3.4.2, such as filtering, sorting, and pagination, SHALL be ignored.
        new()
        {
            Id = "DISCOVERY-QUERY-001", Title = "paging and sorting parameters are ignored",
            Verifies = ["RFC7644-4-05"], Needs = [Needs.Schemas, Needs.ResourceTypes],
            Run = async scim =>
            {
                foreach (var endpoint in Lists)
                {
                    var whole = await ReadAsync(scim, endpoint);
                    var paged = (await scim.GetAsync(endpoint + "?startIndex=2&count=1&sortBy=name&sortOrder=descending")).Accept(r => r.Is(200));
                    paged.Judge(paged.Ids.Order().SequenceEqual(whole.Ids.Order()), $"the {whole.Resources.Count} entries of {endpoint}", paged.Describe());
                }
            },
        },

        // If a "filter" is provided, the service provider SHOULD respond with HTTP status code 403 (Forbidden).
        new()
        {
            Id = "DISCOVERY-QUERY-002", Title = "a filter is answered with 403",
            Verifies = ["RFC7644-4-06"], Needs = [Needs.Schemas, Needs.ResourceTypes],
            Run = async scim =>
            {
                foreach (var endpoint in Lists)
                {
                    (await scim.FilterAsync(endpoint, "name eq \"User\"")).Accept(r => r.Is(403));
                }
            },
        },

        // The single JSON object is returned in the same way that a single User or Group is retrieved.
        new()
        {
            Id = "DISCOVERY-META-001", Title = "schemas and resource types have meta with their type and address",
            Verifies = ["RFC7644-4-07"], Needs = [Needs.Schemas, Needs.ResourceTypes],
            Run = async scim =>
            {
                foreach (var (endpoint, type) in new[] { ("/Schemas", "Schema"), ("/ResourceTypes", "ResourceType") })
                {
                    var list = await ReadAsync(scim, endpoint);
                    list.ExpectNone(list.Resources.Where(r => r.At("meta.resourceType").Text() != type).Select(r => r.Member("id").Show()), $"meta.resourceType {type} in each of {endpoint}");
                    foreach (var resource in list.Resources)
                    {
                        var uri = S2_3_7_References.Resolve(scim, resource.At("meta.location"));
                        var own = uri is not null && S2_3_7_References.IsOwn(scim, uri);
                        list.Judge(own, $"meta.location at {scim.Target.BaseUrl}", resource.At("meta.location").Show());
                        if (own)
                        {
                            (await scim.GetAsync(uri!.AbsoluteUri)).Accept(r => r.Is(200).WithJsonObject());
                        }
                    }
                }
            },
        },

        // Discovery describes the provider, so two readings in a row say the same.
        new()
        {
            Id = "DISCOVERY-SAME-001", Title = "discovery answers are the same when asked again",
            Verifies = ["RFC7644-4-08"], Needs = [Needs.Schemas],
            Run = async scim =>
            {
                foreach (var endpoint in new[] { "/Schemas", "/ResourceTypes", "/ServiceProviderConfig" })
                {
                    var (first, second) = (await scim.GetAsync(endpoint), await scim.GetAsync(endpoint));
                    second.Judge(first.Status == second.Status && JsonNode.DeepEquals(first.Json, second.Json), $"the same answer of {endpoint} twice", "two answers that differ");
                }
            },
        },
    ]);

    private static async Task<ScimResponse> ReadAsync(CheckContext scim, string endpoint) =>
        (await scim.GetAsync(endpoint)).Require(r => r.Is(200).WithList());

    private static async Task ExpectWholeListAsync(CheckContext scim, string endpoint)
    {
        var list = (await scim.GetAsync(endpoint)).Accept(r => r.Is(200).WithList());
        list.Expect("Resources").Satisfies(r => r is JsonArray { Count: > 0 }, "at least one entry");
        list.Expect("totalResults").Is(list.Resources.Count);
    }
}
