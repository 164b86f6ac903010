using System.Text;
using System.Web;

namespace ScimConformance.Simulators.Entra;

/// <summary>
/// Spells filters the way Entra's client does: a space is <c>+</c>, hex digits of escapes are lower-case (<c>%5b</c>), and the compared value
/// is escaped character by character, quotes inside it not being escaped for SCIM at all.
/// </summary>
internal static class EntraQuery
{
    private const string Untouched = "-._~";
    private const string Reserved = ";/?:@&=+$,#[]!'()*";

    /// <summary>The path and query that asks for resources whose attribute equals a value.</summary>
    /// <param name="endpoint">The endpoint, perhaps with a query that comes first.</param>
    /// <param name="attribute">The attribute's path, for example <c>emails[type eq "work"].value</c>.</param>
    /// <param name="value">The value.</param>
    public static string Equal(string endpoint, string attribute, string value) =>
        $"{endpoint}{(endpoint.Contains('?', StringComparison.Ordinal) ? '&' : '?')}filter={HttpUtility.UrlEncode(attribute)}+eq+%22{Value(value)}%22";

    private static string Value(string value)
    {
        var spelt = new StringBuilder(value.Length + 16);
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || Untouched.Contains((char)rune.Value)))
            {
                spelt.Append((char)rune.Value);
            }
            else
            {
                spelt.Append(Escaped(rune));
            }
        }

        return spelt.ToString();
    }

    private static string Escaped(Rune rune)
    {
        var text = rune.ToString();
        // What the client leaves alone, the URL class below it escapes, with upper-case digits.
        return text == " " ? "+" : Reserved.Contains(text, StringComparison.Ordinal) ? HttpUtility.UrlEncode(text) : Uri.EscapeDataString(text);
    }
}
