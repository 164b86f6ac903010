namespace ScimConformance.Provider.Storage;

/// <summary>One part of a commit.</summary>
/// <param name="Id">The identifier of the resource concerned.</param>
/// <param name="Expected">The state that must still be the current one; null where the resource is new or only has to exist.</param>
/// <param name="New">The new state; null for a removal or a mere requirement.</param>
/// <param name="Kind">What to do.</param>
internal readonly record struct ResourceChange(ChangeKind Kind, string Id, StoredResource? Expected, StoredResource? New)
{
    /// <summary>The subject of a commit that is refused because a resource to be added has the identifier of another one.</summary>
    internal const string IdAttribute = "id";

    /// <summary>Identifiers of the members that the new state has and the expected one has not.</summary>
    internal IReadOnlyList<string> Joined => New!.Joined ?? [.. New.Members.Except(Expected?.Members ?? [], StringComparer.Ordinal)];

    /// <summary>Identifiers of the members that the expected state has and the new one has not.</summary>
    internal IReadOnlyList<string> Left => New!.Left ?? [.. (Expected?.Members ?? []).Except(New.Members, StringComparer.Ordinal)];

    internal static ResourceChange Add(StoredResource resource) => new(ChangeKind.Add, resource.Id, null, resource);

    internal static ResourceChange Replace(StoredResource expected, StoredResource resource) => new(ChangeKind.Replace, resource.Id, expected, resource);

    internal static ResourceChange Remove(StoredResource expected) => new(ChangeKind.Remove, expected.Id, expected, null);

    /// <summary>The commit fails unless a resource with this identifier exists.</summary>
    internal static ResourceChange Require(string id) => new(ChangeKind.Require, id, null, null);
}

/// <summary>What a <see cref="ResourceChange"/> does.</summary>
internal enum ChangeKind
{
    /// <summary>Adds a resource.</summary>
    Add,

    /// <summary>Puts a new state in the place of the expected one.</summary>
    Replace,

    /// <summary>Removes the resource in its expected state.</summary>
    Remove,

    /// <summary>Demands that a resource exists.</summary>
    Require,
}

/// <summary>How a commit ended.</summary>
/// <param name="Outcome">Whether it took place, and why not.</param>
/// <param name="Subject">The attribute whose value is taken, or the identifier of the resource that is missing or has changed.</param>
internal readonly record struct CommitResult(CommitOutcome Outcome, string? Subject = null);

/// <summary>Whether a commit took place.</summary>
internal enum CommitOutcome
{
    /// <summary>All changes are in force.</summary>
    Committed,

    /// <summary>Somebody else changed or removed a resource in the meantime; nothing was changed.</summary>
    Changed,

    /// <summary>A value that must be unique belongs to another resource; nothing was changed.</summary>
    NotUnique,

    /// <summary>A resource that must exist does not; nothing was changed.</summary>
    Missing,
}
