using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// A boolean arrives as a string, in any letter case, also inside a filter:
/// <c>{"op":"Replace","path":"active","value":"False"}</c>, <c>roles[primary eq "True"].value</c>.
/// </summary>
public sealed class StringBooleans : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-string-booleans";

    /// <inheritdoc/>
    public bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted) => BooleanText.TryConvert(attribute, value, out converted);
}
