namespace ScimConformance.Simulators.Provisioning;

/// <summary>How one cycle went.</summary>
/// <param name="CycleId">Its id.</param>
/// <param name="IsInitial">Whether it looked at every object.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Counts">How many objects had which outcome.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Writes">How many of them were to change something.</param>
/// <param name="Stopped">Why it ended before its end, in words; null when it did not.</param>
public sealed record CycleReport(
    string CycleId,
    bool IsInitial,
    DateTimeOffset Began,
    DateTimeOffset Ended,
    IReadOnlyDictionary<TurnOutcome, int> Counts,
    long Requests,
    long Writes,
    string? Stopped)
{
    /// <summary>How many objects had this outcome.</summary>
    public int this[TurnOutcome outcome] => Counts.GetValueOrDefault(outcome);
}

/// <summary>How far a cycle has come.</summary>
/// <param name="Phase">What it is about now: <c>users</c>, <c>groups</c>, <c>managers</c> or <c>members</c>.</param>
/// <param name="Done">Objects done in this phase.</param>
/// <param name="Total">Objects in this phase.</param>
public readonly record struct CycleProgress(string Phase, int Done, int Total);
