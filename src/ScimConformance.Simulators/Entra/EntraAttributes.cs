using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>A person or group of the directory as Entra's mapping expressions read it.</summary>
public static class EntraAttributes
{
    /// <summary>A person's attributes.</summary>
    /// <param name="directory">The directory, which knows roles and managers.</param>
    /// <param name="user">The person.</param>
    /// <param name="isSoftDeleted">Whether the person counts as deleted: unassigned, out of scope, in the recycle bin or disabled.</param>
    /// <param name="changed">The attributes that changed since the last cycle; null in an initial cycle, where everything did.</param>
    public static IMappingSource Of(IdpDirectory directory, IdpUser user, bool isSoftDeleted, IReadOnlySet<string>? changed = null) =>
        new UserSource(directory, user, isSoftDeleted, changed);

    /// <summary>A group's attributes.</summary>
    /// <param name="directory">The directory, which knows the members.</param>
    /// <param name="group">The group.</param>
    /// <param name="isSoftDeleted">Whether the group counts as deleted.</param>
    /// <param name="changed">The attributes that changed since the last cycle; null in an initial cycle, where everything did.</param>
    public static IMappingSource Of(IdpDirectory directory, IdpGroup group, bool isSoftDeleted, IReadOnlySet<string>? changed = null) =>
        new GroupSource(directory, group, isSoftDeleted, changed);

    /// <summary>A person's attributes as text.</summary>
    /// <param name="user">The person.</param>
    /// <param name="assigned">Whether the person has the application.</param>
    internal static Func<string, string?> Of(IdpUser user, bool assigned) => name =>
        name == SourceAttributes.IsSoftDeleted ? MappingValue.Of(!assigned || user.State != AccountState.Enabled).Text : UserAttributes.Read(user, name).Text;

    private sealed class UserSource(IdpDirectory directory, IdpUser user, bool isSoftDeleted, IReadOnlySet<string>? changed) : IMappingSource
    {
        public MappingValue Read(string attribute) => attribute switch
        {
            SourceAttributes.IsSoftDeleted => MappingValue.Of(isSoftDeleted),
            SourceAttributes.AppRoleAssignments => directory.RolesOf(user.Id) is { Count: > 0 } roles ? MappingValue.OfRoles(roles) : MappingValue.Null,
            // Who is deleted is nobody's manager any more.
            "manager" => user.ManagerId is { } id && directory.FindUser(id) is { State: < AccountState.SoftDeleted } ? MappingValue.OfReferences(id) : MappingValue.Null,
            _ => UserAttributes.Read(user, attribute),
        };

        public bool HasChanged(string attribute) => changed is null || changed.Contains(attribute);
    }

    private sealed class GroupSource(IdpDirectory directory, IdpGroup group, bool isSoftDeleted, IReadOnlySet<string>? changed) : IMappingSource
    {
        public MappingValue Read(string attribute) => attribute switch
        {
            SourceAttributes.IsSoftDeleted => MappingValue.Of(isSoftDeleted),
            "members" => MappingValue.OfReferences([.. directory.MembersOf(group.Id)]),
            _ => GroupAttributes.Read(group, attribute),
        };

        public bool HasChanged(string attribute) => changed is null || changed.Contains(attribute);
    }
}
