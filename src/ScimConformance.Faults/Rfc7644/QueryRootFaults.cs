using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of queries over all types at the server root (sections 3.4.2.1 and 3.4.3).</summary>
internal static class QueryRootFaults
{
    private const string OnlyUsers = "meta.resourceType eq \"User\"";

    public static IReadOnlyList<Fault> All { get; } =
    [
        OnRootFilter("root-users-only", "A query at the root finds users only", ["ROOT-001", "ROOT-003", "ROOT-006"], filter => filter switch
        {
            null => OnlyUsers,
            _ when filter.EndsWith("eq", StringComparison.Ordinal) => filter,
            _ => $"({filter}) and {OnlyUsers}",
        }),
        OnRootFilter("root-ignores-type", "meta.resourceType is ignored in a query at the root", ["ROOT-002"], filter => filter?.Replace($" and {OnlyUsers}", "", StringComparison.Ordinal)),
        Fault.OnResponse("root-total-is-page", "totalResults of a query at the root counts the page", ["ROOT-003"], e =>
        {
            if (IsRoot(e) && e.ResponseJson is JsonObject list)
            {
                list["totalResults"] = e.ResponseResources.Count();
            }
        }),
        Fault.Instead(
            "root-refuses-attribute-of-one-type", "A filter at the root by an attribute that one type lacks is refused", ["ROOT-004", "ROOT-005"],
            e => IsRoot(e) && e.Parameter("filter")?.Contains("userName", StringComparison.Ordinal) == true,
            e => e.ReplyError(400, "invalidFilter", "Group has no attribute userName")),
        OnRootFilter("root-lacking-is-present", "At the root an attribute that a type lacks counts as present", ["ROOT-005"], filter => filter?.Replace("userName pr", "id pr", StringComparison.Ordinal)),
        Fault.Instead(
            "root-filters-by-names-of-users", "A filter at the root by displayName finds nothing", ["ROOT-006"],
            e => IsRoot(e) && e.Parameter("filter")?.Contains("displayName", StringComparison.Ordinal) == true, ReplyNothing),
        Fault.OnResponse("root-bad-filter-empty", "A filter at the root that breaks the grammar finds nothing", ["ROOT-007"], e =>
        {
            if (IsRoot(e) && e.Status == 400)
            {
                ReplyNothing(e);
            }
        }),
        OnRootSearch("root-search-users-only", "A search at the root finds users only", ["SEARCH-020"], body => body["filter"] = $"({(string?)body["filter"]}) and {OnlyUsers}") with
        {
            SeenElsewhere = "the search whose order is judged lacks its group",
        },
        OnRootSearch("root-search-unsorted", "sortBy is ignored in a search at the root", ["SEARCH-021"], body => body.Remove("sortBy")),
    ];

    private static bool IsRoot(FaultExchange exchange) => exchange.Method == "GET" && exchange.Path is "" or "/";

    private static void ReplyNothing(FaultExchange exchange) =>
        exchange.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");

    private static Fault OnRootFilter(string id, string title, IReadOnlyList<string> breaks, Func<string?, string?> read) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (IsRoot(e) && read(e.Parameter("filter")) is { } other)
        {
            e.SetParameter("filter", other);
        }
    });

    private static Fault OnRootSearch(string id, string title, IReadOnlyList<string> breaks, Action<JsonObject> change) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is("POST", "/.search") && e.RequestJson is JsonObject body)
        {
            change(body);
            e.RequestJson = body;
        }
    });
}
