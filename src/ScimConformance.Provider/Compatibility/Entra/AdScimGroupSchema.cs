using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// Groups are created under a second, Microsoft schema:
/// <c>"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"]</c>.
/// </summary>
public sealed class AdScimGroupSchema : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-adscim-group-schema";

    private const string Urn = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

    /// <inheritdoc/>
    public string? MapSchema(string urn) => ScimUrn.Same(urn, Urn) ? "" : null;
}
