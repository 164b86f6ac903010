namespace ScimConformance.Harness;

/// <summary>Whether a check may run beside others.</summary>
public enum Isolation
{
    /// <summary>It looks at its own resources only and may run beside others.</summary>
    Shared,

    /// <summary>It counts or lists what it did not create, so nothing else may run at the same time.</summary>
    Alone,
}

/// <summary>One small check: a value that says what it verifies, what it needs and how it is done. It never chooses its own status.</summary>
public sealed record ConformanceCheck
{
    /// <summary>Permanent id: upper-case letters, digits and hyphens; never changed, never reused.</summary>
    public required string Id { get; init; }

    /// <summary>What a conformant endpoint does, in plain words.</summary>
    public required string Title { get; init; }

    /// <summary>Ids of the requirement rows it verifies; all of one spec and one level.</summary>
    public required IReadOnlyList<string> Verifies { get; init; }

    /// <summary>What the endpoint has to offer for the check to apply.</summary>
    public IReadOnlyList<Needs> Needs { get; init; } = [];

    /// <summary>
    /// The positive control of a check that judges a refusal: what has to have worked with the trial user. Where it did not, the check is
    /// inconclusive, because an endpoint that refuses everything refuses nothing in particular.
    /// </summary>
    public IReadOnlyList<TrialStep> Given { get; init; } = [];

    /// <summary>Whether it may run beside others.</summary>
    public Isolation Isolation { get; init; } = Isolation.Shared;

    /// <summary>Labels to select by, for example <c>slow</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The check itself.</summary>
    public required Func<CheckContext, Task> Run { get; init; }
}

/// <summary>The checks of one section.</summary>
/// <param name="Id">The section's id, for example <c>RFC7644-3.5.2.3</c>.</param>
/// <param name="Title">The section's title in plain words.</param>
/// <param name="Checks">The checks, in order.</param>
public sealed record CheckGroup(string Id, string Title, IReadOnlyList<ConformanceCheck> Checks);
