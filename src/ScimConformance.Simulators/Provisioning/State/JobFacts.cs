namespace ScimConformance.Simulators.Provisioning;

/// <summary>What a job remembers besides links and escrows; written as a whole at each change.</summary>
internal sealed record JobFacts
{
    /// <summary>What the directory was made from, in the caller's words; null when it did not tell.</summary>
    public string? Origin { get; init; }

    /// <summary>How far the source's changes were read; null before the first cycle and after a restart, so that the next cycle is an initial one.</summary>
    public long? Watermark { get; init; }

    /// <summary>What the attribute mappings and scoping filters of the last cycle said; null before the first one.</summary>
    public string? Mapping { get; init; }

    /// <summary>Whether it was started and not paused.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Whether it was switched off after too long a quarantine.</summary>
    public bool IsSwitchedOff { get; init; }

    /// <summary>Whether the failures of an initial cycle were forgotten because they were too many.</summary>
    public bool EscrowsPruned { get; init; }

    public Quarantine? Quarantine { get; init; }

    /// <summary>Whether the next cycle may delete as much as it finds.</summary>
    public bool DeletesAllowed { get; init; }

    /// <summary>Cycles run so far.</summary>
    public int Cycles { get; init; }

    public int SuccessiveCompleteFailures { get; init; }

    public DateTimeOffset? SteadyStateFirst { get; init; }

    public DateTimeOffset? SteadyStateLast { get; init; }

    public DateTimeOffset? NextCycle { get; init; }

    public ExecutionFacts? LastExecution { get; init; }

    public ExecutionFacts? LastSuccess { get; init; }

    public ExecutionFacts? LastSuccessWithExports { get; init; }

    /// <summary>How many users were ever linked since the connector data store was cleared; deletions do not lower it.</summary>
    public int Users { get; init; }

    /// <summary>The same for groups.</summary>
    public int Groups { get; init; }
}

/// <summary>One execution of a job.</summary>
/// <param name="ActivityId">The cycle's id.</param>
/// <param name="Began">When it began.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="State"><c>Succeeded</c>, <c>Failed</c> or <c>EntryLevelErrors</c>.</param>
/// <param name="Exported">Objects changed.</param>
/// <param name="Escrowed">Failures that will be tried again.</param>
/// <param name="Imported">Objects looked at.</param>
internal sealed record ExecutionFacts(string ActivityId, DateTimeOffset Began, DateTimeOffset Ended, string State, int Exported, int Escrowed, int Imported);
