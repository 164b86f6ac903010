using System.Text.Json;
using System.Text.Json.Nodes;

namespace ScimConformance.Protocol.Messages;

/// <summary>
/// Builds a JSON tree at once. JsonNode.Parse builds lazily: a name that stands twice in different letter case, bytes that are not UTF-8
/// and half a surrogate pair would surface as other exceptions long after the request was accepted.
/// </summary>
internal static class JsonTreeReader
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>Reads one JSON value. Recursion is bounded by <see cref="ScimLimits.JsonDepth"/>, which the tokenizer enforces.</summary>
    internal static JsonNode? Read(ReadOnlySpan<byte> utf8, ScimLimits limits)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.JsonDepth });
        try
        {
            reader.Read();
            var node = ReadValue(ref reader);
            reader.Read(); // Throws where anything but white space follows.
            return node;
        }
        catch (JsonException e)
        {
            throw Wrong($"is not valid JSON of at most {limits.JsonDepth} levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // GetString says so when a string's bytes or \u escapes are not Unicode.
            throw Wrong($"has a string near byte {reader.TokenStartIndex} that is not valid Unicode.", e);
        }
    }

    private static JsonNode? ReadValue(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => ReadObject(ref reader),
        JsonTokenType.StartArray => ReadArray(ref reader),
        JsonTokenType.String => JsonValue.Create(reader.GetString()!, AnyCase),
        JsonTokenType.True => JsonValue.Create(true, AnyCase),
        JsonTokenType.False => JsonValue.Create(false, AnyCase),
        JsonTokenType.Null => null,
        // A number stays an element, so that it can be read as any numeric type and is written as it came.
        _ => JsonValue.Create(JsonElement.ParseValue(ref reader), AnyCase),
    };

    private static JsonObject ReadObject(ref Utf8JsonReader reader)
    {
        var json = new JsonObject(AnyCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (name, start) = (reader.GetString()!, reader.TokenStartIndex);
            reader.Read();
            if (!json.TryAdd(name, ReadValue(ref reader)))
                throw Wrong($"has the name \"{Excerpt.Of(name)}\" twice in one object (letter case does not count), the second time at byte {start}.", null);
        }

        return json;
    }

    private static JsonArray ReadArray(ref Utf8JsonReader reader)
    {
        var json = new JsonArray(AnyCase);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            json.Add(ReadValue(ref reader));
        return json;
    }

    private static ScimException Wrong(string what, Exception? inner) => inner is null
        ? new ScimException(ScimError.InvalidSyntax($"The body {what}"))
        : new ScimException(ScimError.InvalidSyntax($"The body {what}"), inner);
}
