using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Faults.Interop;

/// <summary>Faults in what identity providers ask before they write.</summary>
internal static partial class MatchingFaults
{
    private const string Nobody = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}""";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("no-match-is-404", "A query that finds no user is answered with 404", ["ENTRA-CONNECT-001", "INTEROP-REG-025", "LIST-008"], x =>
        {
            if (FindsNobody(x))
            {
                x.ReplyError(404, null, "no user found");
            }
        }) with
        {
            SeenElsewhere = "every filter that nobody matches gets an error for an empty list: the checks of filtering ask for one to see what is left out, and identity providers ask for people who are not there",
        },
        Fault.OnResponse("no-match-is-500", "A query that finds no user makes the server fail", ["ENTRA-CONNECT-001", "OKTA-EXISTS-001", "ONELOGIN-CONNECT-001", "LIST-008", "INTEROP-REG-025"], x =>
        {
            if (FindsNobody(x))
            {
                x.ReplyError(500, null, "the sequence contains no elements");
            }
        }) with
        {
            SeenElsewhere = "every filter that nobody matches ends in an error: the checks of filtering ask for one to see what is left out, and identity providers ask for people who are not there",
        },
        Fault.Instead("email-filter-finds-nobody", "A filter with a filtered path on emails finds nobody", ["ENTRA-MATCH-001", "FILTER-VALUEPATH-001"],
            x => x.Is("GET", "/Users") && Filter(x).StartsWith("emails[", StringComparison.OrdinalIgnoreCase),
            x => x.Reply(200, Nobody)) with { SeenElsewhere = "checks of brackets in filters ask for e-mail addresses" },
        Fault.OnResponse("user-name-match-by-exact-case", "A filter on userName compares with the letter case of the value", ["ENTRA-MATCH-002", "INTEROP-REG-028", "USER-NAME-006", "FILTER-CASE-004"], x =>
        {
            if (x.Is("GET", "/Users") && UserNameAlone().Match(Filter(x)) is { Success: true } match && x.ResponseJson?["Resources"] is JsonArray found)
            {
                Keep(x, found, user => (string?)user["userName"] == match.Groups[1].Value);
            }
        }) with { SeenElsewhere = "names that differ in letter case or composition are compared as texts, whichever check asks" },
        Fault.Instead("external-id-not-filterable", "externalId cannot be filtered", ["ENTRA-MATCH-003", "INTEROP-REG-026", "FILTER-EQ-001"],
            x => x.Is("GET", "/Users") && Filter(x).StartsWith("externalId ", StringComparison.OrdinalIgnoreCase),
            x => x.ReplyError(400, "invalidFilter", "only userName, emails and id can be filtered")),
        Fault.OnResponse("inactive-users-hidden", "Users who are switched off are neither found nor shown", ["ENTRA-MATCH-004", "INTEROP-REG-035", "USER-ACTIVE-001"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.Status == 200 && (bool?)x.ResponseJson?["active"] == false)
            {
                x.ReplyError(404, null, "no such user");
            }
            else if (x.Is("GET", "/Users") && x.ResponseJson?["Resources"] is JsonArray found)
            {
                Keep(x, found, user => user["active"] is not JsonValue active || (bool)active);
            }
        }),
        Fault.OnResponse("list-counts-as-text", "Counts of a list are strings", ["OKTA-CONNECT-001", "OKTA-EXISTS-001", "ENTRA-CONNECT-001", "ONELOGIN-CONNECT-001", "TYPE-INTEGER-001", "LIST-003"], x =>
        {
            foreach (var count in new[] { "totalResults", "startIndex", "itemsPerPage" })
            {
                if (x.ResponseJson is JsonObject list && list[count] is { } number)
                {
                    list[count] = number.ToJsonString();
                }
            }
        }) with
        {
            SeenElsewhere = "checks of lists, pages and searches, and identity providers, read numbers where texts stand; lists of schemas and resource types have them too",
        },
        Fault.Instead("group-list-is-an-html-page", "Groups are not built, and the server answers with its page for errors", ["OKTA-CONNECT-002"],
            x => x.Is("GET", "/Groups"),
            x => x.Reply(404, "<html><body>Not found</body></html>", "text/html")) with { SeenElsewhere = "the page is answered before anybody asks for credentials" },
        Fault.OnResponse("filtered-page-skips-first", "startIndex counts from zero when a filter is given, so the first match is skipped", ["OKTA-EXISTS-002", "PAGE-001"], x =>
        {
            if (x.Is("GET", "/Users") && Filter(x).Length > 0 && x.Parameter("startIndex") == "1" && x.ResponseJson?["Resources"] is JsonArray { Count: > 0 } found)
            {
                found.RemoveAt(0);
            }
        }) with { SeenElsewhere = "checks of paging narrow a query to their own users by a filter" },
        Fault.Instead("trailing-ampersand-refused", "A query that ends in an ampersand is refused", ["ONELOGIN-CONNECT-001", "ONELOGIN-LOOKUP-001"],
            x => x.Query.EndsWith('&'),
            x => x.ReplyError(400, "invalidSyntax", "empty query parameter")),
    ];

    private static string Filter(FaultExchange x) => x.Parameter("filter") ?? "";

    private static bool FindsNobody(FaultExchange x) =>
        x.Is("GET", "/Users") && Filter(x).Length > 0 && x.ResponseJson is JsonObject list && list["totalResults"]?.ToJsonString() == "0";

    private static void Keep(FaultExchange x, JsonArray found, Func<JsonNode, bool> keep)
    {
        var gone = found.Where(user => user is not null && !keep(user)).ToList();
        gone.ForEach(user => found.Remove(user));
        if (gone.Count > 0)
        {
            x.ResponseJson!["totalResults"] = found.Count;
            x.ResponseJson!["itemsPerPage"] = found.Count;
        }
    }

    [GeneratedRegex("""^userName eq "([^"\\]*)"$""", RegexOptions.IgnoreCase)]
    private static partial Regex UserNameAlone();
}
