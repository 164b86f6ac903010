namespace ScimConformance.Harness;

/// <summary>The answer to a verdict's question.</summary>
public enum VerdictDecision
{
    /// <summary>Nothing that counts is broken, and everything could be judged.</summary>
    Ready,

    /// <summary>A requirement that counts is broken.</summary>
    NotReady,

    /// <summary>Nothing is broken, but something errored or was inconclusive.</summary>
    Undecided,

    /// <summary>No check was run, or none applies.</summary>
    NotJudged,
}

/// <summary>How one verdict came out.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Decision">The answer.</param>
/// <param name="Results">The results that count for it, in catalogue order.</param>
/// <param name="Broken">Those that speak against it, worst impact first.</param>
/// <param name="Open">Those that could not be decided: errored or inconclusive.</param>
public sealed record VerdictResult(
    Verdict Verdict, VerdictDecision Decision, IReadOnlyList<CheckResult> Results, IReadOnlyList<CheckResult> Broken, IReadOnlyList<CheckResult> Open)
{
    /// <summary>Whether it decides if the run as a whole is content; else it is information.</summary>
    public bool Decides { get; init; } = true;

    /// <summary>The answer in words: <c>ready</c>, <c>not ready</c>, <c>undecided</c> or <c>not judged</c>.</summary>
    public string Told => Decision switch
    {
        VerdictDecision.Ready => "ready",
        VerdictDecision.NotReady => "not ready",
        VerdictDecision.Undecided => "undecided",
        _ => "not judged",
    };

    /// <summary>Why it came out so: half a sentence.</summary>
    public string Because => Decision switch
    {
        VerdictDecision.Ready => $"{Count(CheckStatus.Passed)} of {Results.Count} checks passed{(Count(CheckStatus.ExpectedFailure) == 0 ? " and none failed" : "")}{Tolerated}",
        VerdictDecision.NotReady => $"{Broken.Count} of {Results.Count} checks failed{Worst}",
        VerdictDecision.Undecided => $"{Open.Count} of {Results.Count} checks were inconclusive or errored",
        _ when Results.Count == 0 => "no check was run",
        _ => $"none of its {Results.Count} checks applies to this endpoint",
    };

    private string Worst => Broken[0].Impact is { } impact ? $"; the worst impact is {impact}" : "";

    private string Tolerated =>
        (Count(CheckStatus.ExpectedFailure) is > 0 and var expected ? $"; {expected} failed as expected" : "")
        + (Count(CheckStatus.Warned) is > 0 and var warned ? $"; {warned} warned" : "");

    /// <summary>Judges.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="results">All results of the run.</param>
    /// <param name="strict">Whether a warning counts as a failure.</param>
    public static VerdictResult Of(Verdict verdict, IReadOnlyList<CheckResult> results, bool strict)
    {
        var own = results.Where(r => verdict.Covers(r.Entry)).ToList();
        var broken = ConformanceReport.WorstFirst(own.Where(r => CheckStatuses.IsBroken(r.Status, strict)));
        var open = own.Where(r => r.Status is CheckStatus.Errored or CheckStatus.Inconclusive).ToList();
        var decision = broken.Count > 0 ? VerdictDecision.NotReady
            : open.Count > 0 ? VerdictDecision.Undecided
            : own.All(r => r.Status == CheckStatus.NotApplicable) ? VerdictDecision.NotJudged
            : VerdictDecision.Ready;
        return new VerdictResult(verdict, decision, own, broken, open);
    }

    /// <summary>How many of its checks came out with this status.</summary>
    public int Count(CheckStatus status) => Results.Count(r => r.Status == status);
}
