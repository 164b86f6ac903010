using System.Text.Json.Nodes;

namespace ScimConformance.Faults;

/// <summary>Reads what hostile requests hold without breaking on it.</summary>
internal static class JsonText
{
    /// <summary>The text at a path of object members; null when anything on the way is no object, or the value is no text that .NET can hold (half a surrogate pair).</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        try
        {
            return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
