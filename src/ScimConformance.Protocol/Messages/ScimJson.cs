using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Protocol.Messages;

/// <summary>Reads request bodies under limits, and finds members by SCIM's rule that letter case of names does not count (RFC 7643 section 2.1).</summary>
public static class ScimJson
{
    /// <summary>Parses a JSON object. Its members are found in any letter case; a name that stands twice, even in different case, is refused.</summary>
    /// <param name="utf8">The body's bytes.</param>
    /// <param name="limits">Bounds on bytes and depth; the default ones where null.</param>
    /// <exception cref="ScimException">413 where the body is too long; 400 invalidSyntax where it is not a JSON object.</exception>
    public static JsonObject ParseObject(ReadOnlySpan<byte> utf8, ScimLimits? limits = null)
    {
        limits ??= ScimLimits.Default;
        if (utf8.Length > limits.BodyBytes)
            throw new ScimException(ScimError.PayloadTooLarge($"The body has {utf8.Length} bytes; at most {limits.BodyBytes} are accepted."));
        var node = JsonTreeReader.Read(utf8, limits);
        if (node is not JsonObject body)
            throw new ScimException(ScimError.InvalidSyntax($"The body must be a JSON object; it is {Describe(node)}."));
        return body;
    }

    /// <summary>Finds a member whatever its letter case, also in objects that were not read by <see cref="ParseObject"/>. A JSON null counts as found, with a null value.</summary>
    public static bool TryFind(this JsonObject json, string name, out JsonNode? value)
    {
        if (json.TryGetPropertyValue(name, out value))
            return true;
        foreach (var (key, candidate) in json)
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                value = candidate;
                return true;
            }

        return false;
    }

    /// <summary>The string in a node.</summary>
    public static bool TryGetString(JsonNode? node, [NotNullWhen(true)] out string? text)
    {
        text = null;
        return node is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.TryGetValue(out text);
    }

    /// <summary>What a node is, in words for an error message.</summary>
    internal static string Describe(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the string \"{Excerpt.Of(node.GetValue<string>())}\"",
        _ => Excerpt.Of(node.ToJsonString()),
    };
}
