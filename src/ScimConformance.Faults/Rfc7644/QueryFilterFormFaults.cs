using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of filtering: logical operators, grouping, value paths, names, comparison values and refusals (section 3.4.2.2).</summary>
internal static partial class QueryFilterFormFaults
{
    private static readonly string[] Operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"];
    private static readonly string[] EmailMembers = ["value", "type", "primary", "display"];

    public static IReadOnlyList<Fault> All { get; } =
    [
        QueryRequests.RefuseFilter("brackets-not-nested", "Parentheses within brackets are refused", ["FILTER-VALUEPATH-006"], f => Regex.IsMatch(f, @"\[[^\]]*\(")),
        .. Logic,
        .. Names,
        .. Literals,
    ];

    private static IEnumerable<Fault> Logic =>
    [
        OnWhole("left-to-right", "and and or are read from left to right", ["FILTER-LOGIC-001"], "^([^()]+? or [^()]+?) (and .+)$", "($1) $2"),
        OnWhole("not-swallows", "not takes everything that follows", ["FILTER-LOGIC-002"], @"not \(([^()]+)\) and (.+)$", "not (($1) and $2)"),
        OnText("not-ignored", "not is ignored", ["FILTER-LOGIC-002"], @"\bnot (?=\()", ""),
        OnText("or-as-and", "or is read as and", ["FILTER-LOGIC-001", "FILTER-LOGIC-003", "FILTER-LOGIC-004"], @" or ", " and "),
        OnText("and-as-or", "and is read as or", ["FILTER-LOGIC-003"], @" and ", " or ") with { SeenElsewhere = "checks narrow their filters to their own users by and" },
        OnText("parentheses-dropped", "Parentheses are dropped", ["FILTER-LOGIC-004"], @"[()]", "") with
        {
            SeenElsewhere = "parentheses that are not balanced are dropped too",
        },
        QueryRequests.RefuseFilter("brackets-refused", "Filters in brackets are not understood", ["FILTER-VALUEPATH-001", "ENTRA-CONNECT-001", "ENTRA-MATCH-001"], f => f.HasOutsideStrings(@"\[")),
        OnWhole(
            "brackets-flattened", "Expressions in brackets may hold for different values", ["FILTER-VALUEPATH-002"],
            """emails\[type eq ("[^"]*") and value (\w+) ("[^"]*")\]""", "(emails.type eq $1 and emails.value $2 $3)"),
        QueryRequests.OnFilter("brackets-unknown-true", "An unknown sub-attribute in brackets counts as fulfilled", ["FILTER-VALUEPATH-003"], f => BracketName().Replace(
            f, m => EmailMembers.Contains(m.Groups[1].Value) ? m.Value : "emails[value pr]")),
        OnWhole("brackets-alone", "Brackets after another expression are not read", ["FILTER-VALUEPATH-004"], """^(.+?) and emails\[.+\]$""", "$1") with
        {
            SeenElsewhere = "checks narrow a filter with brackets to their own users by an expression before it",
        },
        OnWhole("brackets-before-dot", "Before a sub-attribute brackets are not applied", ["FILTER-VALUEPATH-005"], """emails\[type eq "\w+"\]\.value""", "emails.value"),
        OnWhole("first-value-only", "Only the primary value of a multi-valued attribute is searched", ["FILTER-MULTI-001"], """emails\.value eq ("[^"]*")""", "emails[primary eq true and value eq $1]"),
    ];

    private static IEnumerable<Fault> Names =>
    [
        QueryRequests.RefuseFilter("names-exact", "Attribute names in filters must be spelt exactly", ["FILTER-CASE-001", "INTEROP-REG-028"], f => f.HasOutsideStrings(@"\b(?!userName\b)(?i:username)\b")),
        QueryRequests.RefuseFilter("operators-lower-case", "Operators must be in lower case", ["FILTER-CASE-002", "INTEROP-REG-028"], f => f.HasOutsideStrings(@" (?!eq)(?i:eq)\b")),
        QueryRequests.RefuseFilter("logic-lower-case", "Logical operators must be in lower case", ["FILTER-CASE-003"], f => f.HasOutsideStrings(@" (AND|OR|NOT)\b")),
        Fault.OnResponse("strings-exact", "All strings are compared exactly", ["FILTER-CASE-004", "FILTER-CASE-007", "USER-NAME-006", "CHARACTERISTIC-CASE-002", "ENTRA-MATCH-002"], e =>
        {
            if (e.IsList() && SimpleEquality().Match(e.Parameter("filter") ?? "") is { Success: true } m && m.Groups[1].Value is "userName" or "displayName")
            {
                e.Keep(r => (string?)r[m.Groups[1].Value] == m.Groups[2].Value);
            }
        }) with { SeenElsewhere = "names that differ in letter case or composition are compared as texts, whichever check asks" },
        new()
        {
            Id = "strings-inexact", Title = "All strings are compared without regard to letter case", Breaks = ["FILTER-CASE-005", "FILTER-CASE-006", "EXTERNALID-003", "CHARACTERISTIC-CASE-001", "INTEROP-REG-026"],
            Wire = async e =>
            {
                var m = e.IsList() ? SimpleEquality().Match(e.Parameter("filter") ?? "") : Match.Empty;
                var isExact = m.Groups[1].Value is "externalId" || IsOfExtension(m.Groups[1].Value);
                if (isExact)
                {
                    e.SetParameter("filter", $"{m.Groups[1].Value} pr");
                }

                await e.NextAsync();
                if (isExact)
                {
                    e.Keep(r => string.Equals(At(r, m.Groups[1].Value), m.Groups[2].Value, StringComparison.OrdinalIgnoreCase));
                }
            },
        },
        QueryRequests.RefuseFilter("core-urn-refused", "Core attributes cannot be qualified in filters", ["FILTER-URN-001", "FILTER-URN-002"], f => f.HasOutsideStrings(@"\burn:ietf:params:scim:schemas:core:")),
        QueryRequests.RefuseFilter("filter-urn-split-at-dot", "A qualified name is split at its last dot", ["FILTER-URN-002"], f => f.HasOutsideStrings(@"\burn:\S+:User:\w+\.\w+")),
        QueryRequests.RefuseFilter("meta-refused", "meta cannot be filtered by", ["FILTER-META-001", "FILTER-META-002"], f => f.HasOutsideStrings(@"\bmeta\.")) with
        {
            SeenElsewhere = "eq of dateTimes is tried on meta.lastModified",
        },
        QueryRequests.RefuseFilter("schemas-refused", "schemas cannot be filtered by", ["FILTER-SCHEMAS-001"], f => f.HasOutsideStrings(@"\bschemas ")),
        QueryRequests.RefuseFilter("enterprise-urn-refused", "Extension attributes cannot be filtered by", ["NOTATION-001", "ENTERPRISE-NAME-002"], f => f.HasOutsideStrings(@"\burn:\S+:extension:enterprise:")),
    ];

