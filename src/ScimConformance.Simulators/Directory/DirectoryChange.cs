namespace ScimConformance.Simulators.Directory;

/// <summary>What happened to an object of the directory.</summary>
public enum DirectoryChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>Attributes of it changed.</summary>
    Changed,

    /// <summary>It was moved to the recycle bin.</summary>
    SoftDeleted,

    /// <summary>It was taken out of the recycle bin.</summary>
    Restored,

    /// <summary>It is gone for good.</summary>
    HardDeleted,

    /// <summary>The group has a new member.</summary>
    MemberAdded,

    /// <summary>The group lost a member.</summary>
    MemberRemoved,

    /// <summary>It was given the application.</summary>
    Assigned,

    /// <summary>The application was taken from it.</summary>
    Unassigned,
}

/// <summary>One change of a directory.</summary>
/// <param name="Position">Its place among all changes, counted from 1.</param>
/// <param name="At">When it happened.</param>
/// <param name="Kind">What happened.</param>
/// <param name="ObjectId">Directory id of the person or group.</param>
/// <param name="Details">The names of changed attributes; the member's id; or the app role's id. Empty when there is nothing to say.</param>
public sealed record DirectoryChange(long Position, DateTimeOffset At, DirectoryChangeKind Kind, string ObjectId, IReadOnlyList<string> Details);
