using System.Text.Json;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Shows a value in an error message: short, and never a secret.</summary>
internal static class Shown
{
    private const int Longest = 60;

    internal static string Json(AttributeNode node, JsonElement value) => node.IsInsideSecret ? $"{Kind(value)} (not shown)" : Json(value);

    internal static string Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => Kind(value),
        _ => Text(value.GetRawText()),
    };

    internal static string Text(string text) => text.Length <= Longest ? text : $"{text.AsSpan(0, Longest)}…";

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a boolean",
    };
}
