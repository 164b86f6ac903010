using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of prepared strings and of security in the RFC (sections 5 and 7).</summary>
internal static class ConfidentialityFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        // Two spellings of a name are told apart by a mark that the provider stores and the answer takes away again.
        DistinguishedNames("precis-not-prepared", "User names are compared as sent", ["PRECIS-001"], name => name.Any(c => c is >= '\u0300' and <= '\u036F')) with
        {
            SeenElsewhere = "the fault stores another name for one that is decomposed, so that the name is not kept either",
        },
        DistinguishedNames("unicode-names-fold-ascii-only", "User names ignore letter case in ASCII only", ["UNICODE-002"], name => name.Any(c => c > 127 && char.IsUpper(c))) with
        {
            SeenElsewhere = "the fault stores another name for one with accented capitals",
        },
        Fault.OnRequest("unicode-filter-fold-ascii-only", "Filters ignore letter case in ASCII only", ["UNICODE-001", "UNICODE-003"], e =>
        {
            if (e.Method == "GET" && e.Parameter("filter") is { } filter && filter.Any(c => c > 127 && char.IsLower(c)))
            {
                e.Query = "?filter=" + Uri.EscapeDataString("userName eq \"no-such-user\"");
            }
        }) with { SeenElsewhere = "a filter with accented letters finds nobody, whatever their letter case" },
        Fault.OnResponse(
            "cookie-persistent",
            "A cookie lasts a year",
            ["COOKIE-001"],
            e => e.ResponseHeaders.SetCookie = "session=1; Max-Age=31536000; Path=/"),
        Fault.Instead(
            "sensitive-filter-served",
            "Filters on the password are answered",
            ["SENSITIVE-001"],
            e => e.Method == "GET" && e.Parameter("filter")?.StartsWith("password", StringComparison.OrdinalIgnoreCase) == true,
            e => e.Reply(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""")),
        Fault.OnRequest("injection-in-filter", "A quoted condition in a filter value is carried out", ["INJECTION-001", "SECURITY-INPUT-001"], e =>
        {
            if (e.Method == "GET" && e.Parameter("filter")?.Contains("' OR '1'='1", StringComparison.Ordinal) == true)
            {
                e.Query = "?filter=" + Uri.EscapeDataString("userName pr");
            }
        }),
        Fault.OnRequest("injection-values-stripped", "Angle brackets are taken out of values", ["INJECTION-002", "SECURITY-INPUT-002"], e =>
        {
            if (e.Method == "POST" && e.RequestJson is JsonObject body && body.Text("displayName") is { } name && name.Contains('<'))
            {
                body["displayName"] = name.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal);
                e.RequestJson = body;
            }
        }),
    ];

    private static Fault DistinguishedNames(string id, string title, IReadOnlyList<string> breaks, Func<string, bool> isOther) => Fault.OnRequest(id, title, breaks, e =>
    {
        if (e.Is("POST", "/Users") && e.RequestJson is JsonObject body && body.Text("userName") is { } name && isOther(name))
        {
            body["userName"] = "other-" + name;
            e.RequestJson = body;
        }
    });
}
