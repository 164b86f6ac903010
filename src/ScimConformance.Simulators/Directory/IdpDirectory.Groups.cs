namespace ScimConformance.Simulators.Directory;

public sealed partial class IdpDirectory
{
    private static readonly HashSet<string> Nobody = [];

    private readonly Dictionary<string, IdpGroup> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groupsOf = new(StringComparer.Ordinal);

    /// <summary>The groups, in the order in which they were added; hard-deleted ones stay as tombstones.</summary>
    public IReadOnlyCollection<IdpGroup> Groups => _groups.Values;

    /// <summary>Adds a security-enabled group.</summary>
    /// <param name="displayName">Its name.</param>
    /// <param name="memberIds">Directory ids of its members, people or groups.</param>
    public IdpGroup AddGroup(string displayName, params string[] memberIds) => Add(new IdpGroup(NewGuid(), displayName), memberIds);

    /// <summary>Adds a group as given.</summary>
    /// <param name="group">The group.</param>
    /// <param name="memberIds">Directory ids of its members, people or groups.</param>
    /// <exception cref="ArgumentException">There is an object with this directory id already.</exception>
    /// <exception cref="KeyNotFoundException">There is no such member.</exception>
    public IdpGroup Add(IdpGroup group, params IReadOnlyCollection<string> memberIds)
    {
        RequireNewId(group.Id);
        _groups.Add(group.Id, group);
        _feed.Add(DirectoryChangeKind.Added, group.Id);
        NoteState(group.Id, AccountState.Enabled, group.State);
        foreach (var member in memberIds)
        {
            AddMember(group.Id, member);
        }

        return group;
    }

    /// <summary>The group with this directory id, or null; hard-deleted ones are found as tombstones.</summary>
    public IdpGroup? FindGroup(string groupId) => _groups.GetValueOrDefault(groupId);

    /// <summary>Changes a group's attributes or state.</summary>
    /// <param name="groupId">The directory id.</param>
    /// <param name="change">Makes the new state from the old one.</param>
    /// <exception cref="KeyNotFoundException">There is no such group.</exception>
    public IdpGroup ChangeGroup(string groupId, Func<IdpGroup, IdpGroup> change)
    {
        var before = _groups[groupId];
        var after = change(before) with { Id = groupId };
        _groups[groupId] = after;
        NoteState(groupId, before.State, after.State);
        if (before.State != AccountState.HardDeleted && GroupAttributes.Differences(before, after) is { Count: > 0 } attributes)
        {
            _feed.Add(DirectoryChangeKind.Changed, groupId, attributes);
        }

        return after;
    }

    /// <summary>Adds a person or a group to a group.</summary>
    /// <returns>Whether it was no member before.</returns>
    /// <exception cref="KeyNotFoundException">There is no such group or member.</exception>
    /// <exception cref="ArgumentException">The group would be a member of itself.</exception>
    public bool AddMember(string groupId, string memberId)
    {
        if (!_groups.ContainsKey(groupId) || !(_users.ContainsKey(memberId) || _groups.ContainsKey(memberId)))
        {
            throw new KeyNotFoundException($"'{memberId}' cannot be added to the group '{groupId}': the directory has no {(_groups.ContainsKey(groupId) ? "person or group" : "group")} with that id.");
        }

        if (groupId == memberId)
        {
            throw new ArgumentException($"The group '{groupId}' cannot be a member of itself.", nameof(memberId));
        }

        if (!SetOf(groupId).Add(memberId))
        {
            return false;
        }

        if (!_groupsOf.TryGetValue(memberId, out var groups))
        {
            _groupsOf[memberId] = groups = new List<string>(1);
        }

        groups.Add(groupId);
        _feed.Add(DirectoryChangeKind.MemberAdded, groupId, memberId);
        return true;
    }

    /// <summary>Removes a person or a group from a group.</summary>
    /// <returns>Whether it was a member.</returns>
    public bool RemoveMember(string groupId, string memberId)
    {
        if (!_members.TryGetValue(groupId, out var members) || !members.Remove(memberId))
        {
            return false;
        }

        _groupsOf[memberId].Remove(groupId);
        _feed.Add(DirectoryChangeKind.MemberRemoved, groupId, memberId);
        return true;
    }

    /// <summary>Directory ids of a group's direct members, people and groups, also those in the recycle bin.</summary>
    public IReadOnlySet<string> MembersOf(string groupId) => _members.GetValueOrDefault(groupId, Nobody);

    /// <summary>Directory ids of the groups that a person or a group is a direct member of.</summary>
    public IReadOnlyList<string> GroupsOf(string memberId) => _groupsOf.TryGetValue(memberId, out var groups) ? groups : [];

    private HashSet<string> SetOf(string groupId) => _members.TryGetValue(groupId, out var members) ? members : _members[groupId] = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What is gone for good is in no group, has no members and no assignment.</summary>
    private void RemoveTraces(string objectId)
    {
        foreach (var group in GroupsOf(objectId).ToList())
        {
            RemoveMember(group, objectId);
        }

        foreach (var member in MembersOf(objectId).ToList())
        {
            RemoveMember(objectId, member);
        }

        Unassign(objectId);
    }
}
