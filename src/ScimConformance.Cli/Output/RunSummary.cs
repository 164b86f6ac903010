using ScimConformance.Harness;
using ScimConformance.Simulators;

namespace ScimConformance.Cli;

/// <summary>Tells the user at the end of a run what was found, and decides the exit code.</summary>
internal static class RunSummary
{
    private const string Information = " [information: does not decide the exit code]";

    public static void Show(Screen screen, ConformanceReport report)
    {
        if (screen.Detail != Detail.Quiet)
        {
            FindingSummary.Show(screen, report);
            ShowFigures(screen, report);
        }

        foreach (var verdict in report.VerdictResults)
        {
            screen.Line($"{verdict.Verdict.Id}: {Tell(verdict)}{(verdict.Decides ? "" : Information)}");
        }

        AcceptanceSummary.Show(screen, report);
    }

    public static int ExitCodeOf(ConformanceReport report) => report.Decision switch
    {
        VerdictDecision.NotReady => ExitCode.NotConformant,
        VerdictDecision.Undecided => ExitCode.Undecided,
        _ => ExitCode.Conformant,
    };

    /// <summary>An application is ready for an identity provider; it conforms to a specification.</summary>
    private static string Tell(VerdictResult verdict) => verdict.Decision switch
    {
        VerdictDecision.Ready or VerdictDecision.NotReady when SimulatorScenarios.Verdicts.Any(v => v.Id == verdict.Verdict.Id) => $"{verdict.Told}, because {verdict.Because}",
        VerdictDecision.Ready => "conformant",
        VerdictDecision.NotReady => $"not conformant ({verdict.Because})",
        VerdictDecision.Undecided => $"not decided ({verdict.Because})",
        _ => $"not judged ({verdict.Because})",
    };

    private static void ShowFigures(Screen screen, ConformanceReport report)
    {
        screen.Table(
            ["specification", "MUST passed", "failed", "SHOULD passed", "warned", "MAY passed", "noted"],
            report.BySpec.Select(s => (IReadOnlyList<string>)[s.Spec, $"{s.MustPassed}", $"{s.MustFailed}", $"{s.ShouldPassed}", $"{s.ShouldWarned}", $"{s.MayPassed}", $"{s.MayNoted}"]).ToList());
        screen.Line();
        var counts = CheckStatuses.WorstFirst.Where(s => report.Count(s) > 0).Select(s => $"{report.Count(s)} {FailureText.Words(s)}");
        screen.Line($"{report.Results.Count} checks in {report.Run.Duration.TotalSeconds:0.0} s: {string.Join(", ", counts)}");
    }
}
