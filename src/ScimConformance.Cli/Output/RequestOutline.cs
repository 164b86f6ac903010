using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Filters;

namespace ScimConformance.Cli;

/// <summary>
/// A request as a log may show it. Identity providers look people up by user name and e-mail address, and some ask for a user by such a name in
/// the path: neither belongs into a log that many read. What remains says which endpoint, which attributes and which operators.
/// </summary>
internal static partial class RequestOutline
{
    private const string Hidden = "\u2026";

    /// <summary>The path; segments that are no names of endpoints and no opaque identifiers are hidden.</summary>
    public static string Path(PathString path) =>
        string.Join('/', (path.Value ?? "").Split('/').Select(segment => Opaque().IsMatch(segment) ? segment : Hidden));

    /// <summary>The query, decoded, without question mark: filters without their values, and of parameters that SCIM does not know the name alone.</summary>
    public static string Query(IQueryCollection query) => string.Join('&', query.Select(parameter => $"{Word(parameter.Key)}{Value(parameter.Key, parameter.Value.ToString())}"));

    private static string Value(string name, string value) => name switch
    {
        "filter" => "=" + Filter(value),
        "attributes" or "excludedAttributes" or "sortBy" or "sortOrder" or "startIndex" or "count" => "=" + Word(value),
        _ when value.Length == 0 => "",
        _ => "=" + Hidden,
    };

    /// <summary>The attributes and operators of a filter. What is no filter is hidden as a whole: nobody knows which part of it is a value.</summary>
    private static string Filter(string text) => FilterParser.TryParse(text, out var filter, out _, syntax: FilterSyntax.SubAttributeAfterBrackets)
        ? WithoutValues(filter).ToString().Replace($"\"{Hidden}\"", Hidden, StringComparison.Ordinal)
        : Hidden;

    /// <summary>The same filter; true, false and null stay, which tell nothing of anybody.</summary>
    private static Filter WithoutValues(Filter filter) => filter switch
    {
        AttributeExpression { Value.Kind: FilterValueKind.String or FilterValueKind.Number } comparison => comparison with { Value = FilterValue.Of(Hidden) },
        ValuePath path => path with { Inner = WithoutValues(path.Inner) },
        NotExpression not => new NotExpression(WithoutValues(not.Inner)),
        LogicalExpression logical => new LogicalExpression(logical.Op, [.. logical.Operands.Select(WithoutValues)]),
        _ => filter,
    };

    private static string Word(string text) => Names().IsMatch(text) ? text : Hidden;

    // Names of endpoints, URNs of schemas, GUIDs and other identifiers of servers; no address, and nothing percent-encoded.
    [GeneratedRegex(@"\A[A-Za-z0-9._:$-]{0,100}\z")]
    private static partial Regex Opaque();

    [GeneratedRegex(@"\A[A-Za-z0-9._:$,-]{0,300}\z")]
    private static partial Regex Names();
}
