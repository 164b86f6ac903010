namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The members to remove stand in the value: <c>{"op":"Remove","path":"members","value":[{"$ref":null,"value":"2819c223"}]}</c>.
/// Read without the value, the operation would empty the group.
/// </summary>
public sealed class RemoveListedValues : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-remove-listed-values";

    /// <inheritdoc/>
    public bool RemovesListedValues => true;
}
