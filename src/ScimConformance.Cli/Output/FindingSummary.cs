using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Tells what was found, grouped by impact with the worst first: a few short lines for each finding, or everything with <c>--verbose</c>.</summary>
internal static class FindingSummary
{
    private const int MostChecksOfAReason = 5;

    public static void Show(Screen screen, ConformanceReport report)
    {
        foreach (var group in report.Broken.GroupBy(r => r.Impact))
        {
            screen.Line();
            screen.Heading($"{Impacts.Title(group.Key)}: {Impacts.Meaning(group.Key)}");
            foreach (var result in group)
            {
                ShowFinding(screen, result);
            }
        }

        ShowNotes(screen, report.Ranked(CheckStatus.Noted));
        ShowReasons(screen, ReasonGroup.Of(report, CheckStatus.Errored, CheckStatus.Inconclusive));
        ShowDisagreements(screen, report.Disagreements);
        screen.Line();
        if (report.Broken.Count > 0 && screen.Detail == Detail.Normal)
        {
            screen.Line("The sentence, the exchanges and a curl line for each finding: --verbose, or a report file (--html, --markdown, --json).");
            screen.Line();
        }
    }

    private static void ShowFinding(Screen screen, CheckResult result)
    {
        if (screen.Detail == Detail.Verbose)
        {
            screen.Line(result.Status, FailureText.Of(result));
            return;
        }

        screen.Line(result.Status, $"{result.Entry.Check.Id}  {result.Entry.Check.Title}");
        if (result.Findings.Count > 0)
        {
            screen.Short($"  expected  {result.Findings[0].Expected}");
            screen.Short($"  actual    {result.Findings[0].Actual}");
        }

        screen.Line($"  {FailureText.Section(result.Entry)}{(result.Findings.Count > 1 ? $", and {result.Findings.Count - 1} more expectations were not met" : "")}");
    }

    private static void ShowNotes(Screen screen, IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Heading("Notes: choices that the text leaves open. They count against nobody.");
        foreach (var result in results)
        {
            ShowFinding(screen, result);
        }
    }

    private static void ShowReasons(Screen screen, IReadOnlyList<ReasonGroup> groups)
    {
        if (groups.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Heading("Could not be judged: something else went wrong first, or the connection broke.");
        foreach (var (status, reason, results) in groups)
        {
            var ids = string.Join(", ", results.Take(MostChecksOfAReason).Select(r => r.Entry.Check.Id));
            screen.Line(status, ids + (results.Count > MostChecksOfAReason ? $" and {results.Count - MostChecksOfAReason} more" : ""));
            screen.Short($"  {reason}");
        }
    }

    private static void ShowDisagreements(Screen screen, IReadOnlyList<Disagreement> disagreements)
    {
        if (disagreements.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Heading("Where specifications disagree (an endpoint can seldom please both sides):");
        screen.Table(
            ["one side", "verdict", "the other side", "verdict", "about"],
            disagreements.Select(d => (IReadOnlyList<string>)
                [d.First.Requirement.Id, Verdict(d.First), d.Second.Requirement.Id, Verdict(d.Second), d.Second.Results[0].Entry.Check.Title]).ToList());
    }

    private static string Verdict(DisagreementSide side) =>
        FailureText.Words(side.Status) + (side.Configuration is { } configuration ? $" ({configuration})" : "");
}
