using System.Collections.Concurrent;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>Keeps resources in memory. Readers take no lock; writers take turns.</summary>
internal sealed class InMemoryResourceStore : IResourceStore
{
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<string, ResourceSlot> byId = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TypeTable> tables = new(StringComparer.Ordinal);
    private readonly SlotIndex memberships = new();
    private long membershipVersion;
    private long sequence;

    public IKeySearch? Search => null;

    public bool KeepsObjects => true;

    public long MembershipVersion => Volatile.Read(ref membershipVersion);

    public ValueTask<StoredResource?> GetAsync(BoundResourceType type, string id, CancellationToken cancel) =>
        ValueTask.FromResult(byId.TryGetValue(id, out var slot) && slot.Current is { } resource && resource.Type == type ? resource : null);

    public ValueTask<StoredResource?> GetAnyAsync(string id, CancellationToken cancel) =>
        ValueTask.FromResult(byId.TryGetValue(id, out var slot) ? slot.Current : null);

    public ValueTask<IReadOnlyList<StoredResource>> FindAsync(BoundResourceType type, AttributeNode attribute, string key, CancellationToken cancel) =>
        ValueTask.FromResult(Table(type).Find(attribute, key));

    public ValueTask<int> CountAsync(BoundResourceType type, CancellationToken cancel) => ValueTask.FromResult(Table(type).Count);

    public ValueTask<IReadOnlyList<StoredResource>> ListAsync(BoundResourceType type, int skip, int take, CancellationToken cancel) =>
        ValueTask.FromResult(Table(type).List(skip, take));

    public ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(BoundResourceType type, long position, int take, CancellationToken cancel) =>
        ValueTask.FromResult(Table(type).ListAfter(position, take));

    public ValueTask<IReadOnlyList<StoredResource>> GroupsOfAsync(string memberId, CancellationToken cancel) =>
        ValueTask.FromResult(memberships.Find(memberId));

    public ValueTask<IReadOnlyList<GroupMembership>> MembershipsAsync(string memberId, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<GroupMembership>>(
        [.. memberships.Find(memberId).Select(static group => new GroupMembership(group.Type, group.Id, GroupMembership.DisplayOf(group), MayBeMember: true))]);

    public ValueTask<IReadOnlyDictionary<string, BoundResourceType>> TypesOfAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var types = new Dictionary<string, BoundResourceType>(StringComparer.Ordinal);
        foreach (var id in ids)
            if (byId.TryGetValue(id, out var slot) && slot.Current is { } resource)
                types[id] = resource.Type;
        return ValueTask.FromResult<IReadOnlyDictionary<string, BoundResourceType>>(types);
    }

    public ValueTask<CommitResult> CommitAsync(IReadOnlyList<ResourceChange> changes, CancellationToken cancel)
    {
        lock (writing)
        {
            foreach (var change in changes)
                if (Check(change, changes) is { Outcome: not CommitOutcome.Committed } refused)
                    return ValueTask.FromResult(refused);
            foreach (var change in changes)
                Apply(change);
            if (changes.Any(change => change.Kind != ChangeKind.Require && (change.New ?? change.Expected)!.Type.Members is not null))
                Volatile.Write(ref membershipVersion, membershipVersion + 1);
            return ValueTask.FromResult(new CommitResult(CommitOutcome.Committed));
        }
    }

    private CommitResult Check(ResourceChange change, IReadOnlyList<ResourceChange> all)
    {
        var current = byId.TryGetValue(change.Id, out var slot) ? slot.Current : null;
        if (change.Kind == ChangeKind.Require && current is null)
            return new CommitResult(CommitOutcome.Missing, change.Id);
        if (change.Kind is ChangeKind.Replace or ChangeKind.Remove && current?.Revision != change.Expected!.Revision)
            return new CommitResult(CommitOutcome.Changed, change.Id);
        // Somebody may have become a member after the groups were looked up.
        if (change.Kind == ChangeKind.Remove && memberships.Find(change.Id).Any(group => !all.Any(other => other.Id == group.Id && LetsGo(other, change.Id))))
            return new CommitResult(CommitOutcome.Changed, change.Id);
        // A linked account brings its identifier with it; nobody else can.
        if (change.Kind == ChangeKind.Add && current is not null)
            return new CommitResult(CommitOutcome.NotUnique, ResourceChange.IdAttribute);
        if (change.New is { } resource && Table(resource.Type).FindTaken(resource) is { } attribute)
            return new CommitResult(CommitOutcome.NotUnique, attribute.Path);
        return new CommitResult(CommitOutcome.Committed);
    }

    private static bool LetsGo(ResourceChange group, string member) =>
        group.Kind == ChangeKind.Remove || (group.Kind == ChangeKind.Replace && group.Left.Contains(member));

    private void Apply(ResourceChange change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Add:
                change.New!.Position = ++sequence;
                var added = new ResourceSlot(sequence, change.New);
                byId[change.Id] = added;
                Table(change.New.Type).Add(added);
                memberships.Update(added, [], change.New.Members);
                break;
            case ChangeKind.Replace:
                var slot = byId[change.Id];
                Table(change.New!.Type).Replace(slot, change.New);
                memberships.Update(slot, change.Left, change.Joined);
                break;
            case ChangeKind.Remove:
                byId.TryRemove(change.Id, out var removed);
                memberships.Update(removed!, change.Expected!.Members, []);
                Table(change.Expected.Type).Remove(removed!);
                break;
        }
    }

    private TypeTable Table(BoundResourceType type) => tables.GetOrAdd(type.Name, static (_, type) => new TypeTable(type), type);
}
