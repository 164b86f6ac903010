using System.Text.Json;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The manager is the identifier alone:
/// <c>{"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager","value":"2819c223"}</c>;
/// older documentation puts the object into an array: <c>"value":[{"$ref":"http://…","value":"2819c223"}]</c>.
/// </summary>
public sealed class PlainManager : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-plain-manager";

    /// <inheritdoc/>
    public JsonElement? Convert(SchemaAttribute attribute, JsonElement value) => value.ValueKind switch
    {
        _ when attribute is not { Name: "manager", IsComplex: true, MultiValued: false } => null,
        JsonValueKind.String when value.GetString() is { Length: > 0 } id => JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["value"] = id }),
        JsonValueKind.Array when value.GetArrayLength() == 1 => value[0],
        _ => null,
    };
}
