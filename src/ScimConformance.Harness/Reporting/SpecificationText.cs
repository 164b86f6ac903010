using System.Text.RegularExpressions;

namespace ScimConformance.Harness;

/// <summary>Where the text of a requirement can be read.</summary>
internal static partial class SpecificationText
{
    /// <summary>The specification for people: <c>RFC 7644</c>, or the title of the one verdict that is about it alone.</summary>
    public static string Name(string spec, IReadOnlyList<Verdict> verdicts) =>
        Rfc().Match(spec) is { Success: true } rfc ? $"RFC {rfc.Groups[1].Value}"
        : verdicts.FirstOrDefault(v => v.Specs.Count == 1 && v.Specs[0] == spec) is { } verdict ? Capital(verdict.Title)
        : spec;

    /// <summary>The text with a capital letter at its beginning.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The section's address, or null where the specification is no RFC.</summary>
    public static string? Address(string spec, string section)
    {
        if (Rfc().Match(spec) is not { Success: true } rfc)
        {
            return null;
        }

        var page = $"https://www.rfc-editor.org/rfc/rfc{rfc.Groups[1].Value}";
        return Number().IsMatch(section) ? $"{page}#section-{section}" : page;
    }

    /// <summary>The section for people, for example <c>section 3.5.2.3</c>; as it is where it has no number.</summary>
    public static string Section(string section) => Number().IsMatch(section) ? $"section {section}" : section;

    [GeneratedRegex("^RFC([0-9]+)$")]
    private static partial Regex Rfc();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)*$")]
    private static partial Regex Number();
}
