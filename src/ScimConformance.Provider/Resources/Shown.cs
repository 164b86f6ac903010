using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Shows a value in an error message: short, and never a secret.</summary>
internal static class Shown
{
    private const int Longest = 60;

    internal static string Value(AttributeNode node, JsonNode? value) => node.IsInsideSecret ? $"{Kind(value)} (not shown)" : Value(value);

    internal static string Value(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject or JsonArray => Kind(value),
        _ => Text(value.ToJsonString()),
    };

    internal static string Text(string text) => text.Length <= Longest
        ? text
        : $"{text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)}…";

    private static string Kind(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        null or JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
