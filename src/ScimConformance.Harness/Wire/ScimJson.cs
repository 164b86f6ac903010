using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ScimConformance.Harness;

/// <summary>The judge's own way of reading JSON: lenient about the letter case of names (RFC 7643 section 2.1), exact about everything else.</summary>
public static partial class ScimJson
{
    /// <summary>Compact JSON with everything but what JSON itself forbids left as it is.</summary>
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented JSON.</summary>
    public static JsonSerializerOptions Indented { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Parses JSON; null when the bytes are no JSON, are not UTF-8 (RFC 8259 section 8.1), or have a member twice. Half of an escaped surrogate pair reads as U+FFFD.</summary>
    public static JsonNode? TryParse(ReadOnlySpan<byte> utf8)
    {
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            return null;
        }

        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false };
            return utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0
                ? JsonNode.Parse(utf8, documentOptions: options)
                : JsonNode.Parse(LoneSurrogates().Replace(Encoding.UTF8.GetString(utf8), m => m.Value.Length == 6 ? "\\ufffd" : m.Value), documentOptions: options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A fresh object parsed from text.</summary>
    /// <exception cref="JsonException">The text is no JSON object.</exception>
    public static JsonObject Object(string json) => JsonNode.Parse(json) as JsonObject ?? throw new JsonException("The text is no JSON object.");

    /// <summary>The member of that name, exact spelling first, then any letter case; null when absent.</summary>
    public static JsonNode? Member(this JsonNode? node, string name)
    {
        if (node is not JsonObject obj)
        {
            return null;
        }

        return obj.TryGetPropertyValue(name, out var exact)
            ? exact
            : obj.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
    }

    /// <summary>Follows a path: names separated by dots; a URN as a segment of its own is given as <c>urn:…</c> in its own argument; <c>emails[type=work]</c> selects the first element whose member has that value, <c>emails[0]</c> the element of that index.</summary>
    /// <param name="node">Where to start.</param>
    /// <param name="path">The path; each argument that starts with <c>urn:</c> is one name, every other is split at dots.</param>
    /// <returns>The value, or null when anything on the way is absent.</returns>
    public static JsonNode? At(this JsonNode? node, params string[] path)
    {
        foreach (var segment in path.SelectMany(Split))
        {
            var bracket = segment.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? -1 : segment.IndexOf('[');
            node = node.Member(bracket < 0 ? segment : segment[..bracket]);
            if (bracket >= 0)
            {
                node = Element(node as JsonArray, segment[(bracket + 1)..^1]);
            }
        }

        return node;
    }

    /// <summary>Whether a value counts as unassigned: absent, null or an empty array (RFC 7643 section 2.5).</summary>
    public static bool IsUnassigned(this JsonNode? node) => node is null or JsonArray { Count: 0 };

    /// <summary>The string, or null when the value is no string.</summary>
    public static string? Text(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>The whole number, or null when the value is no JSON number written as an integer.</summary>
    public static long? Integer(this JsonNode? node) =>
        node is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out var number) ? number : null;

    /// <summary>The boolean, or null when the value is no JSON boolean.</summary>
    public static bool? Boolean(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The value as compact JSON for people, cut at 200 characters; <c>absent</c> when there is none.</summary>
    public static string Show(this JsonNode? node)
    {
        var text = node?.ToJsonString(Compact) ?? "absent";
        return text.Length <= 200 ? text : text[..200] + "…";
    }

    /// <summary>Adds the members of <paramref name="other"/>, objects merged, everything else replaced; null removes a member.</summary>
    public static JsonObject MergeFrom(this JsonObject target, JsonObject other)
    {
        foreach (var (name, value) in other)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                existing.MergeFrom(inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }

        return target;
    }

    private static IEnumerable<string> Split(string path) =>
        path.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? [path] : path.Split('.');

    private static JsonNode? Element(JsonArray? array, string selector)
    {
        if (array is null)
        {
            return null;
        }

        var equals = selector.IndexOf('=');
        return equals < 0
            ? array.ElementAtOrDefault(int.Parse(selector))
            : array.FirstOrDefault(e => string.Equals(e.Member(selector[..equals]).Text(), selector[(equals + 1)..], StringComparison.OrdinalIgnoreCase));
    }

    // Escapes one by one: a pair, half of one (six characters), or any other.
    [GeneratedRegex("""\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[dD][89a-fA-F][0-9a-fA-F]{2}|.)""")]
    private static partial Regex LoneSurrogates();
}
