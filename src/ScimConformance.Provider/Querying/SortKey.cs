using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Querying;

/// <summary>A value to sort by: text as its attribute compares it, anything else as a number; neither where the resource lacks the attribute.</summary>
/// <param name="Text">Text, compared by code unit.</param>
/// <param name="Number">A number, a dateTime's ticks, or 0 and 1 for false and true.</param>
internal readonly record struct SortKey(string? Text, decimal? Number) : IComparable<SortKey>
{
    /// <summary>The key of a simple value of this attribute.</summary>
    internal static SortKey Of(AttributeNode node, AttributeValue? value) => value switch
    {
        TextValue text when node.Definition.Type == AttributeType.DateTime && ScimDateTime.TryParse(text.Text, out var instant) => new(null, instant.UtcTicks),
        TextValue text => new(node.Definition.ComparisonKey(text.Text), null),
        NumberValue number => new(null, number.Number),
        BooleanValue boolean => new(null, boolean.Value ? 1 : 0),
        _ => default,
    };

    /// <summary>The key without what stands behind so many characters.</summary>
    internal SortKey Cut(int length)
    {
        if (Text is null || Text.Length <= length)
            return this;
        // Half a character would not survive being written as UTF-8.
        return this with { Text = Text[..(char.IsHighSurrogate(Text[length - 1]) ? length - 1 : length)] };
    }

    /// <summary>Numbers by size before text by code unit; resources without a value come last (RFC 7644 section 3.4.2.3).</summary>
    public int CompareTo(SortKey other)
    {
        var rank = Rank.CompareTo(other.Rank);
        if (rank != 0)
            return rank;
        return Text is null ? Nullable.Compare(Number, other.Number) : string.CompareOrdinal(Text, other.Text);
    }

    private int Rank => Number is not null ? 0 : Text is not null ? 1 : 2;
}
