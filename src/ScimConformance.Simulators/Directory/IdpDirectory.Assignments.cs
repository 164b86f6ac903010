namespace ScimConformance.Simulators.Directory;

public sealed partial class IdpDirectory
{
    private static readonly List<Assignment> Nothing = [];

    private readonly Dictionary<string, AppRole> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Assignment>> _assignments = new(StringComparer.Ordinal);

    /// <summary>The app roles that the application offers, in the order in which they were added.</summary>
    public IReadOnlyCollection<AppRole> Roles => _roles.Values;

    /// <summary>Who has the application directly, with which role.</summary>
    public IEnumerable<Assignment> Assignments => _assignments.Values.SelectMany(a => a);

    /// <summary>Adds an app role that the application offers, or changes the one of the same id.</summary>
    public AppRole AddRole(AppRole role) => _roles[role.Id] = role;

    /// <summary>The app role with this id, or null.</summary>
    public AppRole? FindRole(string roleId) => _roles.GetValueOrDefault(roleId);

    /// <summary>Gives a person, or the direct members of a group, the application.</summary>
    /// <param name="principalId">Directory id of the person or group.</param>
    /// <param name="roleId">Id of the app role; null for default access.</param>
    /// <exception cref="KeyNotFoundException">There is no such role.</exception>
    public void Assign(string principalId, string? roleId = null)
    {
        if (roleId is not null && !_roles.ContainsKey(roleId))
        {
            throw new KeyNotFoundException($"The application offers no role with the id '{roleId}'; it has {(_roles.Count == 0 ? "none" : string.Join(", ", _roles.Keys))}.");
        }

        if (!_assignments.TryGetValue(principalId, out var assignments))
        {
            _assignments[principalId] = assignments = new List<Assignment>(1);
        }

        var assignment = new Assignment(principalId, roleId);
        if (!assignments.Contains(assignment))
        {
            assignments.Add(assignment);
            _feed.Add(DirectoryChangeKind.Assigned, principalId, roleId is null ? [] : [roleId]);
        }
    }

    /// <summary>Takes the application from a person or group, with every role.</summary>
    public void Unassign(string principalId)
    {
        if (_assignments.Remove(principalId, out var assignments))
        {
            foreach (var assignment in assignments)
            {
                _feed.Add(DirectoryChangeKind.Unassigned, principalId, assignment.RoleId is { } role ? [role] : []);
            }
        }
    }

    /// <summary>Takes one role of the application from a person or group.</summary>
    /// <param name="principalId">Directory id of the person or group.</param>
    /// <param name="roleId">Id of the app role; null for default access.</param>
    public void Unassign(string principalId, string? roleId)
    {
        if (_assignments.TryGetValue(principalId, out var assignments) && assignments.Remove(new Assignment(principalId, roleId)))
        {
            if (assignments.Count == 0)
            {
                _assignments.Remove(principalId);
            }

            _feed.Add(DirectoryChangeKind.Unassigned, principalId, roleId is null ? [] : [roleId]);
        }
    }

    /// <summary>Whether a group has the application itself, or a person has it: directly, or as a direct member of a security-enabled group that has it. Nested groups are not expanded.</summary>
    public bool IsAssigned(string principalId) => AssignmentsOf(principalId).Any();

    /// <summary>The assignments that count: a person's own, then those of the security-enabled groups that the person is a direct member of; of a group its own only.</summary>
    public IEnumerable<Assignment> AssignmentsOf(string principalId) => _groups.ContainsKey(principalId)
        ? Direct(principalId)
        : Direct(principalId).Concat(GroupsOf(principalId).Where(GivesAccess).SelectMany(Direct));

    /// <summary>The roles of a person or group, directly or by group, each once, default access and roles that are switched off left out.</summary>
    public IReadOnlyList<AppRole> RolesOf(string principalId)
    {
        var roles = new List<AppRole>();
        foreach (var assignment in AssignmentsOf(principalId))
        {
            if (assignment.RoleId is { } id && FindRole(id) is { IsEnabled: true } role && !roles.Contains(role))
            {
                roles.Add(role);
            }
        }

        return roles;
    }

    /// <summary>
    /// Directory ids of everybody who has to be looked at again after changes: the changed objects themselves, the members of groups whose assignment,
    /// state or kind changed, and those who came into or left an assigned group. Each once.
    /// </summary>
    public IEnumerable<string> AffectedBy(DirectoryDelta delta)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in delta.Objects)
        {
            if (seen.Add(entry.Id))
            {
                yield return entry.Id;
            }

            foreach (var member in AffectedMembers(entry).Where(seen.Add))
            {
                yield return member;
            }
        }
    }

    private IEnumerable<string> AffectedMembers(ObjectDelta entry)
    {
        var movers = entry.AddedMembers.Concat(entry.RemovedMembers);
        if (entry.IsAssignmentChanged || entry.IsSoftDeleted || entry.IsRestored || entry.IsHardDeleted || entry.ChangedAttributes.Contains("securityEnabled"))
        {
            return MembersOf(entry.Id).Concat(movers);
        }

        return _assignments.ContainsKey(entry.Id) ? movers : [];
    }

    private List<Assignment> Direct(string principalId) => _assignments.GetValueOrDefault(principalId, Nothing);

    private bool GivesAccess(string groupId) => _groups[groupId] is { IsSecurityEnabled: true, State: AccountState.Enabled };
}
