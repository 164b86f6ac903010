using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643.EveryAttribute;

/// <summary>Whether what came back is what was sent, by the attribute's type and characteristics.</summary>
internal static class Values
{
    /// <summary>Whether a value holds everything that was sent: each element of a list, each sub-attribute of a complex value.</summary>
    public static bool Holds(this AttributeInfo attribute, JsonNode? sent, JsonNode? got)
    {
        if (!attribute.MultiValued)
        {
            return HoldsOne(attribute, sent, got);
        }

        var present = got as JsonArray;
        return present is not null && (sent as JsonArray ?? []).All(s => present.Any(g => HoldsOne(attribute, s, g)));
    }

    /// <summary>Whether none of the elements, or not the value, that was sent is there, marked as primary or not.</summary>
    public static bool Lacks(this AttributeInfo attribute, JsonNode? sent, JsonNode? got) => !attribute.MultiValued
        ? !HoldsOne(attribute, sent, got)
        : !(sent.Unmarked() as JsonArray ?? []).Any(s => (got as JsonArray ?? []).Any(g => HoldsOne(attribute, s, g)));

    /// <summary>A copy without the mark "primary", which another value may have taken over.</summary>
    public static JsonNode? Unmarked(this JsonNode? values)
    {
        var copy = values?.DeepClone();
        foreach (var value in (copy as JsonArray ?? []).OfType<JsonObject>())
        {
            value.Remove("primary");
        }

        return copy;
    }

    private static bool HoldsOne(AttributeInfo attribute, JsonNode? sent, JsonNode? got)
    {
        if (!attribute.IsComplex)
        {
            return HoldsSimple(attribute, sent, got);
        }

        return got is JsonObject && (sent as JsonObject ?? []).All(m => attribute.Sub(m.Key) is not { } part || HoldsSimple(part, m.Value, got.Member(m.Key)));
    }

    private static bool HoldsSimple(AttributeInfo attribute, JsonNode? sent, JsonNode? got) => attribute.Type.ToLowerInvariant() switch
    {
        "boolean" => sent.Boolean() == got.Boolean(),
        "integer" => sent.Integer() == got.Integer(),
        "decimal" => Number(sent) == Number(got),
        "datetime" => sent.Instant() is { } instant && instant == got.Instant(),
        "binary" => sent.Base64() is { } bytes && got.Base64() is { } other && bytes.AsSpan().SequenceEqual(other),
        "reference" => sent.Text() == got.Text(),
        _ => HoldsText(attribute, sent.Text() ?? "", got.Text()),
    };

    private static bool HoldsText(AttributeInfo attribute, string sent, string? got)
    {
        if (got is null || attribute.CaseExact)
        {
            return sent == got;
        }

        // Letter case may be altered (section 7); telephone numbers and language tags have a canonical form (section 4.1).
        return sent.StartsWith("tel:", StringComparison.Ordinal)
            ? Digits(sent) == Digits(got)
            : sent.Equals(got, StringComparison.OrdinalIgnoreCase) || sent.Equals(got.Replace('_', '-'), StringComparison.OrdinalIgnoreCase);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
