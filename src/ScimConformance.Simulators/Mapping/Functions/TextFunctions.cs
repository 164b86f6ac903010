using System.Text.RegularExpressions;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions that cut and spell text. No value stays no value, except where Microsoft says that it becomes the empty text.</summary>
internal static partial class TextFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("Append", "source, suffix", c => c.Text(0) is { } source ? MappingValue.Of(source + c.Text(1)) : MappingValue.Null),
        new("CStr", "value", c => MappingValue.Of(c.Text(0))),
        new("InStr", "value1, value2, [start], [compareType]", InStr),
        new("Left", "string, numChars", Left),
        new("Mid", "source, start, length", Mid),
        new("NormalizeDiacritics", "source", c => MappingValue.Of(c.Text(0) is { } source ? Diacritics.Remove(source) : null)),
        // Only the space itself: tabs and no-break spaces stay.
        new("StripSpaces", "source", c => MappingValue.Of(c.Text(0)?.Replace(" ", "", StringComparison.Ordinal))),
        new("ToLower", "source, [culture]", c => Cased(c, upper: false)),
        new("ToUpper", "source, [culture]", c => Cased(c, upper: true)),
    ];

    /// <summary>The place of one text in another, counted from 1; 0 when it is not there.</summary>
    private static MappingValue InStr(MappingCall call)
    {
        var (within, sought) = (call.Text(0) ?? "", call.Text(1) ?? "");
        var start = call.IsGiven(2) ? call.Length(2) : 1;
        if (start < 1)
        {
            throw call.Wrong(2, $"a position from 1 on is expected, found {start}");
        }

        var comparison = call.IsGiven(3) ? Comparison(call) : StringComparison.Ordinal;
        return Numbers.Value(start > within.Length ? 0 : within.IndexOf(sought, start - 1, comparison) + 1);
    }

    private static StringComparison Comparison(MappingCall call) => call.Text(3) switch
    {
        "vbBinaryCompare" or "0" => StringComparison.Ordinal,
        "vbTextCompare" or "1" => StringComparison.OrdinalIgnoreCase,
        var other => throw call.Wrong(3, $"vbBinaryCompare or vbTextCompare is expected, found '{other}'"),
    };

    /// <summary>No value gives the empty text, a number below 0 the whole text.</summary>
    private static MappingValue Left(MappingCall call)
    {
        var (source, count) = (call.Text(0) ?? "", call.Length(1));
        return MappingValue.Of(count < 0 || count >= source.Length ? source : source[..count]);
    }

    private static MappingValue Mid(MappingCall call)
    {
        var (source, start, length) = (call.Text(0) ?? "", call.Length(1), call.Length(2));
        if (start < 1)
        {
            throw call.Wrong(1, $"a position from 1 on is expected, found {start}");
        }

        if (length < 0)
        {
            throw call.Wrong(2, $"a length from 0 on is expected, found {length}");
        }

        return MappingValue.Of(start > source.Length ? "" : source.Substring(start - 1, Math.Min(length, source.Length - start + 1)));
    }

    private static MappingValue Cased(MappingCall call, bool upper)
    {
        var source = call.Text(0);
        var culture = call.Text(1);
        if (!string.IsNullOrEmpty(culture) && !LanguageTag().IsMatch(culture))
        {
            throw call.Wrong(1, $"a language tag such as en-US or tr is expected, found '{culture}'");
        }

        if (source is null)
        {
            return MappingValue.Null;
        }

        // This program runs without language data; dotted and dotless i are all that differs for users' names.
        if (culture is not null && DottedLanguage().IsMatch(culture))
        {
            source = upper ? source.Replace('i', 'İ').Replace('ı', 'I') : source.Replace("İ", "i", StringComparison.Ordinal).Replace('I', 'ı');
        }

        return MappingValue.Of(upper ? source.ToUpperInvariant() : source.ToLowerInvariant());
    }

    [GeneratedRegex("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^(tr|az)(-|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex DottedLanguage();
}
