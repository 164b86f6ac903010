namespace ScimConformance.Provider.Compatibility.Okta;

/// <summary>
/// A rename repeats the identifier: <c>{"op":"replace","value":{"id":"abf4dd94","displayName":"Droids"}}</c>.
/// "id" is readOnly, so RFC 7644 section 3.5.2 answers with 400 mutability.
/// </summary>
public sealed class OwnIdInValue : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "okta-own-id-in-value";

    /// <inheritdoc/>
    public bool IgnoresOwnId => true;
}
