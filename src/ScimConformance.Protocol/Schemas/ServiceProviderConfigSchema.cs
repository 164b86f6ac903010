using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>RFC 7643 sections 5 and 8.7.2, with the pagination attribute of RFC 9865 section 4.</summary>
internal static class ServiceProviderConfigSchema
{
    private static readonly SchemaAttribute Supported = Boolean("supported", "Whether the feature is supported.") with { Required = true };

    internal static readonly Schema Definition = new(ScimUrn.ServiceProviderConfig, "Service Provider Configuration", "What a service provider supports",
    [
        .. new[]
        {
            Reference("documentationUri", "URL of documentation for people.", "external"),
            Feature("patch", "PATCH."),
            Feature("bulk", "Bulk operations.",
                Integer("maxOperations", "Most operations in one request.") with { Required = true },
                Integer("maxPayloadSize", "Most bytes in one request.") with { Required = true }),
            Feature("filter", "Filters.", Integer("maxResults", "Most resources in one response.") with { Required = true }),
            Feature("changePassword", "Changing a password."),
            Feature("sort", "Sorting."),
            // Section 5 demands etag; the JSON of 8.7.2 forgets it.
            Feature("etag", "ETags."),
            // RFC 9865 section 4.
            Complex("pagination", "Ways of paging through results.",
                Boolean("cursor", "Whether paging by cursor is supported.") with { Required = true },
                Boolean("index", "Whether paging by index is supported.") with { Required = true },
                Text("defaultPaginationMethod", "Way of paging when the request names none.") with { CanonicalValues = ["cursor", "index"] },
                Integer("defaultPageSize", "Resources in a page when the request gives no count."),
                Integer("maxPageSize", "Most resources in a page."),
                Integer("cursorTimeout", "Seconds for which a cursor stays valid.")),
            Many("authenticationSchemes", "Supported ways of authenticating.",
                // Section 5 demands type; the JSON of 8.7.2 has neither it nor primary (erratum 8011, reported).
                Text("type", "Kind of scheme.") with
                {
                    Required = true, CanonicalValues = ["oauth", "oauth2", "oauthbearertoken", "httpbasic", "httpdigest"],
                },
                Text("name", "Common name of the scheme.") with { Required = true },
                Text("description", "What the scheme is.") with { Required = true },
                Reference("specUri", "URL of the scheme's specification.", "external"),
                Reference("documentationUri", "URL of documentation on using the scheme here.", "external"),
                Primary) with { Required = true },
        }.Select(Declare.ReadOnly),
    ]);

    private static SchemaAttribute Feature(string name, string description, params SchemaAttribute[] details) =>
        Complex(name, description, [Supported, .. details]) with { Required = true };
}
