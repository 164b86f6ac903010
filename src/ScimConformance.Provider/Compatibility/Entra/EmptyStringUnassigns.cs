using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// An empty string clears an attribute: <c>{"op":"replace","path":"phoneNumbers","value":""}</c>,
/// <c>{"op":"replace","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":""}</c>.
/// </summary>
public sealed class EmptyStringUnassigns : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-empty-string-unassigns";

    /// <inheritdoc/>
    public bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted)
    {
        converted = null;
        return ScimJson.TryGetString(value, out var text) && text.Length == 0;
    }
}
