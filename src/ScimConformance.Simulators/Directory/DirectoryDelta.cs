namespace ScimConformance.Simulators.Directory;

/// <summary>What changed in a directory since a watermark, one entry for each object, in the order in which objects first changed.</summary>
public sealed class DirectoryDelta
{
    private readonly Dictionary<string, ObjectDelta> _objects = new(StringComparer.Ordinal);
    private readonly List<ObjectDelta> _order = [];

    internal DirectoryDelta(IEnumerable<DirectoryChange> changes, long watermark)
    {
        Watermark = watermark;
        foreach (var change in changes)
        {
            if (!_objects.TryGetValue(change.ObjectId, out var entry))
            {
                _order.Add(_objects[change.ObjectId] = entry = new ObjectDelta(change.ObjectId));
            }

            entry.Take(change);
        }
    }

    /// <summary>The watermark to ask with next time.</summary>
    public long Watermark { get; }

    /// <summary>The objects that changed.</summary>
    public IReadOnlyList<ObjectDelta> Objects => _order;

    /// <summary>What changed at an object, or null when nothing did.</summary>
    public ObjectDelta? Of(string objectId) => _objects.GetValueOrDefault(objectId);
}

/// <summary>What changed at one person or group between two watermarks. What was done and undone in between does not show.</summary>
public sealed class ObjectDelta
{
    private readonly HashSet<string> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    internal ObjectDelta(string id) => Id = id;

    /// <summary>Directory id of the object.</summary>
    public string Id { get; }

    /// <summary>Whether it is new.</summary>
    public bool IsAdded { get; private set; }

    /// <summary>Whether it was moved to the recycle bin and still lies there.</summary>
    public bool IsSoftDeleted { get; private set; }

    /// <summary>Whether it was taken out of the recycle bin.</summary>
    public bool IsRestored { get; private set; }

    /// <summary>Whether it is gone for good.</summary>
    public bool IsHardDeleted { get; private set; }

    /// <summary>Whether the application was given to it or taken from it, or its role changed.</summary>
    public bool IsAssignmentChanged { get; private set; }

    /// <summary>The names of the attributes that changed.</summary>
    public IReadOnlySet<string> ChangedAttributes => _attributes;

    /// <summary>Directory ids of the group's new members.</summary>
    public IReadOnlySet<string> AddedMembers => _added;

    /// <summary>Directory ids of the members that the group lost.</summary>
    public IReadOnlySet<string> RemovedMembers => _removed;

    internal void Take(DirectoryChange change)
    {
        switch (change.Kind)
        {
            case DirectoryChangeKind.Added:
                (IsAdded, IsHardDeleted, IsSoftDeleted) = (true, false, false);
                break;
            case DirectoryChangeKind.Changed:
                _attributes.UnionWith(change.Details);
                break;
            case DirectoryChangeKind.SoftDeleted:
                (IsSoftDeleted, IsRestored) = (true, false);
                break;
            case DirectoryChangeKind.Restored:
                (IsSoftDeleted, IsRestored) = (false, true);
                break;
            case DirectoryChangeKind.HardDeleted:
                (IsHardDeleted, IsRestored) = (true, false);
                break;
            case DirectoryChangeKind.MemberAdded:
                Move(change.Details[0], _removed, _added);
                break;
            case DirectoryChangeKind.MemberRemoved:
                Move(change.Details[0], _added, _removed);
                break;
            default:
                IsAssignmentChanged = true;
                break;
        }
    }

    private static void Move(string member, HashSet<string> from, HashSet<string> to)
    {
        if (!from.Remove(member))
        {
            to.Add(member);
        }
    }
}
