using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The manager is the identifier alone:
/// <c>{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"2819c223"}</c>;
/// older documentation puts the object into an array: <c>"value":[{"$ref":"http://…","value":"2819c223"}]</c>.
/// </summary>
public sealed class ManagerAsText : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-plain-manager";

    /// <inheritdoc/>
    public bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted)
    {
        converted = value switch
        {
            _ when attribute is not { Name: "manager", IsComplex: true, MultiValued: false } => null,
            JsonArray { Count: 1 } array => array[0],
            _ when ScimJson.TryGetString(value, out var id) && id.Length > 0 => new JsonObject { ["value"] = id },
            _ => null,
        };
        return converted is not null;
    }
}