    private static IEnumerable<Fault> Literals =>
    [
        QueryRequests.RefuseFilter("escaped-quote-ends", "An escaped quotation mark ends the string", ["FILTER-LITERAL-001"], f => f.Contains("\\\"", StringComparison.Ordinal)),
        QueryRequests.OnFilter("backslash-kept", "Escapes in strings are not resolved", ["FILTER-LITERAL-002", "FILTER-LITERAL-003", "FILTER-LITERAL-001"], f => f.Replace("\\", "\\\\", StringComparison.Ordinal)),
        QueryRequests.OnFilter("unicode-escape-dropped", "\\u escapes are not known", ["FILTER-LITERAL-003"], f => f.Replace("\\u", "u", StringComparison.Ordinal)),
        QueryRequests.RefuseFilter("words-in-strings", "Filters are cut at \" and \", also inside strings", ["FILTER-LITERAL-004"], f => f.HasInsideStrings(" (and|or) ")),
        QueryRequests.RefuseFilter("complex-500", "Comparing a complex attribute ends in a server error", ["FILTER-COMPLEX-001"], f => f.HasOutsideStrings(@"\bname (eq|co|sw)\b"), 500),
        OnText("emails-as-display", "A filter on emails compares their display", ["FILTER-COMPLEX-002"], @"\bemails (?=(eq|co|sw) )", "emails.display "),
        QueryRequests.OnFilter("unknown-operator-ignored", "A filter with an unknown operator is ignored", ["FILTER-REFUSED-001"], f =>
            FirstOperator().Match(f) is { Success: true } m && !Operators.Contains(m.Groups[1].Value, StringComparer.OrdinalIgnoreCase) ? null : f),
        Fault.OnResponse("refused-without-detail", "Refused filters are not explained", ["FILTER-REFUSED-001"], e =>
        {
            if (e.IsList() && e.Status == 400)
            {
                (e.ResponseJson as JsonObject)?.Remove("detail");
            }
        }),
        QueryRequests.OnFilter("incomplete-ignored", "An incomplete expression is ignored", ["FILTER-REFUSED-002"], f => Incomplete().IsMatch(f) ? null : f),
        QueryRequests.OnFilter("parentheses-mended", "Unbalanced parentheses are mended", ["FILTER-REFUSED-003"], f => f.Count(c => c == '(') != f.Count(c => c == ')') ? f.Trim('(', ')') : f),
        OnWhole("logic-mended", "A logical operator without its right side is dropped", ["FILTER-REFUSED-004"], " (and|or)$| or(?= or )", ""),
        QueryRequests.OnFilter("string-mended", "An unfinished string is finished", ["FILTER-REFUSED-005"], f => f.Replace("\\\"", "", StringComparison.Ordinal).Count(c => c == '"') % 2 == 1 ? f + '"' : f),
        Fault.Instead("empty-filter-500", "An empty filter ends in a server error", ["FILTER-EMPTY-001"], e => e.IsList() && e.Parameter("filter") is { Length: 0 }, e => e.ReplyError(500)),
    ];

    private static Fault OnText(string id, string title, IReadOnlyList<string> breaks, string pattern, string replacement) =>
        QueryRequests.OnFilter(id, title, breaks, f => f.OutsideStrings(pattern, replacement));

    private static Fault OnWhole(string id, string title, IReadOnlyList<string> breaks, string pattern, string replacement) =>
        QueryRequests.OnFilter(id, title, breaks, f => Regex.Replace(f, pattern, replacement, RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static bool IsOfExtension(string name) => name.StartsWith("urn:", StringComparison.Ordinal) && !name.Contains(":core:", StringComparison.Ordinal);

    private static string? At(JsonObject resource, string name) =>
        name.LastIndexOf(':') is > 0 and var colon ? (string?)resource[name[..colon]]?[name[(colon + 1)..]] : resource[name] is JsonValue value ? (string?)value : null;

    [GeneratedRegex("""^(\S+) eq "([^"\\]*)"$""")]
    private static partial Regex SimpleEquality();

    [GeneratedRegex("""emails\[(\w+) eq "[^"]*"\]""")]
    private static partial Regex BracketName();

    [GeneratedRegex("""^[\w.:]+ (\w+) """)]
    private static partial Regex FirstOperator();

    [GeneratedRegex("""^(\w+|\w+ eq|eq "\w*")$""")]
    private static partial Regex Incomplete();
}
