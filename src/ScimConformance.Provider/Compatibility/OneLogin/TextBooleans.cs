using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.OneLogin;

/// <summary>
/// A template puts the macro of a boolean into quotes: <c>"active":"true"</c>.
/// </summary>
public sealed class TextBooleans : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "onelogin-text-booleans";

    /// <inheritdoc/>
    public bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted) => BooleanText.TryConvert(attribute, value, out converted);
}
