using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.OneLogin;

/// <summary>
/// The "SCIM Provisioner with SAML (SCIM v2 Enterprise)" template names schemas that no RFC defines:
/// <c>"schemas":["urn:scim:schemas:core:2.0","urn:scim:schemas:extension:enterprise:2.0"]</c>, the latter also as the key of the extension.
/// </summary>
public sealed class LegacySchemas : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "onelogin-legacy-schemas";

    /// <inheritdoc/>
    public string? MapSchema(string urn) =>
        ScimUrn.Same(urn, "urn:scim:schemas:core:2.0") ? BaseSchema
        : ScimUrn.Same(urn, "urn:scim:schemas:extension:enterprise:2.0") ? ScimUrn.EnterpriseUser
        : null;

    /// <summary>Stands for whatever the base schema of the endpoint is.</summary>
    internal const string BaseSchema = "base";
}
