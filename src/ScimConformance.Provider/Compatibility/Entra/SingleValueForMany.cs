namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// One value stands without its array: <c>{"op":"add","path":"members","value":{"value":"2819c223"}}</c>.
/// </summary>
public sealed class SingleValueForMany : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-single-value-for-many";

    /// <inheritdoc/>
    public bool WrapsSingleValues => true;
}
