using System.Text.Json;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility;

/// <summary>Reads "True" and "False" of any letter case for a boolean attribute.</summary>
internal static class BooleanText
{
    private static readonly JsonElement True = JsonDocument.Parse("true").RootElement;

    private static readonly JsonElement False = JsonDocument.Parse("false").RootElement;

    internal static JsonElement? Convert(SchemaAttribute attribute, JsonElement value) =>
        attribute.Type == AttributeType.Boolean && value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var boolean)
            ? boolean ? True : False
            : null;
}
