using System.Text.Json;
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
    public JsonElement? Convert(SchemaAttribute attribute, JsonElement value) => BooleanText.Convert(attribute, value);
}
