using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Tells the user at the end of a run what was found, and decides the exit code.</summary>
internal static class RunSummary
{
    public static void Show(Screen screen, ConformanceReport report, IReadOnlyList<Verdict> verdicts, bool strict)
    {
        foreach (var result in report.Broken.Concat(report.Ranked(CheckStatus.Noted)))
        {
            ShowFinding(screen, result);
        }

        foreach (var result in report.Ranked(CheckStatus.Errored, CheckStatus.Inconclusive))
        {
            screen.Line(result.Status, $"{result.Entry.Check.Id}  {result.Entry.Check.Title}");
            screen.Line($"  {result.Reason}");
        }

        ShowDisagreements(screen, report.Disagreements);
        screen.Line();
        screen.Table(
            ["specification", "MUST passed", "failed", "SHOULD passed", "warned", "MAY passed", "noted"],
            report.BySpec.Select(s => (IReadOnlyList<string>)[s.Spec, $"{s.MustPassed}", $"{s.MustFailed}", $"{s.ShouldPassed}", $"{s.ShouldWarned}", $"{s.MayPassed}", $"{s.MayNoted}"]).ToList());
        screen.Line();
        var counts = CheckStatuses.WorstFirst.Where(s => report.Count(s) > 0).Select(s => $"{report.Count(s)} {FailureText.Words(s)}");
        screen.Line($"{report.Results.Count} checks in {report.Run.Duration.TotalSeconds:0.0} s: {string.Join(", ", counts)}");
        foreach (var verdict in verdicts)
        {
            screen.Line($"{verdict.Id}: {Tell(report.Results.Where(r => verdict.Covers(r.Entry)).Select(r => r.Status).ToList(), strict)}");
        }
    }

    public static int ExitCodeOf(IEnumerable<CheckStatus> statuses, bool strict)
    {
        var seen = statuses.ToHashSet();
        if (seen.Any(s => IsBroken(s, strict)))
        {
            return ExitCode.NotConformant;
        }

        return seen.Contains(CheckStatus.Errored) || seen.Contains(CheckStatus.Inconclusive) ? ExitCode.Undecided : ExitCode.Conformant;
    }

    private static string Tell(List<CheckStatus> statuses, bool strict) => ExitCodeOf(statuses, strict) switch
    {
        ExitCode.Conformant when statuses.Count == 0 => "no check was run",
        ExitCode.Conformant => "conformant",
        ExitCode.NotConformant => $"not conformant ({statuses.Count(s => IsBroken(s, strict))} of {statuses.Count} checks failed)",
        _ => "not decided: checks were inconclusive or errored",
    };

    private static bool IsBroken(CheckStatus status, bool strict) =>
        status is CheckStatus.Failed or CheckStatus.UnexpectedPass || (strict && status == CheckStatus.Warned);

    private static void ShowFinding(Screen screen, CheckResult result)
    {
        var impact = result.Impact is null ? "" : $", impact: {result.Impact}";
        screen.Line(result.Status, $"{result.Entry.Check.Id}  {result.Entry.Check.Title}");
        screen.Line($"  {FailureText.Section(result.Entry)}{impact}");
        foreach (var finding in result.Findings)
        {
            screen.Line($"  expected  {OneLine(finding.Expected)}");
            screen.Line($"  actual    {OneLine(finding.Actual)}");
        }

        foreach (var row in result.Entry.Requirements)
        {
            screen.Line($"  requires  {row.Id}: {row.Statement}");
        }

        foreach (var exchange in result.Evidence.Take(1))
        {
            screen.Line($"  {OneLine(exchange.Curl)}");
        }

        screen.Line();
    }

    private static void ShowDisagreements(Screen screen, IReadOnlyList<Disagreement> disagreements)
    {
        if (disagreements.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line("Where specifications disagree (an endpoint can seldom please both sides):");
        foreach (var (first, second) in disagreements)
        {
            screen.Line($"  {first.Requirement.Id}, {FailureText.Verdict(first)} | {second.Requirement.Id}, {FailureText.Verdict(second)}");
        }
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
