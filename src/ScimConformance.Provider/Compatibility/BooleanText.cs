using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility;

/// <summary>Reads "True" and "False" of any letter case for a boolean attribute.</summary>
internal static class BooleanText
{
    internal static bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted)
    {
        converted = attribute.Type == AttributeType.Boolean && ScimJson.TryGetString(value, out var text) && bool.TryParse(text, out var boolean)
            ? JsonValue.Create(boolean)
            : null;
        return converted is not null;
    }
}
