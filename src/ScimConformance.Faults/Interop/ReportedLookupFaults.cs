using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Interop;

/// <summary>Reported mistakes in looking up and listing; the number in an id is the report's in <c>fixtures/interop/failures.json</c>.</summary>
internal static partial class ReportedLookupFaults
{
    private const string Nobody = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}""";

    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("reg-025-nobody-is-an-html-page", "A lookup that finds nobody is answered with a page for browsers", ["INTEROP-REG-025", "LIST-008", "ENTRA-CONNECT-001", "OKTA-EXISTS-001"], x =>
        {
            if (x.Is("GET", "/Users") && x.Parameter("filter") is { Length: > 0 } && x.ResponseJson?["totalResults"]?.ToJsonString() == "0")
            {
                x.Reply(404, "<html><body>Not found</body></html>", "text/html");
            }
        }) with
        {
            SeenElsewhere = "every filter that nobody matches gets an error for an empty list: the checks of filtering ask for one to see what is left out, and identity providers ask for people who are not there",
        },
        Fault.Instead("reg-026-external-id-lookup-crashes", "A lookup by externalId makes the server fail", ["INTEROP-REG-026", "FILTER-EQ-001", "ENTRA-MATCH-003"],
            x => x.Is("GET", "/Users") && x.Parameter("filter")?.StartsWith("externalId ", StringComparison.OrdinalIgnoreCase) == true,
            x => x.Reply(500, "<html><body>Server Error</body></html>", "text/html")),
        QueryRequests.OnFilter("reg-026-external-id-compared-loosely", "A lookup by externalId finds what contains the value in any letter case", ["INTEROP-REG-026", "EXTERNALID-003"],
            f => ExternalId().Match(f) is { Success: true } m ? $"externalId eq \"{m.Groups[1].Value}\" or externalId eq \"{SwapCase(m.Groups[1].Value)}\"" : f),
        Fault.Instead("reg-027-unquoted-value-finds-nobody", "A filter whose value has no quotation marks finds nobody", ["INTEROP-REG-027"],
            x => x.Is("GET", "/Users") && x.Parameter("filter") is { } filter && filter.StartsWith("userName eq ", StringComparison.Ordinal) && !filter.Contains('"'),
            x => x.Reply(200, Nobody)),
        CaseVariantCrashes(),
        Fault.OnResponse("reg-029-user-name-in-lower-case", "userName is shown in lower case", ["OKTA-REG-029", "USER-NAME-008"], x =>
        {
            foreach (var user in x.ResponseResources)
            {
                if (user["userName"].Text() is { } name)
                {
                    user["userName"] = name.ToLowerInvariant();
                }
            }
        }),
        QueryRequests.OnFilter("reg-030-plus-decoded-twice", "A plus sign in a filter, sent as %2B, is decoded twice and becomes a space", ["OKTA-REG-030", "URL-ENCODING-001", "EVERY-FILTER-001"], f => f.Replace('+', ' ')),
        Fault.OnRequest("reg-030-raw-plus-kept", "A plus sign in a query that is not encoded stays a plus sign", ["OKTA-REG-030-2"], x =>
        {
            if (x.Is("GET", "/Users"))
            {
                x.Query = x.Query.Replace("+", "%2B", StringComparison.Ordinal);
            }
        }) with { SeenElsewhere = "identity providers write the blanks of a filter as plus signs, and the filter is not understood" },
        Fault.OnResponse("reg-031-total-is-the-page", "totalResults is the number of users on the page", ["OKTA-REG-031", "PAGE-007"], x =>
        {
            if (x.IsList() && x.ResponseJson?["Resources"] is JsonArray page)
            {
                x.ResponseJson["totalResults"] = page.Count;
            }
        }),
        QueryRequests.OnParameter("reg-031-pages-overlap", "startIndex counts pages, so that pages repeat users", ["OKTA-REG-031", "PAGE-010"], "startIndex", QueryRequests.IsList, v => v is "1" ? v : "2") with
        {
            SeenElsewhere = "startIndex means another page in every check of paging",
        },
        Fault.OnResponse("reg-032-items-per-page-echoed", "itemsPerPage is what count asked for", ["OKTA-REG-032", "PAGE-008"], x =>
        {
            if (x.IsList() && x.ResponseJson is JsonObject list && long.TryParse(x.Parameter("count"), out var count))
            {
                list["itemsPerPage"] = count;
            }
        }),
        QueryRequests.OnParameter("reg-032-start-index-from-zero", "startIndex counts from 0, and 0 and 1 are different pages", ["OKTA-REG-032", "PAGE-001"], "startIndex", QueryRequests.IsList,
            v => long.TryParse(v, out var start) ? $"{start + 1}" : v) with
        {
            SeenElsewhere = "Okta sends startIndex=1 with each lookup, and the first match is skipped",
        },
        QueryRequests.OnParameter("reg-049-excluded-members-shown", "excludedAttributes is ignored", ["ENTRA-REG-049", "PROJECTION-008", "PROJECTION-002", "PROJECTION-022", "EVERY-PROJECTION-002"], "excludedAttributes", x => x.Method == "GET", _ => null),
    ];

    private static string SwapCase(string text) => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));

    private static Fault CaseVariantCrashes() => new()
    {
        Id = "reg-028-case-variant-hits-the-database",
        Title = "A userName that differs in letter case passes the check for duplicates and breaks the database's constraint",
        Breaks = ["INTEROP-REG-028", "USER-NAME-004"],
        SeenElsewhere = "names that differ in composition or width pass the check for duplicates too",
        Wire = async x =>
        {
            var name = x.Is("POST", "/Users") ? x.RequestJson.Text("userName") : null;
            await x.NextAsync();
            if (name is not null && x.Status == 409
                && (await x.AskAsync("GET", $"/Users?filter={Uri.EscapeDataString($"userName eq \"{name}\"")}")).Json?["Resources"]?[0]?["userName"].Text() != name)
            {
                x.ReplyError(500, null, "duplicate key value violates unique constraint");
            }
        },
    };

    [GeneratedRegex("^externalId eq \"([^\"]*)\"$", RegexOptions.IgnoreCase)]
    private static partial Regex ExternalId();
}
