namespace ScimConformance.Provider.Compatibility.OneLogin;

/// <summary>
/// A template may give the e-mail address as one object: <c>"emails":{"value":"a@example.com","type":"work","primary":true}</c>.
/// </summary>
public sealed class EmailsAsObject : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "onelogin-emails-as-object";

    /// <inheritdoc/>
    public bool WrapsSingleValues => true;
}
