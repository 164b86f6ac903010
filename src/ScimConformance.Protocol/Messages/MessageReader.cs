using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Messages;

/// <summary>Reads the members of a JSON object and words what is wrong with them: the member's name, what was expected, what is there.</summary>
internal readonly struct MessageReader(JsonObject json, string where, Func<string, ScimError> error)
{
    internal JsonObject Json => json;

    /// <summary>Opens a message of RFC 7644: a JSON object whose "schemas" has the message's URN.</summary>
    internal static MessageReader Open(JsonNode? body, string urn)
    {
        var reader = Object(body, "", ScimError.InvalidSyntax);
        var schemas = reader.Strings("schemas");
        if (!schemas.Contains(urn, ScimUrn.Comparer))
            throw reader.Wrong("schemas", $"an array that contains \"{urn}\"", reader.Find("schemas"));
        return reader;
    }

    internal static MessageReader Object(JsonNode? node, string where, Func<string, ScimError> error) =>
        node is JsonObject json
            ? new MessageReader(json, where, error)
            : throw new ScimException(error($"{(where.Length == 0 ? "The body" : $"\"{where}\"")} must be a JSON object; it is {ScimJson.Describe(node)}."));

    internal string PathOf(string name) => where.Length == 0 ? name : $"{where}.{name}";

    internal JsonNode? Find(string name) => json.TryFind(name, out var value) ? value : null;

    internal string String(string name) => OptionalString(name) ?? throw Wrong(name, "a string", null);

    internal string? OptionalString(string name) => Find(name) switch
    {
        null => null,
        var node when ScimJson.TryGetString(node, out var text) => text,
        var node => throw Wrong(name, "a string", node),
    };

    internal bool? OptionalBoolean(string name) => Find(name) switch
    {
        null => null,
        var node when node.GetValueKind() == JsonValueKind.True => true,
        var node when node.GetValueKind() == JsonValueKind.False => false,
        var node => throw Wrong(name, "true or false", node),
    };

    internal int? OptionalInteger(string name) => Find(name) switch
    {
        null => null,
        var node when node.GetValueKind() == JsonValueKind.Number && TryGetInteger(node, out var number) => number,
        var node => throw Wrong(name, "an integer", node),
    };

    internal IReadOnlyList<string> Strings(string name)
    {
        var node = Find(name);
        if (node is null)
            return [];
        if (node is not JsonArray array)
            throw Wrong(name, "an array of strings", node);
        var strings = new string[array.Count];
        for (var i = 0; i < strings.Length; i++)
            strings[i] = ScimJson.TryGetString(array[i], out var text) ? text : throw Wrong($"{name}[{i}]", "a string", array[i]);
        return strings;
    }

    /// <summary>The objects of an array member, each with its place for messages; empty where the member is missing.</summary>
    internal IEnumerable<MessageReader> Objects(string name)
    {
        var node = Find(name);
        if (node is null)
            return [];
        if (node is not JsonArray array)
            throw Wrong(name, "an array of objects", node);
        var (path, wrong) = (PathOf(name), error);
        return array.Select((item, i) => Object(item, $"{path}[{i}]", wrong));
    }

    internal MessageReader? OptionalObject(string name) =>
        Find(name) is { } node ? Object(node, PathOf(name), error) : null;

    internal ScimException Wrong(string name, string expected, JsonNode? found) =>
        new(error($"\"{PathOf(name)}\" must be {expected}; it is {(found is null ? "missing" : ScimJson.Describe(found))}."));

    /// <summary>Integers outside the range of int are cut to it: "count" may be any large number.</summary>
    private static bool TryGetInteger(JsonNode node, out int number)
    {
        number = 0;
        if (!decimal.TryParse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
            || value != decimal.Truncate(value))
            return false;
        number = (int)Math.Clamp(value, int.MinValue, int.MaxValue);
        return true;
    }
}
