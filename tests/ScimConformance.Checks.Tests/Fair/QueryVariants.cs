using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Faults;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that answer queries in another way.</summary>
internal static partial class QueryVariants
{
    public static IReadOnlyList<FairVariant> All { get; } =
    [
        FairVariant.Answering("no-resources-member-when-empty", "RFC 7644 3.4.2: Resources is REQUIRED if totalResults is non-zero", x =>
        {
            if (x.ResponseJson?["Resources"] is JsonArray { Count: 0 })
            {
                x.ResponseJson!.AsObject().Remove("Resources");
            }
        }),
        FairVariant.Answering("no-paging-members-when-complete", "RFC 7644 3.4.2: startIndex and itemsPerPage are REQUIRED when partial results are returned", x =>
        {
            if (x.ResponseJson is JsonObject list && list["Resources"] is JsonArray all && list["totalResults"]?.GetValue<int>() == all.Count
                && x.Parameter("startIndex") is null && x.Parameter("count") is null && x.RequestBody.Length == 0)
            {
                list.Remove("startIndex");
                list.Remove("itemsPerPage");
            }
        }),
        new("pages-of-five", "RFC 7644 3.4.2.4: the provider MAY return fewer results") { Configure = provider => provider.MaxResults = 5 },
        new("newest-first", "RFC 7644 3.4.2.3: without sortBy the order is the provider's")
        {
            Wire = async x =>
            {
                if (x.Is("GET", "/Users") && x.Parameter("sortBy") is null)
                {
                    x.Query += (x.Query.Length == 0 ? "?" : "&") + "sortBy=meta.created&sortOrder=descending";
                }

                await x.NextAsync();
            },
        },
        Declining("only-simple-filters", "RFC 7644 3.4.2.2, Table 5: support of complex filters is a MAY", text => text.Contains('[', StringComparison.Ordinal)),
        Declining("only-eq-and-pr-filters", "RFC 7644 3.4.2.2: a filter that the provider does not recognise is declined with 400 invalidFilter", text => OtherOperators().IsMatch(text)),
    ];

    private static FairVariant Declining(string id, string allowed, Func<string, bool> declined) => FairVariant.Refusing(id, allowed, 400, "invalidFilter", x =>
        !x.IsDiscovery() && Filter(x) is { } filter && declined(Quoted().Replace(filter, "\"\"")));

    private static string? Filter(FaultExchange x) => x.Method == "GET" ? x.Parameter("filter")
        : x.Path.EndsWith("/.search", StringComparison.Ordinal) && x.RequestJson is JsonObject body && body["filter"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex("""\b(co|sw|ew|gt|ge|lt|le|ne|not|or)\b""", RegexOptions.IgnoreCase)]
    private static partial Regex OtherOperators();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();
}
