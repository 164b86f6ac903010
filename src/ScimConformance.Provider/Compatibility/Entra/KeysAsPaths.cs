namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// With the flag aadOptscim062020 simple attributes come in one operation without path, under dotted and URN-qualified keys:
/// <c>{"op":"replace","value":{"name.givenName":"Jo","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"7"}}</c>.
/// </summary>
public sealed class KeysAsPaths : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-keys-as-paths";

    /// <inheritdoc/>
    public bool ExpandsKeys => true;
}
