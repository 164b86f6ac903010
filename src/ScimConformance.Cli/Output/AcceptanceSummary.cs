using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Tells at the end of a run what was expected to fail, how it differs from a former run, and how often the endpoint asked for patience.</summary>
internal static class AcceptanceSummary
{
    public static void Show(Screen screen, ConformanceReport report)
    {
        foreach (var result in report.Results.Where(r => r is { Expected: not null, Status: CheckStatus.ExpectedFailure or CheckStatus.UnexpectedPass or CheckStatus.Failed }))
        {
            screen.Line(result.Status, $"{result.Entry.Check.Id}  {result.Reason}");
        }

        foreach (var note in report.Notes)
        {
            screen.Line(note);
        }

        if (report.Run.Throttling?.Told is { } throttling)
        {
            screen.Line(throttling);
        }

        if (report.Baseline is { } comparison)
        {
            ShowComparison(screen, comparison);
        }
    }

    private static void ShowComparison(Screen screen, BaselineComparison comparison)
    {
        screen.Line($"Compared with run {comparison.Baseline.Run}{(comparison.Baseline.StartedAt is { } started ? $" of {started}" : "")}; new failures alone decide the exit code:");
        foreach (var (name, checks) in comparison.Lists)
        {
            // Hundreds of ids after an upgrade say no more than their number.
            screen.Line($"  {name}: {(checks.Count == 0 ? "none" : checks.Count > 20 ? $"{checks.Count}, beginning with {string.Join(", ", checks.Take(10))}" : string.Join(", ", checks))}");
        }
    }
}
