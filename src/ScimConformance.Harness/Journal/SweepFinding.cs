namespace ScimConformance.Harness;

/// <summary>What a sweep did with one resource.</summary>
public enum SweepAction
{
    /// <summary>It was the run's, and it is gone.</summary>
    Removed,

    /// <summary>It is the run's, and it was left because nothing was to be removed.</summary>
    WouldRemove,

    /// <summary>It was gone already.</summary>
    GoneAlready,

    /// <summary>It stands where the run created something and does not bear the run's name, so it may be a stranger's.</summary>
    LeftAlone,

    /// <summary>It is the run's, or may be, and could not be removed or looked at.</summary>
    Failed,
}

/// <summary>One resource that a sweep looked at.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Target">Its path below the base URL; the endpoint's where there is no single resource.</param>
/// <param name="Name">Its name, or null.</param>
/// <param name="Why">Why it was left or could not be removed; otherwise null.</param>
public sealed record SweepFinding(SweepAction Action, string Target, string? Name, string? Why = null)
{
    /// <summary>Whether something of the run may be left.</summary>
    public bool IsOpen => Action is SweepAction.WouldRemove or SweepAction.LeftAlone or SweepAction.Failed;
}
