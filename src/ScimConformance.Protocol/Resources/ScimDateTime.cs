using System.Globalization;

namespace ScimConformance.Protocol.Resources;

/// <summary>The dateTime of RFC 7643 section 2.3.5: an xsd:dateTime with both date and time, such as "2008-01-23T04:56:22Z".</summary>
public static class ScimDateTime
{
    /// <summary>Reads a dateTime; one without a time zone counts as UTC. Fractions beyond 100 nanoseconds are cut.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        // The BCL also reads dates alone, times alone and many spellings that xsd:dateTime does not have.
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text.ContainsAny(' ', ','))
            return false;
        var fraction = text.Length > 19 && text[19] == '.' ? text[20..].IndexOfAnyExceptInRange('0', '9') : 0;
        if (fraction < 0)
            fraction = text.Length - 20;
        if (fraction > 7)
            return TryParse(string.Concat(text[..27], text[(20 + fraction)..]), out value);
        var zone = text[(fraction > 0 ? 20 + fraction : 19)..];
        return (zone.IsEmpty || zone is "Z" || (zone.Length == 6 && zone[0] is '+' or '-' && zone[3] == ':'))
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
    }

    /// <summary>Writes a moment in UTC with milliseconds.</summary>
    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
