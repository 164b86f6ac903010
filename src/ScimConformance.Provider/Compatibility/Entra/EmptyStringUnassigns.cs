using System.Text.Json;
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

    private static readonly JsonElement Null = JsonDocument.Parse("null").RootElement;

    /// <inheritdoc/>
    public JsonElement? Convert(SchemaAttribute attribute, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.ValueEquals("") ? Null : null;
}
