using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>The forms that RFC 7643 section 2.3 gives to values on the wire.</summary>
internal static partial class WireForms
{
    /// <summary>A non-empty array of non-empty strings.</summary>
    public static bool IsListOfText(this JsonNode? node) =>
        node is JsonArray { Count: > 0 } array && array.All(e => !string.IsNullOrEmpty(e.Text()));

    /// <summary>A string of the form of xsd:dateTime that is a real date.</summary>
    public static bool IsDateTime(this JsonNode? node) => node.Text() is { } text && DateTimeForm().IsMatch(text) && Instant(node) is not null;

    /// <summary>The instant that a dateTime names, read as UTC where it says no zone; null when it is none.</summary>
    public static DateTimeOffset? Instant(this JsonNode? node) => DateTimeOffset.TryParse(
        node.Text(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : null;

    /// <summary>The bytes of base64 or base64url text, padded or not; null when it is neither.</summary>
    public static byte[]? Base64(this JsonNode? node)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        var plain = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        var bytes = new byte[plain.Length];
        return plain.Length % 4 != 1 && Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), bytes, out var written)
            ? bytes[..written]
            : null;
    }

    /// <summary>Whether a value has the JSON form of a SCIM type; null and an empty array are unassigned and have any.</summary>
    public static bool HasFormOf(this JsonNode? node, string type) => node is null || type.ToLowerInvariant() switch
    {
        "boolean" => node.Boolean() is not null,
        "integer" => node.Integer() is not null,
        "decimal" => node.GetValueKind() == JsonValueKind.Number,
        "complex" => node is JsonObject,
        "string" or "datetime" or "binary" or "reference" => node.Text() is not null,
        _ => true,
    };

    [GeneratedRegex(@"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$")]
    private static partial Regex DateTimeForm();
}
