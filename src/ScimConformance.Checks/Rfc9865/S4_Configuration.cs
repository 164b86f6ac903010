using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 4: what the ServiceProviderConfig says of paging.</summary>
internal static class S4_Configuration
{
    private const string Path = "/ServiceProviderConfig";
    private const string Urn = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";

    private static readonly (string Name, string Type)[] Attributes =
    [
        ("cursor", "boolean"), ("index", "boolean"), ("defaultPaginationMethod", "string"),
        ("defaultPageSize", "integer"), ("maxPageSize", "integer"), ("cursorTimeout", "integer"),
    ];

    public static CheckGroup Group { get; } = new("RFC9865-4", "Paging by cursor: ServiceProviderConfig",
    [
        // "A SCIM service provider implementing cursor-based pagination SHOULD include the following additional attribute".
        new()
        {
            Id = "CURSOR-CONFIG-001", Title = "who pages by cursor says so",
            Verifies = ["RFC9865-4-01"], Needs = [Needs.Users, Needs.ServiceProviderConfig, Needs.FilterByPrefix],
            Run = async scim =>
            {
                var page = (await scim.PageAsync("", ("count", "1"))).Require(r => r.IsNoServerError());
                CheckContext.ApplicableIf(page.NextCursor() is not null, "the endpoint does not page by cursor");
                (await scim.GetOnceAsync(Path)).Require(r => r.Is(200)).Expect("pagination.cursor").Is(true);
            },
        },

        // cursor: "REQUIRED"; index: "REQUIRED".
        new()
        {
            Id = "CURSOR-CONFIG-002", Title = "pagination says in booleans whether cursor and index are supported",
            Verifies = ["RFC9865-4-02"], Needs = [Needs.CursorPagination],
            Run = async scim =>
            {
                var config = (await scim.GetOnceAsync(Path)).Require(r => r.Is(200));
                config.Expect("pagination.cursor").IsBoolean();
                config.Expect("pagination.index").IsBoolean();
            },
        },

        // "Possible values are "cursor" and "index""; "Positive integer".
        new()
        {
            Id = "CURSOR-CONFIG-003", Title = "the other values of pagination are what they can be",
            Verifies = ["RFC9865-4-03"], Needs = [Needs.CursorPagination],
            Run = async scim =>
            {
                var config = (await scim.GetOnceAsync(Path)).Require(r => r.Is(200));
                config.Expect("pagination.defaultPaginationMethod").Satisfies(n => n is null || n.Text() is "cursor" or "index", "\"cursor\" or \"index\", or absent");
                foreach (var name in new[] { "defaultPageSize", "maxPageSize", "cursorTimeout" })
                {
                    config.Expect("pagination." + name).Satisfies(n => n is null || n.Integer() > 0, "a positive integer, or absent");
                }
            },
        },

        // defaultPageSize: "the default number of results returned in a page when a count is not specified in the query".
        new()
        {
            Id = "CURSOR-CONFIG-004", Title = "a page without count is no larger than the published defaultPageSize",
            Verifies = ["RFC9865-4-07"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var size = scim.Limit("defaultPageSize");
                CheckContext.ApplicableIf(size is not null, "ServiceProviderConfig.pagination.defaultPageSize is not published");
                var page = (await scim.PageAsync("")).Require(r => r.Is(200).WithList());
                page.Judge(page.Resources.Count <= size, $"at most {size} resources", $"{page.Resources.Count} resources");
            },
        },

        // Section 4 gives each sub-attribute a type; /Schemas may show it.
        new()
        {
            Id = "CURSOR-SCHEMA-001", Title = "the schema of ServiceProviderConfig describes pagination",
            Verifies = ["RFC9865-4-08"], Needs = [Needs.CursorPagination, Needs.Schemas],
            Run = scim =>
            {
                var schema = scim.Profile.Schema(Urn);
                CheckContext.ApplicableIf(schema is not null, $"{Urn} is not published");
                var pagination = schema!.Find("pagination");
                scim.Expect((JsonNode?)pagination?.Type, "type of pagination").IsIgnoringCase("complex");
                foreach (var (name, type) in Attributes)
                {
                    scim.Expect((JsonNode?)pagination?.Sub(name)?.Type, $"type of pagination.{name}").IsIgnoringCase(type);
                }

                return Task.CompletedTask;
            },
        },
    ]);
}
