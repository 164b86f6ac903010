using System.Diagnostics.CodeAnalysis;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Filters;

/// <summary>What a filter may contain beyond the grammar of RFC 7644.</summary>
[Flags]
public enum FilterSyntax
{
    /// <summary>The grammar and nothing else.</summary>
    Strict = 0,

    /// <summary>
    /// A sub-attribute after brackets, as Entra sends it: <c>emails[type eq "work"].value eq "a@example.com"</c>.
    /// It is read as <c>emails[type eq "work" and value eq "a@example.com"]</c>.
    /// </summary>
    SubAttributeAfterBrackets = 1,
}

/// <summary>Reads filters by the grammar of RFC 7644 section 3.4.2.2, errata 7319 and 7322 applied.</summary>
public static class FilterParser
{
    /// <summary>Reads a filter.</summary>
    /// <param name="text">The filter, after percent-decoding.</param>
    /// <param name="limits">Bounds on length and depth; the default ones where null.</param>
    /// <param name="syntax">What is tolerated beyond the grammar.</param>
    /// <exception cref="ScimSyntaxException">invalidFilter, with the position and what was expected there.</exception>
    public static Filter Parse(string text, ScimLimits? limits = null, FilterSyntax syntax = FilterSyntax.Strict) =>
        TryParse(text, out var filter, out var error, limits, syntax)
            ? filter
            : throw new ScimSyntaxException(ScimError.InvalidFilter($"The filter \"{Excerpt.Of(text)}\" is not valid. {error}"), error);

    /// <summary>Reads a filter, or says where it is wrong.</summary>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out Filter? filter,
        [NotNullWhen(false)] out SyntaxError? error,
        ScimLimits? limits = null,
        FilterSyntax syntax = FilterSyntax.Strict)
    {
        limits ??= ScimLimits.Default;
        filter = null;
        if (text.Length > limits.FilterLength)
        {
            error = new SyntaxError(limits.FilterLength, $"at most {limits.FilterLength} characters", $"{text.Length} characters");
            return false;
        }

        var reader = new FilterReader(text, 0, syntax, limits.FilterDepth);
        if (reader.TryReadWhole(out filter))
        {
            error = null;
            return true;
        }

        error = reader.Error!;
        return false;
    }
}
