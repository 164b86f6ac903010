using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>
/// Keeps resources. Reads see committed states only. All writes go through <see cref="CommitAsync"/>, which is atomic: it checks versions,
/// uniqueness and required resources, and applies all changes or none.
/// </summary>
internal interface IResourceStore
{
    /// <summary>Whether <see cref="StoredResource"/> objects outlive a request, so that it pays to keep with them what was made of them.</summary>
    bool KeepsObjects { get; }

    /// <summary>
    /// A number that grows with every commit that may change who belongs to which group, where <see cref="StoredResource"/> objects outlive a
    /// request; a store whose objects do not need not count.
    /// </summary>
    long MembershipVersion { get; }

    /// <summary>The resource of this type and identifier, or null.</summary>
    ValueTask<StoredResource?> GetAsync(BoundResourceType type, string id, CancellationToken cancel);

    /// <summary>The resource of any type with this identifier, or null.</summary>
    ValueTask<StoredResource?> GetAnyAsync(string id, CancellationToken cancel);

    /// <summary>The resources whose indexed attribute has this value, in order of creation.</summary>
    ValueTask<IReadOnlyList<StoredResource>> FindAsync(BoundResourceType type, AttributeNode attribute, string key, CancellationToken cancel);

    /// <summary>Finds resources by conditions on several keys; null where reading all resources costs little, as in memory.</summary>
    IKeySearch? Search { get; }

    /// <summary>How many resources of this type there are.</summary>
    ValueTask<int> CountAsync(BoundResourceType type, CancellationToken cancel);

    /// <summary>Resources of this type in order of creation.</summary>
    /// <param name="type">The type.</param>
    /// <param name="skip">How many to pass over.</param>
    /// <param name="take">The most to return.</param>
    /// <param name="cancel">Cancels the operation.</param>
    ValueTask<IReadOnlyList<StoredResource>> ListAsync(BoundResourceType type, int skip, int take, CancellationToken cancel);

    /// <summary>Resources of this type in order of creation, from the first one behind a position; unlike a number to skip, a position stays right when others come and go.</summary>
    /// <param name="type">The type.</param>
    /// <param name="position">A <see cref="StoredResource.Position"/>; 0 for the beginning.</param>
    /// <param name="take">The most to return.</param>
    /// <param name="cancel">Cancels the operation.</param>
    ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(BoundResourceType type, long position, int take, CancellationToken cancel);

    /// <summary>The groups of which the resource with this identifier is a member itself, in order of creation.</summary>
    ValueTask<IReadOnlyList<StoredResource>> GroupsOfAsync(string memberId, CancellationToken cancel);

    /// <summary>The same groups, as far as a member shows them: what a group of ten thousand shows of itself to each of them is short.</summary>
    ValueTask<IReadOnlyList<GroupMembership>> MembershipsAsync(string memberId, CancellationToken cancel);

    /// <summary>The types of the resources with these identifiers; one that does not exist is not in the answer.</summary>
    ValueTask<IReadOnlyDictionary<string, BoundResourceType>> TypesOfAsync(IReadOnlyCollection<string> ids, CancellationToken cancel);

    /// <summary>
    /// Applies all changes or none. Resources are replaced and removed in the revision that is expected, and none is removed while a group
    /// keeps it as a member.
    /// </summary>
    ValueTask<CommitResult> CommitAsync(IReadOnlyList<ResourceChange> changes, CancellationToken cancel);
}
