namespace ScimConformance.Provider.Compatibility.OneLogin;

/// <summary>
/// Users are updated by PUT with what the template has; without <c>"active"</c> in it the account stays as it is.
/// </summary>
public sealed class ActiveStaysWhenOmitted : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "onelogin-active-stays-when-omitted";

    /// <inheritdoc/>
    public bool KeepsActive => true;
}
