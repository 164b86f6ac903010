namespace ScimConformance.Simulators.Provisioning;

/// <summary>When failures of single objects put the whole job into quarantine (Microsoft, Application provisioning in quarantine status).</summary>
public sealed record QuarantinePolicy
{
    /// <summary>From how many failures on the proportion is looked at.</summary>
    public int LeastFailures { get; init; } = 5_000;

    /// <summary>More than this part of all events failing is too much.</summary>
    public double MostProportion { get; init; } = 0.4;

    /// <summary>More failures than this, references not counted, are too many whatever the proportion.</summary>
    public int MostFailures { get; init; } = 40_000;

    /// <summary>As many failures as this, references counted, are too many.</summary>
    public int MostFailuresWithReferences { get; init; } = 60_000;

    /// <summary>After how long in quarantine the job is switched off.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromDays(28);

    /// <summary>Whether there are too many failures.</summary>
    /// <param name="failures">Failed changes of objects that wait for another try.</param>
    /// <param name="referenceFailures">Failed changes of references: manager, members.</param>
    /// <param name="failedNow">How many objects failed in this cycle: failures that only wait are no events of it.</param>
    /// <param name="successes">Changes and comparisons of this cycle that did not fail.</param>
    public bool IsExceeded(int failures, int referenceFailures, int failedNow, int successes) =>
        failures + referenceFailures >= MostFailuresWithReferences
        || (failures >= LeastFailures && (failures > MostFailures || failedNow > MostProportion * (failedNow + (double)successes)));
}
