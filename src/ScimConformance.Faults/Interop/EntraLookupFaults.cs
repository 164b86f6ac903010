using System.Text.Json.Nodes;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Interop;

/// <summary>Mistakes with what Entra asks for: probes, matches, and the form of the answers.</summary>
internal static class EntraLookupFaults
{
    private static readonly string[] KnownParameters = ["attributes", "excludedAttributes", "filter", "startIndex", "count", "sortBy", "sortOrder", "cursor"];

    public static IReadOnlyList<Fault> All { get; } =
    [
        OnEmptyList("entra-unknown-user-name-404", "A userName that nobody has is answered with 404", ["ENTRA-CONNECT-002", "ENTRA-CYCLE-002"], "/Users", "userName eq ", 404) with
        {
            SeenElsewhere = "other checks ask for a user name that nobody has, too",
        },
        OnEmptyList("entra-unknown-external-id-404", "An externalId that nobody has is answered with 404", ["ENTRA-CONNECT-003"], "/Users", "externalId eq ", 404),
        OnEmptyList("entra-unknown-group-404", "A query that finds no group is answered with 404", ["ENTRA-CONNECT-004"], "/Groups", "displayName eq ", 404),
        Fault.Instead("entra-unknown-parameter-refused", "A query parameter that is not known is refused", ["ENTRA-CONNECT-005"],
            x => x.Method == "GET" && x.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Any(p => !KnownParameters.Contains(p.Split('=')[0])),
            x => x.ReplyError(400, "invalidValue", "unknown query parameter")),
        Fault.OnResponse("entra-lists-as-plain-json", "Answers to queries by userName are sent as application/json", ["ENTRA-CONNECT-006"], x =>
        {
            if (x.Is("GET", "/Users") && Filter(x).StartsWith("userName eq ", StringComparison.Ordinal))
            {
                x.ResponseHeaders.ContentType = "application/json";
            }
        }) with { SeenElsewhere = "checks of media types look at lists too" },
        OnFilter("entra-plus-decoded-twice", "Queries are decoded twice, so a plus in a value is a space", ["ENTRA-MATCH-005"], f => f.Replace('+', ' ')),
        Fault.Instead("entra-apostrophe-breaks-query", "An apostrophe in the value of a filter ends in a server error", ["ENTRA-MATCH-006"],
            x => x.Method == "GET" && Filter(x).Contains('\''), x => x.ReplyError(500, null, "syntax error in query")) with
        {
            SeenElsewhere = "checks of security send quotes of every kind in filters",
        },
        OnFilter("entra-non-ascii-lost", "Letters beyond ASCII in the value of a filter become question marks", ["ENTRA-MATCH-007"], f => new string(f.Select(c => c < 128 ? c : '?').ToArray())) with
        {
            SeenElsewhere = "checks of text search for letters beyond ASCII",
        },
        Fault.Instead("entra-parentheses-in-value-refused", "Parentheses in the value of a filter are taken for grouping and refused", ["ENTRA-MATCH-008"],
            x => x.Method == "GET" && Filter(x).Contains(" (EU)", StringComparison.Ordinal), x => x.ReplyError(400, "invalidFilter")),
        Fault.Instead("entra-groups-not-filtered", "Groups cannot be filtered by displayName", ["ENTRA-CONNECT-004", "ENTRA-GROUP-002", "ENTRA-GROUP-003"],
            x => x.Is("GET", "/Groups") && Filter(x).StartsWith("displayName eq ", StringComparison.OrdinalIgnoreCase), x => x.ReplyError(400, "invalidFilter")) with
        {
            SeenElsewhere = "other checks filter groups by displayName",
        },
        Fault.OnResponse("entra-group-name-exact", "Names of groups are compared exactly", ["ENTRA-GROUP-003"], x =>
        {
            if (x.Is("GET", "/Groups") && Filter(x).StartsWith("displayName eq ", StringComparison.Ordinal) && x.ResponseJson is JsonObject list && list["Resources"] is JsonArray found)
            {
                var wanted = Filter(x)["displayName eq ".Length..].Trim('"');
                list["Resources"] = new JsonArray(found.OfType<JsonObject>().Where(g => g["displayName"].Text() == wanted).Select(g => (JsonNode)g.DeepClone()).ToArray());
                list["totalResults"] = list["Resources"]!.AsArray().Count;
            }
        }),
        Fault.OnResponse("entra-manager-not-shown", "The manager is stored and never shown", ["ENTRA-MANAGER-001", "ENTRA-MANAGER-002", "ENTRA-MANAGER-004", "ENTRA-FLAG-011", "ENTRA-CYCLE-003"], x => x.ResponseResources
            .Select(r => r["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]).OfType<JsonObject>().ToList().ForEach(e => e.Remove("manager"))) with
        {
            SeenElsewhere = "every check of the manager reads it back",
        },
        Fault.OnResponse("entra-fax-not-shown", "Fax numbers are stored and never shown", ["ENTRA-CREATE-005", "ENTRA-UPDATE-017", "ENTRA-FLAG-012"], x => x.ResponseResources
            .Select(r => r["phoneNumbers"]).OfType<JsonArray>().ToList().ForEach(list => list.OfType<JsonObject>().Where(p => p["type"].Text() == "fax").ToList().ForEach(p => list.Remove(p)))),
        Fault.OnResponse("entra-disabled-hidden", "GET does not find a user who is switched off", ["ENTRA-CYCLE-001", "ENTRA-CYCLE-004"], x =>
        {
            if (x.Is("GET", "/Users/{id}") && x.ResponseJson?["active"] is { } active && active.GetValueKind() == System.Text.Json.JsonValueKind.False)
            {
                x.ReplyError(404);
            }
        }) with { SeenElsewhere = "every check that switches a user off reads the user afterwards" },
    ];

    private static Fault OnEmptyList(string id, string title, IReadOnlyList<string> breaks, string endpoint, string filter, int status) => Fault.OnResponse(id, title, breaks, x =>
    {
        if (x.Is("GET", endpoint) && Filter(x).StartsWith(filter, StringComparison.Ordinal) && x.Status == 200 && (int?)x.ResponseJson?["totalResults"] == 0)
        {
            x.ReplyError(status);
        }
    });

    private static Fault OnFilter(string id, string title, IReadOnlyList<string> breaks, Func<string, string> change) => Fault.OnRequest(id, title, breaks, x =>
    {
        if (x.Is("GET", "/Users") && Filter(x) is { Length: > 0 } filter && change(filter) != filter)
        {
            x.SetParameter("filter", change(filter));
        }
    });

    private static string Filter(FaultExchange x) => x.Parameter("filter") ?? "";
}
