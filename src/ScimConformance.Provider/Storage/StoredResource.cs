using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage;

/// <summary>One state of a resource. A change makes a new object, so whoever holds one sees a consistent state.</summary>
internal sealed class StoredResource
{
    internal required BoundResourceType Type { get; init; }

    internal required string Id { get; init; }

    internal required DateTimeOffset Created { get; init; }

    internal required DateTimeOffset LastModified { get; init; }

    /// <summary>1 for a new resource, one more with every change; what the ETag is made of.</summary>
    internal required int Revision { get; init; }

    /// <summary>Where the resource stands in order of creation: 1 or more, given by the store, greater than of all resources that were there before, the same for its life.</summary>
    internal long Position { get; set; }

    /// <summary>The attributes that clients may set; derived and common ones are added when the resource is shown.</summary>
    internal required ComplexValue Attributes { get; init; }

    /// <summary>Values by which the resource can be found, and which of them nobody else may have.</summary>
    internal required IReadOnlyList<IndexEntry> Index { get; init; }

    /// <summary>Identifiers of a group's members; empty for other types.</summary>
    internal IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Those of <see cref="Members"/> whom the state before this one did not have; null where whoever made this state does not tell.</summary>
    internal IReadOnlyList<string>? Joined { get; init; }

    /// <summary>Members that the state before this one had and this one has not; null where whoever made this state does not tell.</summary>
    internal IReadOnlyList<string>? Left { get; init; }

    /// <summary>The groups of which the resource was a member itself when it was read; null where the store is asked when it matters.</summary>
    internal IReadOnlyList<GroupMembership>? Memberships { get; init; }

    /// <summary>The resource as last shown to a client.</summary>
    internal Representation? Shown { get; set; }
}

/// <summary>One value in an index.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Key">The value as the attribute's comparison rules see it.</param>
internal readonly record struct IndexEntry(AttributeNode Attribute, string Key)
{
    /// <summary>Whether no two resources of the type may share the value.</summary>
    internal bool IsUnique => Attribute.Definition.Uniqueness != Uniqueness.None;
}
