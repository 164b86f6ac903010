using System.Text.Json.Nodes;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that page by cursor in another way, or not at all.</summary>
internal static class CursorVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("cursor-pages-without-total", "RFC 9865 2: providers that are unable to estimate totalResults MAY omit it", x =>
        {
            if (x.Parameter("cursor") is not null && x.ResponseJson is JsonObject page)
            {
                page.Remove("totalResults");
                page.Remove("itemsPerPage");
            }
        }),
        new("empty-last-page-by-cursor", "RFC 9865 2: nextCursor is omitted only where there are no more pages, and the last one may be empty")
        {
            Wire = async x =>
            {
                if (x.Parameter("cursor") == "last" && x.RequestHeaders.Authorization.Count > 0)
                {
                    x.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[]}""");
                    return;
                }

                await x.NextAsync();
                if (x.Parameter("cursor") is not null && x.ResponseJson is JsonObject page && page["Resources"] is JsonArray { Count: > 0 } && !page.ContainsKey("nextCursor"))
                {
                    page["nextCursor"] = "last";
                }
            },
        },
        new("cursors-end-soon", "RFC 9865 4: cursorTimeout is the service provider's") { Configure = provider => provider.CursorTimeout = TimeSpan.FromSeconds(30) },
        new("no-cursors", "RFC 9865 4: pagination is OPTIONAL")
        {
            Wire = async x =>
            {
                if (x.Method == "GET" && x.Parameter("cursor") is not null)
                {
                    x.Query = "?" + string.Join('&', x.Query.TrimStart('?').Split('&').Where(p => p != "cursor" && !p.StartsWith("cursor=", StringComparison.Ordinal)));
                }

                await x.NextAsync();
                if (x.Path == "/ServiceProviderConfig" && x.ResponseJson is JsonObject config)
                {
                    config.Remove("pagination");
                }
            },
        },
    ];
}
