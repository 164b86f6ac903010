using System.Text;
using ScimConformance.Protocol.Normalization;

namespace ScimConformance.Protocol.Schemas;

/// <summary>
/// Compares text by an attribute's rules: to the letter where it is case exact, otherwise after compatibility normalisation and without
/// regard to letter case, close to what PRECIS (RFC 8265) prepares user names to (RFC 7644 sections 5 and 7.8).
/// </summary>
public static class AttributeComparison
{
    /// <summary>Whether two texts are the same value.</summary>
    public static bool EqualText(this SchemaAttribute attribute, string left, string right) =>
        attribute.Comparer.Equals(left, right) || (NeedsPreparation(attribute, left, right) && Prepare(left) == Prepare(right));

    /// <summary>Whether the text has a part that is the given one.</summary>
    public static bool ContainsText(this SchemaAttribute attribute, string text, string part) =>
        text.Contains(part, attribute.Comparison)
        || (NeedsPreparation(attribute, text, part) && Prepare(text).Contains(Prepare(part), StringComparison.Ordinal));

    /// <summary>Whether the text starts with the given one.</summary>
    public static bool StartsWithText(this SchemaAttribute attribute, string text, string start) =>
        text.StartsWith(start, attribute.Comparison)
        || (NeedsPreparation(attribute, text, start) && Prepare(text).StartsWith(Prepare(start), StringComparison.Ordinal));

    /// <summary>Whether the text ends with the given one.</summary>
    public static bool EndsWithText(this SchemaAttribute attribute, string text, string end) =>
        text.EndsWith(end, attribute.Comparison)
        || (NeedsPreparation(attribute, text, end) && Prepare(text).EndsWith(Prepare(end), StringComparison.Ordinal));

    /// <summary>Orders two texts by Unicode code unit, letter case aside where it does not count; no locale plays a part.</summary>
    public static int CompareText(this SchemaAttribute attribute, string left, string right) =>
        NeedsPreparation(attribute, left, right)
            ? string.CompareOrdinal(Prepare(left), Prepare(right))
            : attribute.Comparer.Compare(left, right);

    /// <summary>A text that is the same for two values exactly when <see cref="EqualText"/> holds for them; the key of an index.</summary>
    public static string ComparisonKey(this SchemaAttribute attribute, string text) =>
        attribute.Comparison == StringComparison.Ordinal ? text : Prepare(text);

    private static bool NeedsPreparation(SchemaAttribute attribute, string left, string right) =>
        attribute.Comparison != StringComparison.Ordinal && !(Ascii.IsValid(left) && Ascii.IsValid(right));

    private static string Prepare(string text) => CompatibilityForm.Of(text).ToUpperInvariant();
}
