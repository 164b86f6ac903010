using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

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
        "filter" => "=" + Literal().Replace(value, "$1 " + Hidden),
        "attributes" or "excludedAttributes" or "sortBy" or "sortOrder" or "startIndex" or "count" => "=" + Word(value),
        _ when value.Length == 0 => "",
        _ => "=" + Hidden,
    };

    private static string Word(string text) => Names().IsMatch(text) ? text : Hidden;

    // Names of endpoints, URNs of schemas, GUIDs and other identifiers of servers; no address, and nothing percent-encoded.
    [GeneratedRegex(@"\A[A-Za-z0-9._:$-]{0,100}\z")]
    private static partial Regex Opaque();

    [GeneratedRegex(@"\A[A-Za-z0-9._:$,-]{0,300}\z")]
    private static partial Regex Names();

    // Whatever follows an operator up to the end of the text in quotes, or of the word; true, false and null tell nothing of anybody.
    [GeneratedRegex(@"\b(eq|ne|co|sw|ew|gt|ge|lt|le)\s+(?!(?:true|false|null)\b)(?:""(?:\\.|[^""\\])*(?:""|\z)|[^\s\])]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}
