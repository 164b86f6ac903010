namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The operation is capitalised: <c>{"op":"Add","path":"nickName","value":"Babs"}</c>.
/// </summary>
public sealed class AnyOpCase : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-any-op-case";

    /// <inheritdoc/>
    public bool AcceptsAnyOpCase => true;
}
