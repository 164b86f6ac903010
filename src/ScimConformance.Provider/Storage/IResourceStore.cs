using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>
/// Keeps resources. Reads see committed states only. All writes go through <see cref="CommitAsync"/>, which is atomic: it checks versions,
/// uniqueness and required resources, and applies all changes or none.
/// </summary>
internal interface IResourceStore
{
    /// <summary>A number that grows with every commit that may change who belongs to which group.</summary>
    long MembershipVersion { get; }

    /// <summary>The resource of this type and identifier, or null.</summary>
    ValueTask<StoredResource?> GetAsync(BoundResourceType type, string id, CancellationToken cancel);

    /// <summary>The resource of any type with this identifier, or null.</summary>
    ValueTask<StoredResource?> GetAnyAsync(string id, CancellationToken cancel);

    /// <summary>The resources whose indexed attribute has this value, in order of creation.</summary>
    ValueTask<IReadOnlyList<StoredResource>> FindAsync(BoundResourceType type, AttributeNode attribute, string key, CancellationToken cancel);

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

    /// <summary>Applies all changes or none.</summary>
    ValueTask<CommitResult> CommitAsync(IReadOnlyList<ResourceChange> changes, CancellationToken cancel);
}
