using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>A person or a group as mappings see it at one moment: attributes, assignment and scope.</summary>
internal sealed class SourceObject : IMappingSource
{
    private const string UserName = "userPrincipalName", OriginalUserName = "originalUserPrincipalName";

    private readonly IdpDirectory _directory;
    private readonly IdpUser? _user;
    private readonly IdpGroup? _group;
    private readonly ObjectDelta? _delta;
    private readonly bool _isInitial;
    private IReadOnlyList<ScopingFilter> _filters = [];

    private SourceObject(IdpDirectory directory, IdpUser? user, IdpGroup? group, DirectoryDelta? delta, string id)
    {
        _directory = directory;
        _user = user;
        _group = group;
        _isInitial = delta is null;
        _delta = delta?.Of(id);
        Id = id;
    }

    /// <summary>Directory id.</summary>
    public string Id { get; }

    /// <summary>What it is.</summary>
    public ProvisionedObjectType Kind => _user is null ? ProvisionedObjectType.Group : ProvisionedObjectType.User;

    /// <summary>The name by which logs know it.</summary>
    public string Name => _user is null ? _group!.DisplayName : _user.UserName;

    /// <summary>Where it stands in the directory.</summary>
    public AccountState State => _user?.State ?? _group!.State;

    /// <summary>Whether it has the application, in the sense of the job's scope.</summary>
    public bool IsAssigned { get; private init; }

    /// <summary>Whether it passes the scoping filters.</summary>
    public bool PassesFilters { get; private set; }

    /// <summary>Whether it is assigned and passes the filters.</summary>
    public bool IsInScope => IsAssigned && PassesFilters;

    /// <summary>What <c>[IsSoftDeleted]</c> is: unassigned, out of scope, in the recycle bin, or disabled.</summary>
    public bool IsSoftDeleted => !IsInScope || State != AccountState.Enabled;

    /// <summary>How the import step of the log calls the change: <c>Add</c>, <c>Update</c> or <c>Delete</c>.</summary>
    public string Change => State == AccountState.HardDeleted ? "Delete" : _isInitial || _delta?.IsAdded == true ? "Add" : "Update";

    /// <summary>Finds an object.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="id">Its directory id.</param>
    /// <param name="mapping">The application's mapping.</param>
    /// <param name="options">The job's set-up.</param>
    /// <param name="delta">What changed since the last cycle; null in an initial one.</param>
    /// <returns>The object, or null when there is none.</returns>
    public static SourceObject? Find(IdpDirectory directory, string id, ApplicationMapping mapping, ProvisioningJobOptions options, DirectoryDelta? delta)
    {
        var user = directory.FindUser(id);
        var group = user is null ? directory.FindGroup(id) : null;
        if (user is null && group is null)
        {
            return null;
        }

        var source = new SourceObject(directory, user, group, delta, id) { IsAssigned = HasApplication(directory, id, group, options) };
        source._filters = (source.Kind == ProvisionedObjectType.User ? mapping.Users : mapping.Groups)?.ScopingFilters ?? [];
        source.PassesFilters = ScopingRules.Includes(source._filters, source);
        return source;
    }

    /// <inheritdoc/>
    public MappingValue Read(string attribute) => attribute switch
    {
        SourceAttributes.IsSoftDeleted => MappingValue.Of(IsSoftDeleted),
        SourceAttributes.AppRoleAssignments => _directory.RolesOf(Id) is { Count: > 0 } roles ? MappingValue.OfRoles(roles) : MappingValue.Null,
        UserName when _user is not null => _user.UserName.Length > 0 ? MappingValue.Of(GuestName.AtHome(_user.UserName)) : MappingValue.Null,
        OriginalUserName when _user is not null && !_user.Custom.ContainsKey(OriginalUserName) => UserAttributes.Read(_user, UserName),
        // Who is deleted is nobody's manager any more.
        "manager" when _user is not null => _user.ManagerId is { Length: > 0 } id && _directory.FindUser(id) is { State: < AccountState.SoftDeleted } ? MappingValue.OfReferences(id) : MappingValue.Null,
        "members" when _group is not null => MappingValue.OfReferences([.. _directory.MembersOf(Id)]),
        _ => _user is not null ? UserAttributes.Read(_user, attribute) : GroupAttributes.Read(_group!, attribute),
    };

    /// <inheritdoc/>
    public bool HasChanged(string attribute) => _isInitial || _delta is null || _delta.IsAdded || attribute switch
    {
        SourceAttributes.IsSoftDeleted => _delta.IsAssignmentChanged || _delta.IsSoftDeleted || _delta.IsRestored || _delta.ChangedAttributes.Contains("accountEnabled")
            || _filters.Any(f => f.Clauses.Any(c => _delta.ChangedAttributes.Contains(c.Attribute))),
        OriginalUserName => _delta.ChangedAttributes.Contains(UserName) || _delta.ChangedAttributes.Contains(OriginalUserName),
        SourceAttributes.AppRoleAssignments => _delta.IsAssignmentChanged,
        "members" => _delta.AddedMembers.Count + _delta.RemovedMembers.Count > 0,
        _ => _delta.ChangedAttributes.Contains(attribute),
    };

    /// <summary>What the scoping step of the log shows.</summary>
    public Dictionary<string, string> ScopingDetails(IReadOnlyList<ScopingFilter> filters, ProvisioningJobOptions options)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Active in the source system"] = Text(State == AccountState.Enabled),
            ["Assigned to the application"] = Text(IsAssigned),
            ["Scope sync all"] = Text(options.Scope == ProvisioningScope.All),
        };
        if (_user is not null)
        {
            details["User has required role"] = Text(options.Scope == ProvisioningScope.All || HasRole(_directory, Id, options));
        }

        ScopingRules.Includes(filters, this, details);
        return details;
    }

    private static bool HasApplication(IdpDirectory directory, string id, IdpGroup? group, ProvisioningJobOptions options)
    {
        if (options.Scope == ProvisioningScope.All)
        {
            return true;
        }

        // A group gets the application itself; that its members have it by way of it is theirs.
        if (group is { IsSecurityEnabled: false })
        {
            return false;
        }

        return HasRole(directory, id, options);
    }

    private static bool HasRole(IdpDirectory directory, string id, ProvisioningJobOptions options) =>
        options.DefaultAccessSkipped ? directory.AssignmentsOf(id).Any(a => a.RoleId is not null) : directory.IsAssigned(id);

    private static string Text(bool value) => value ? "True" : "False";
}
