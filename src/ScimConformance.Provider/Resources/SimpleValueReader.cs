using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Reads and validates a simple value against its data type (RFC 7643 section 2.3).</summary>
internal static class SimpleValueReader
{
    internal static AttributeValue Read(AttributeNode node, JsonNode value) => node.Definition.Type switch
    {
        AttributeType.Boolean => value.GetValueKind() switch
        {
            JsonValueKind.True => BooleanValue.True,
            JsonValueKind.False => BooleanValue.False,
            _ => throw Wrong(node, value, "true or false"),
        },
        AttributeType.Integer => ReadNumber(node, value, "a whole number without fraction or exponent", integer: true),
        AttributeType.Decimal => ReadNumber(node, value, "a number", integer: false),
        AttributeType.DateTime => ReadText(node, value, "a dateTime such as \"2026-01-31T08:15:00Z\"", static text => ScimDateTime.TryParse(text, out _)),
        AttributeType.Binary => ReadText(node, value, "base64 text", IsBase64),
        AttributeType.Reference => ReadText(node, value, "a URI reference", IsUriReference),
        _ => ReadText(node, value, "a string", static _ => true),
    };

    private static readonly SearchValues<char> NotInUri =
        SearchValues.Create([.. Enumerable.Range(0, ' ' + 1).Select(code => (char)code), .. "<>\"{}|\\^`"]);

    internal static ScimException Wrong(AttributeNode node, JsonNode value, string expected) =>
        ScimError.InvalidValue($"\"{node.Path}\" takes {expected}, not {Shown.Value(node, value)}.").ToException();

    private static NumberValue ReadNumber(AttributeNode node, JsonNode value, string expected, bool integer)
    {
        if (value.GetValueKind() != JsonValueKind.Number)
            throw Wrong(node, value, expected);
        var digits = value.ToJsonString();
        if (integer && digits.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
            throw Wrong(node, value, expected);
        return NumberValue.TryParse(digits, out var number) ? number : throw Wrong(node, value, $"{expected} of at most 28 digits");
    }

    private static TextValue ReadText(AttributeNode node, JsonNode value, string expected, Func<string, bool> fits)
    {
        if (!ScimJson.TryGetString(value, out var text) || !fits(text))
            throw Wrong(node, value, expected);
        // A filter in a PATCH path can carry into a value what the body's own check does not see.
        if (text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0 && !IsWellFormed(text))
            throw ScimError.InvalidValue($"\"{node.Path}\" has half of a surrogate pair; send well-formed Unicode.").ToException();
        return node.FindCanonical(text) ?? (node.IsInsideSecret ? new TextValue(text) : node.Recurring.Of(text));
    }

    // RFC 7643 section 2.3.6: base64, the padding may be left out.
    private static bool IsBase64(string text)
    {
        if (text.Length == 0 || text.AsSpan().IndexOfAny(" \t\r\n") >= 0)
            return false;
        var padded = text.Contains('=') ? text : text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Base64.IsValid(padded) || Base64Url.IsValid(text);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(i + 1 < text.Length && char.IsSurrogatePair(text[i], text[++i])))
                return false;
        return true;
    }

    private static bool IsUriReference(string text) =>
        text.Length > 0 && text.AsSpan().IndexOfAny(NotInUri) < 0 && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _);
}
