namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// Whether a user has a manager is asked by a filter that names the manager as if it were a text of the core schema:
/// <c>filter=id eq "2819c223" and manager eq "5d48a0a8"</c>. By RFC 7644 section 3.4.2.2 it would be
/// <c>urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "5d48a0a8"</c>.
/// </summary>
public sealed class ManagerInFilter : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-manager-in-filter";

    /// <inheritdoc/>
    public bool FindsManager => true;
}
