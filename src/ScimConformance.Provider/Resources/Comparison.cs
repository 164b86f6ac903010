using System.Globalization;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Compares values by the rules of their attribute.</summary>
internal static class Comparison
{
    /// <summary>A text that two values share exactly when they are equal by the attribute's rules; null for complex values.</summary>
    internal static string? Key(AttributeNode node, AttributeValue value) => value switch
    {
        TextValue text when node.Definition.Type == AttributeType.DateTime && ScimDateTime.TryParse(text.Text, out var instant) =>
            instant.UtcTicks.ToString(CultureInfo.InvariantCulture),
        TextValue text => node.Definition.ComparisonKey(text.Text),
        BooleanValue boolean => boolean.Value ? "true" : "false",
        NumberValue number => number.Number.ToString("G29", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Orders two simple values of the same attribute: text by its comparison rules, dateTimes by instant, numbers by size, false before true.</summary>
    internal static int Order(AttributeNode node, AttributeValue left, AttributeValue right) => (left, right) switch
    {
        (TextValue a, TextValue b) when node.Definition.Type == AttributeType.DateTime => Instant(a).CompareTo(Instant(b)),
        (TextValue a, TextValue b) => node.Definition.CompareText(a.Text, b.Text),
        (NumberValue a, NumberValue b) => a.Number.CompareTo(b.Number),
        (BooleanValue a, BooleanValue b) => a.Value.CompareTo(b.Value),
        _ => 0,
    };

    /// <summary>The instant of a validated dateTime.</summary>
    internal static DateTimeOffset Instant(TextValue text) =>
        ScimDateTime.TryParse(text.Text, out var instant) ? instant : DateTimeOffset.MinValue;
}
