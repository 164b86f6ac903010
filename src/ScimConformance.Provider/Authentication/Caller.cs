using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Authentication;

/// <summary>Who sends a request: made once for each credential, not for each request.</summary>
/// <param name="tenant">The tenant whose resources the caller works on.</param>
/// <param name="name">What logs call the caller; never a secret.</param>
/// <param name="permissions">What the caller may do.</param>
/// <param name="actsAs">The userName of the user that /Me is; null where the caller is nobody's.</param>
internal sealed class Caller(Tenant tenant, string name, ScimPermissions permissions, string? actsAs = null)
{
    internal Tenant Tenant { get; } = tenant;

    internal string Name { get; } = name;

    internal ScimPermissions Permissions { get; } = permissions;

    internal string? ActsAs { get; } = actsAs;

    /// <exception cref="ScimException">403: the caller lacks one of the permissions.</exception>
    internal void Demand(ScimPermissions needed)
    {
        var missing = needed & ~Permissions;
        if (missing != ScimPermissions.None)
            throw ScimError.Forbidden((missing & ScimPermissions.Read) == ScimPermissions.None
                ? $"These credentials are good for reading only; they lack {PermissionNames.Format(missing)}."
                : $"These credentials lack the permission {PermissionNames.Format(missing)}.").ToException();
    }

    /// <summary>Demands that the caller may read resources of a type.</summary>
    internal void DemandView(BoundResourceType type) => Demand(ScimPermissions.ApiAccess | ViewOf(type));

    /// <summary>Demands that the caller may create, change and delete resources of a type.</summary>
    internal void DemandEdit(BoundResourceType type) => Demand(ScimPermissions.ApiAccess | EditOf(type));

    internal static ScimPermissions ViewOf(BoundResourceType type) => type.Members is null ? ScimPermissions.ViewUsers : ScimPermissions.ViewGroups;

    internal static ScimPermissions EditOf(BoundResourceType type) => type.Members is null ? ScimPermissions.EditUsers : ScimPermissions.EditGroups;
}
