using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Reads and validates a simple value against its data type (RFC 7643 section 2.3).</summary>
internal static class SimpleValueReader
{
    internal static AttributeValue Read(AttributeNode node, JsonElement value) => node.Definition.Type switch
    {
        AttributeType.Boolean => value.ValueKind switch
        {
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            _ => throw Wrong(node, value, "true or false"),
        },
        AttributeType.Integer => ReadNumber(node, value, "a whole number without fraction or exponent", integer: true),
        AttributeType.Decimal => ReadNumber(node, value, "a number", integer: false),
        AttributeType.DateTime => ReadText(node, value, "a dateTime such as \"2026-01-31T08:15:00Z\"", IsDateTime),
        AttributeType.Binary => ReadText(node, value, "base64 text", IsBase64),
        AttributeType.Reference => ReadText(node, value, "a URI reference", IsUriReference),
        _ => ReadText(node, value, "a string", static _ => true),
    };

    /// <summary>The instant of an xsd:dateTime; one without an offset is read as UTC.</summary>
    internal static bool TryReadInstant(string text, out DateTimeOffset instant)
    {
        instant = default;
        return text.Length >= 19 && text[10] == 'T' && char.IsAsciiDigit(text[^1]) | text[^1] == 'Z'
            && DateTimeOffset.TryParseExact(CutFraction(text), InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    internal static ScimException Wrong(AttributeNode node, JsonElement value, string expected) =>
        ScimError.InvalidValue($"\"{node.Path}\" takes {expected}, not {Shown.Json(node, value)}.").ToException();

    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    private static NumberValue ReadNumber(AttributeNode node, JsonElement value, string expected, bool integer)
    {
        if (value.ValueKind != JsonValueKind.Number)
            throw Wrong(node, value, expected);
        var digits = value.GetRawText();
        if (integer && digits.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            throw Wrong(node, value, expected);
        return value.TryGetDecimal(out var number)
            ? new NumberValue(digits, number)
            : throw Wrong(node, value, $"{expected} of at most 28 digits");
    }

    private static TextValue ReadText(AttributeNode node, JsonElement value, string expected, Func<string, bool> fits)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Wrong(node, value, expected);
        var text = value.GetString()!;
        return fits(text) ? new TextValue(text) : throw Wrong(node, value, expected);
    }

    private static bool IsDateTime(string text) => TryReadInstant(text, out _);

    // RFC 7643 section 2.3.6: base64, the padding may be left out.
    private static bool IsBase64(string text)
    {
        if (text.Length == 0 || text.AsSpan().IndexOfAny(" \t\r\n") >= 0)
            return false;
        var padded = text.Contains('=') ? text : text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Base64.IsValid(padded) || Base64Url.IsValid(text);
    }

    private static bool IsUriReference(string text) =>
        text.Length > 0 && text.AsSpan().IndexOfAnyInRange('\0', ' ') < 0 && text.AsSpan().IndexOfAny("<>\"{}|\\^`") < 0
        && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);

    // xsd:dateTime sets no bound on the fraction; the clock here counts seven digits.
    private static string CutFraction(string text)
    {
        if (text.Length <= 27 || text[19] != '.')
            return text;
        var end = 20;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        return end <= 27 ? text : string.Concat(text.AsSpan(0, 27), text.AsSpan(end));
    }
}
