using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Faults.Rfc7644;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of filtering.</summary>
internal static partial class FilterFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        QueryRequests.OnFilter("v1-filter-ignored", "Filters are ignored", ["V1-FILTER-001", "V1-FILTER-002", "V1-FILTER-006"], _ => null),
        QueryRequests.RefuseFilter("v1-filter-without-co", "co is not known", ["V1-FILTER-002", "V1-FILTER-008", "V1-FILTER-009"], f => f.HasOutsideStrings(" co ")),
        QueryRequests.RefuseFilter("v1-filter-without-pr", "pr is not known", ["V1-FILTER-003"], f => f.HasOutsideStrings(" pr")),
        QueryRequests.OnFilter("v1-filter-ge-is-gt", "ge and le leave equal values out", ["V1-FILTER-004"], f => f.OutsideStrings(" ge ", " gt ").OutsideStrings(" le ", " lt ")),
        QueryRequests.OnFilter("v1-filter-time-turned", "Times are compared the wrong way round", ["V1-FILTER-005"], f =>
            f.Contains("lastModified gt", StringComparison.Ordinal) ? f.Replace("lastModified gt", "lastModified lt", StringComparison.Ordinal) : f.Replace("lastModified lt", "lastModified gt", StringComparison.Ordinal)),
        QueryRequests.OnFilter("v1-filter-unknown-ignored", "A filter with an unknown operator is ignored", ["V1-FILTER-006"], f => f.HasOutsideStrings(" regex ") ? null : f),
        Keeping("v1-filter-eq-by-letter", "eq compares letter by letter", ["V1-FILTER-007"], EqualsName(), (r, value) => (string?)r["userName"] == value),
        Keeping("v1-filter-part-by-letter", "sw and co compare letter by letter", ["V1-FILTER-008"], PartOfTitle(), (r, value) => ((string?)r["title"])?.Contains(value, StringComparison.Ordinal) == true),
        Keeping("v1-filter-first-value", "Only the first value of a multi-valued attribute is compared", ["V1-FILTER-009"], PartOfEmail(), (r, value) => ((string?)r["emails"]?[0]?["value"])?.Contains(value, StringComparison.OrdinalIgnoreCase) == true),
        QueryRequests.OnFilter("v1-filter-left-to-right", "and and or are read from left to right", ["V1-FILTER-010"], f => LeftToRight().Replace(f, "($1) and $2")),
    ];

    private static Fault Keeping(string id, string title, IReadOnlyList<string> breaks, Regex pattern, Func<JsonObject, string, bool> kept) => Fault.OnResponse(id, title, breaks, e =>
    {
        if (e.IsList() && e.Parameter("filter") is { } filter && pattern.Match(filter) is { Success: true } match)
        {
            e.Keep(r => kept(r, match.Groups[1].Value));
        }
    });

    [GeneratedRegex("""^userName eq "([^"]+)"$""")]
    private static partial Regex EqualsName();

    [GeneratedRegex("""title (?:sw|co) "([^"]+)"$""")]
    private static partial Regex PartOfTitle();

    [GeneratedRegex("""^emails co "([^"]+)"$""")]
    private static partial Regex PartOfEmail();

    [GeneratedRegex("^([^()]+ or [^()]+) and (.+)$")]
    private static partial Regex LeftToRight();
}
