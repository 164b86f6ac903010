using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Tells the user at the end of a run what was found, and decides the exit code.</summary>
internal static class RunSummary
{
    private const string Information = " [information: does not decide the exit code]";

    public static void Show(Screen screen, ConformanceReport report, Detail detail)
    {
        if (detail != Detail.Quiet)
        {
            ShowFindings(screen, report);
        }

        foreach (var verdict in report.VerdictResults)
        {
            screen.Line($"{verdict.Verdict.Id}: {Tell(verdict)}{(verdict.Decides ? "" : Information)}");
        }

        AcceptanceSummary.Show(screen, report);
    }

    private static void ShowFindings(Screen screen, ConformanceReport report)
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
    }

    public static int ExitCodeOf(ConformanceReport report) => report.Decision switch
    {
        VerdictDecision.NotReady => ExitCode.NotConformant,
        VerdictDecision.Undecided => ExitCode.Undecided,
        _ => ExitCode.Conformant,
    };

    private static string Tell(VerdictResult verdict) => verdict.Decision switch
    {
        VerdictDecision.Ready => "conformant",
        VerdictDecision.NotReady => $"not conformant ({verdict.Because})",
        VerdictDecision.Undecided => $"not decided ({verdict.Because})",
        _ => $"not judged ({verdict.Because})",
    };

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
