using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of querying by POST (section 3.4.3).</summary>
internal static class QuerySearchFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.Instead(
            "search-creates", "POST to /.search creates a resource", ["SEARCH-001", "SEARCH-007", "SEARCH-003", "SEARCH-006"], IsSearch,
            e => e.Reply(201, """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"1","userName":"search"}""")) with
        {
            SeenElsewhere = "what is asked for by POST to /.search is not answered with a list, and 201 comes before anybody asks for credentials",
        },
        Fault.Instead(
            "search-without-urn-500", "A search without its URN ends in a server error", ["SEARCH-002"],
            e => IsSearch(e) && e.RequestJson?["schemas"] is null, e => e.ReplyError(500)),
        Without("search-ignores-filter", "filter is ignored in a search body", ["SEARCH-003", "SEARCH-008"], "filter") with
        {
            SeenElsewhere = "checks of searches narrow them to their own users by a filter",
        },
        Without("search-ignores-attributes", "attributes is ignored in a search body", ["SEARCH-004"], "attributes"),
        Without("search-ignores-exclusion", "excludedAttributes is ignored in a search body", ["SEARCH-005"], "excludedAttributes"),
        Without("search-ignores-start", "startIndex is ignored in a search body", ["SEARCH-006"], "startIndex"),
        Without("search-ignores-sort", "sortBy is ignored in a search body", ["SEARCH-010"], "sortBy"),
        Fault.OnResponse("search-no-match-404", "A search that nothing matches gives 404", ["SEARCH-007"], e =>
        {
            if (IsSearch(e) && (int?)e.ResponseJson?["totalResults"] == 0 && e.RequestJson?["filter"] is not null)
            {
                e.ReplyError(404);
            }
        }),
        Fault.OnResponse("search-bad-filter-empty", "A search whose filter breaks the grammar finds nothing", ["SEARCH-008"], e =>
        {
            if (IsSearch(e) && e.Status == 400)
            {
                e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");
            }
        }),
        Fault.OnResponse("search-exclusion-without-exception", "excludedAttributes in a search body removes whatever it names", ["SEARCH-009"], e =>
        {
            if (IsSearch(e) && e.RequestJson?["excludedAttributes"] is JsonArray names)
            {
                foreach (var resource in e.ResponseResources)
                {
                    foreach (var name in names)
                    {
                        resource.Remove((string)name!);
                    }
                }
            }
        }),
    ];

    private static bool IsSearch(FaultExchange exchange) => exchange.Is("POST", "/Users/.search");

    private static Fault Without(string id, string title, IReadOnlyList<string> breaks, string member) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (IsSearch(e) && e.RequestJson is JsonObject body && body.Remove(member))
        {
            e.RequestJson = body;
        }
    });
}
