using System.Globalization;
using System.Text;

namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions that see words.</summary>
internal static class WordFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("PCase", "source, [wordSeparators]", ProperCase),
        new("Word", "string, wordNumber, delimiters", Word),
    ];

    private static MappingValue ProperCase(MappingCall call)
    {
        if (call.Text(0) is not { } source)
        {
            return MappingValue.Null;
        }

        source = call.Options.PCaseLowersFirst ? source.ToLowerInvariant() : source;
        if (call.Text(1) is not { Length: > 0 } separators)
        {
            return MappingValue.Of(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(source));
        }

        var result = new StringBuilder(source.Length);
        var isFirst = true;
        foreach (var c in source)
        {
            result.Append(isFirst ? char.ToUpperInvariant(c) : c);
            isFirst = separators.Contains(c);
        }

        return MappingValue.Of(result.ToString());
    }

    /// <summary>A number below 1, no value, and too few words give the empty text.</summary>
    private static MappingValue Word(MappingCall call)
    {
        var (source, number) = (call.Text(0) ?? "", call.Length(1));
        var words = source.Split((call.Text(2) ?? "").ToCharArray() is { Length: > 0 } delimiters ? delimiters : ['\0'], StringSplitOptions.RemoveEmptyEntries);
        return MappingValue.Of(number >= 1 && number <= words.Length ? words[number - 1] : "");
    }
}
