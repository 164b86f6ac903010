using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of sorting and paging (sections 3.4.2.3 and 3.4.2.4).</summary>
internal static class QueryOrderFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. Sorting,
        .. Paging,
    ];

    private static IEnumerable<Fault> Sorting =>
    [
        Fault.Instead("sort-501", "Sorting is advertised and not implemented", ["SORT-001", "CONFIG-HONEST-004", "SORT-002", "SORT-004"], e => e.IsList() && e.Parameter("sortBy") is not null, e => e.ReplyError(501)) with
        {
            SeenElsewhere = "each check of an order is refused",
        },
        QueryRequests.OnParameter("sort-ignored", "sortBy is ignored", ["SORT-002", "SORT-003", "SORT-004", "CONFIG-HONEST-004", "NOTATION-005"], "sortBy", QueryRequests.IsList, _ => null) with
        {
            SeenElsewhere = "each check of an order sees none",
        },
        Fault.OnRequest("sort-descending-by-default", "Without sortOrder the order is descending", ["SORT-003"], e =>
        {
            if (e.IsList() && e.Parameter("sortBy") is not null && e.Parameter("sortOrder") is null)
            {
                e.SetParameter("sortOrder", "descending");
            }
        }),
        QueryRequests.OnParameter("sort-order-ignored", "sortOrder is ignored", ["SORT-004", "SORT-009", "CONFIG-HONEST-004"], "sortOrder", QueryRequests.IsList, _ => null),
        OnSorted("sort-first-value", "Of several values the first decides, whichever is primary", ["SORT-005"], "emails.value", (r, _) => Addresses(r).FirstOrDefault()),
        OnSorted("sort-least-value", "Of several values the least decides", ["SORT-006"], "emails.value", (r, _) => Addresses(r).Order(StringComparer.Ordinal).FirstOrDefault()),
        Fault.Instead(
            "sort-simple-only", "Sub-attributes cannot be sorted by", ["SORT-005", "SORT-006", "SORT-007"],
            e => e.IsList() && e.Parameter("sortBy") is { } by && by.Contains('.', StringComparison.Ordinal) && !by.StartsWith("urn:", StringComparison.Ordinal), e => e.ReplyError(400, "invalidPath")),
        OnSorted("sort-missing-first", "A missing value is less than every other", ["SORT-008", "SORT-009"], "title", (r, _) => (string?)r["title"] ?? ""),
        OnSorted("sort-missing-last", "A missing value comes last in either order", ["SORT-009"], "title", (r, descending) => (string?)r["title"] ?? (descending ? "" : "\uFFFF")),
        OnSorted("sort-ordinal", "Upper-case letters sort before lower-case ones", ["SORT-010"], "userName", (r, _) => (string?)r["userName"]),
        Fault.OnResponse("sort-integers-as-text", "Integers are sorted as text", ["SORT-011"], e =>
        {
            if (e.IsList() && e.Parameter("sortBy") is { } by && by.LastIndexOf(':') is > 0 and var colon)
            {
                e.Reorder(all => all.OrderBy(r => r[by[..colon]]?[by[(colon + 1)..]]?.ToJsonString(), StringComparer.Ordinal));
            }
        }) with { SeenElsewhere = "the fault sorts upwards, whichever order is asked for" },
        QueryRequests.OnParameter(
            "sort-core-only", "sortBy ignores names with a URN", ["SORT-011", "NOTATION-005"], "sortBy", QueryRequests.IsList, by => by.StartsWith("urn:", StringComparison.Ordinal) ? null : by),
    ];

    private static IEnumerable<Fault> Paging =>
    [
        OnNumber("paging-from-zero", "startIndex counts from 0", ["PAGE-001", "PAGE-002", "PAGE-003", "PAGE-010", "OKTA-REG-032"], "startIndex", n => n + 1) with
        {
            SeenElsewhere = "Okta sends startIndex=1 with each lookup, and the first match is skipped",
        },
        Fault.Instead(
            "start-index-below-one-refused", "startIndex below 1 is refused", ["PAGE-002", "PAGE-003", "OKTA-REG-032"],
            e => e.IsList() && long.TryParse(e.Parameter("startIndex"), out var n) && n < 1, e => e.ReplyError(400, "invalidValue")),
        OnNumber("start-index-negative-from-end", "A negative startIndex counts from the end", ["PAGE-003"], "startIndex", n => n < 0 ? 2 : n),
        OnNumber("count-ignored", "count is ignored", ["PAGE-004", "PAGE-005", "PAGE-006"], "count", _ => null) with
        {
            SeenElsewhere = "checks of paging ask for pages by count",
        },
        Fault.Instead(
            "count-negative-refused", "A negative count is refused", ["PAGE-005"],
            e => e.IsList() && long.TryParse(e.Parameter("count"), out var n) && n < 0, e => e.ReplyError(400, "invalidValue")),
        OnNumber("count-zero-means-all", "count 0 means no limit", ["PAGE-006"], "count", n => n == 0 ? null : n),
        OnPage("total-of-page", "totalResults is the number of resources on the page", ["PAGE-007", "OKTA-REG-031"], (_, list) => list["totalResults"] = (list["Resources"] as JsonArray)?.Count ?? 0),
        OnPage("items-per-page-echoed", "itemsPerPage repeats count", ["PAGE-008", "OKTA-REG-032"], (e, list) =>
        {
            if (long.TryParse(e.Parameter("count"), out var count))
            {
                list["itemsPerPage"] = count;
            }
        }),
        OnPage("total-lost-beyond-end", "Beyond the end totalResults is 0", ["PAGE-009"], (_, list) =>
        {
            if (list["Resources"] is null or JsonArray { Count: 0 })
            {
                list["totalResults"] = 0;
            }
        }),
        OnNumber("pages-overlap", "The next page begins with the last resource of the one before", ["PAGE-001", "PAGE-010", "OKTA-REG-031", "OKTA-REG-032"], "startIndex", n => n > 1 ? n - 1 : n),
        Fault.Instead(
            "paging-text-500", "Paging values that are no numbers end in a server error", ["PAGE-011", "SECURITY-INPUT-009", "SECURITY-LIMITS-010"],
            e => e.IsList() && new[] { "count", "startIndex" }.Select(e.Parameter).Any(v => v is { Length: > 0 } && !long.TryParse(v, out _)), e => e.ReplyError(500)),
        Fault.Instead(
            "count-above-maximum-refused", "A count above the maximum is refused", ["PAGE-012"],
            e => e.IsList() && long.TryParse(e.Parameter("count"), out var n) && n > 1000, e => e.ReplyError(400, "invalidValue")),
    ];

    private static IEnumerable<string> Addresses(JsonObject resource) => (resource["emails"] as JsonArray ?? []).Select(e => (string?)e?["value"]).OfType<string>();

    private static Fault OnSorted(string id, string title, IReadOnlyList<string> breaks, string by, Func<JsonObject, bool, string?> key) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsList() && e.Parameter("sortBy") == by)
        {
            var descending = e.Parameter("sortOrder") == "descending";
            e.Reorder(all => descending
                ? all.OrderByDescending(r => key(r, true), StringComparer.Ordinal)
                : all.OrderBy(r => key(r, false), StringComparer.Ordinal));
        }
    });

    private static Fault OnNumber(string id, string title, IReadOnlyList<string> breaks, string name, Func<long, long?> read) =>
        QueryRequests.OnParameter(id, title, breaks, name, QueryRequests.IsList, value => long.TryParse(value, out var n) ? read(n)?.ToString() : value);

    private static Fault OnPage(string id, string title, IReadOnlyList<string> breaks, Action<FaultExchange, JsonObject> change) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsList() && e.Status == 200 && e.ResponseJson is JsonObject list)
        {
            change(e, list);
        }
    });
}
