using System.Text.RegularExpressions;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of filtering: operators and the types that they compare (section 3.4.2.2, table 3).</summary>
internal static class QueryFilterFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        new()
        {
            Id = "filter-silently-ignored", Title = "Filtering is said to be unsupported, and filters are ignored rather than refused", Breaks = ["FILTER-001", "DISCOVERY-QUERY-002"],
            SeenElsewhere = "identity providers filter whatever the configuration says, and find strangers",
            Wire = async e =>
            {
                e.SetParameter("filter", null);
                await e.NextAsync();
                if (e.Is("GET", "/ServiceProviderConfig") && e.ResponseJson?["filter"] is { } filter)
                {
                    filter["supported"] = false;
                }
            },
        },
        QueryRequests.OnFilter("filter-not-applied", "Filters are advertised and ignored", ["FILTER-001", "FILTER-002", "LIST-004", "LIST-008", "CONFIG-HONEST-001", "INTEROP-REG-025"], _ => null) with
        {
            SeenElsewhere = "checks of filters, and checks that narrow a query to their own users, get all users; identity providers find strangers",
        },
        QueryRequests.RefuseFilter(
            "filter-user-name-only", "Users can be filtered by userName only", ["FILTER-EQ-001", "FILTER-EQ-002", "FILTER-EQ-003", "FILTER-EQ-004", "ENTRA-MATCH-003", "INTEROP-REG-026"],
            f => f.HasOutsideStrings(@"\b(externalId|id|active|meta\.\w+) eq\b")),
        OnText("boolean-inverted", "active is stored as a disabled flag, and filters forget to turn it around", ["FILTER-EQ-002", "FILTER-DEFAULT-001"], @"\bactive eq true\b", "active eq false"),
        QueryRequests.OnFilter("id-any", "A filter on id is not applied", ["FILTER-EQ-003"], f => f.StartsWith("id eq ", StringComparison.Ordinal) ? null : f),
        OnText("instant-is-day", "eq on a dateTime matches whatever is not earlier", ["FILTER-EQ-004"], @"\bmeta\.created eq\b", "meta.created ge"),
        OnText("ne-as-eq", "ne is read as eq", ["FILTER-NE-001"], @" ne ", " eq "),
        OnText("co-as-sw", "co compares the beginning only", ["FILTER-CO-001"], @" co ", " sw "),
        OnText("sw-as-co", "sw matches anywhere", ["FILTER-SW-001"], @" sw ", " co "),
        OnText("ew-as-co", "ew matches anywhere", ["FILTER-EW-001"], @" ew ", " co "),
        OnText("pr-always", "pr matches every resource", ["FILTER-PR-001", "FILTER-PR-002", "FILTER-PR-003", "NULL-002"], @"[\w.]+ pr\b", "id pr"),
        OnText("pr-list-not-null", "pr on a list matches also when the list is empty", ["FILTER-PR-002", "FILTER-PR-003"], @"\b(addresses|emails)(\.\w+)? pr\b", "id pr"),
        OnText("gt-as-ge", "gt matches the value itself", ["FILTER-ORDER-001", "FILTER-ORDER-004"], @" gt ", " ge "),
        OnText("ge-as-gt", "ge does not match the value itself", ["FILTER-ORDER-001"], @" ge ", " gt "),
        OnText("lt-as-le", "lt matches the value itself", ["FILTER-ORDER-002"], @" lt ", " le "),
        OnText("le-as-lt", "le does not match the value itself", ["FILTER-ORDER-002", "FILTER-ORDER-004"], @" le ", " lt "),
        QueryRequests.OnFilter(
            "offset-ignored", "The offset of a dateTime in a filter is ignored", ["FILTER-ORDER-003"],
            f => Regex.Replace(f, "(?<=T[0-9:.]+)[+-][0-9]{2}:[0-9]{2}(?=\")", "Z", RegexOptions.None, TimeSpan.FromSeconds(1))),
        OnText("integers-as-text", "Integers are compared as text", ["FILTER-ORDER-004"], @" gt ([0-9]+)\b", " gt ${1}9"),
        OnText("boolean-ordered", "Booleans have an order", ["FILTER-ORDER-005"], @" (gt|ge|lt|le) (true|false)\b", " eq $2"),
        Fault.OnResponse("order-refused-without-keyword", "A filter whose operator does not fit the type is refused without scimType", ["FILTER-ORDER-005", "FILTER-ORDER-006"], e =>
        {
            if (e.IsList() && e.Status == 400 && e.Parameter("filter") is { } filter && filter.HasOutsideStrings(@" (gt|ge|lt|le) "))
            {
                (e.ResponseJson as System.Text.Json.Nodes.JsonObject)?.Remove("scimType");
            }
        }),
        QueryRequests.RefuseFilter(
            "binary-order-500", "Comparing binary values ends in a server error", ["FILTER-ORDER-006"], f => f.HasOutsideStrings(@"\bx509Certificates\.value (gt|ge|lt|le) "), 500),
        QueryRequests.RefuseFilter("boolean-substring-500", "co on a boolean ends in a server error", ["FILTER-ORDER-007"], f => f.HasOutsideStrings(@"\bactive (co|sw|ew) "), 500),
    ];

    private static Fault OnText(string id, string title, IReadOnlyList<string> breaks, string pattern, string replacement) =>
        QueryRequests.OnFilter(id, title, breaks, f => f.OutsideStrings(pattern, replacement));
}
