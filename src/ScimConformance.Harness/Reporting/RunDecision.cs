namespace ScimConformance.Harness;

/// <summary>Decides whether a run as a whole is content: the one rule for exit codes and badges.</summary>
public static class RunDecision
{
    /// <summary>The decision.</summary>
    /// <remarks>The deciding verdicts decide. With a former run to compare with, only what is new counts. A list of expected failures that is no longer true fails a run whatever verdict its check belongs to: the list was given to be kept true.</remarks>
    public static VerdictDecision Of(ConformanceReport report)
    {
        var deciding = report.VerdictResults.Where(v => v.Decides).ToList();
        var broken = deciding.SelectMany(v => v.Broken).Concat(report.Results.Where(IsStale));
        var open = deciding.SelectMany(v => v.Open);
        if (report.Baseline is { } baseline)
        {
            broken = broken.Where(r => baseline.NewFailures.Contains(r.Entry.Check.Id));
            open = open.Where(r => baseline.NoLongerDecided.Contains(r.Entry.Check.Id) || baseline.NewChecks.Contains(r.Entry.Check.Id));
        }

        return broken.Any() ? VerdictDecision.NotReady
            : open.Any() ? VerdictDecision.Undecided
            : deciding.All(v => v.Decision == VerdictDecision.NotJudged) ? VerdictDecision.NotJudged
            : VerdictDecision.Ready;
    }

    /// <summary>Whether the list of expected failures says something of this check that is no longer true.</summary>
    private static bool IsStale(CheckResult result) => result.Expected is not null && result.Status is CheckStatus.UnexpectedPass or CheckStatus.Failed;
}
