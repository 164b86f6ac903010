using System.Globalization;
using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes a report for people as Markdown: verdicts, figures by specification, what is broken with the worst impact first, then what could not be judged and why. It fits a step summary of GitHub, which may hold 1 MiB: what is beyond is left out, the least first, and a note says so.</summary>
/// <param name="mostBytes">How many bytes may be written, at least 10,000.</param>
public sealed class MarkdownReportWriter(int mostBytes = MarkdownReportWriter.StepSummaryBytes) : IReportWriter
{
    /// <summary>How many bytes a step summary of GitHub may hold: 1 MiB.</summary>
    public const int StepSummaryBytes = 1024 * 1024;

    private const int RoomForNote = 200;

    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        var left = mostBytes - RoomForNote;
        var leftOut = 0;
        foreach (var part in Parts(report))
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            if (leftOut > 0 || bytes.Length > left)
            {
                leftOut++;
                continue;
            }

            output.Write(bytes);
            left -= bytes.Length;
        }

        if (leftOut > 0)
        {
            output.Write(Encoding.UTF8.GetBytes($"> {leftOut} more parts are left out here, because the report would be longer than {mostBytes / 1024} KiB; the JSON and HTML reports have them.\n"));
        }
    }

    /// <summary>The report in parts, the most important first; each can be left out with all that follow.</summary>
    private static IEnumerable<string> Parts(ConformanceReport report)
    {
        yield return Part(w => WriteHead(w, report));
        yield return Part(w => WriteVerdicts(w, report));
        yield return Part(w => WriteFigures(w, report));
        yield return Part(w => WriteComparison(w, report));
        foreach (var part in Findings("Findings", report.Broken))
        {
            yield return part;
        }

        yield return Part(w => WriteDisagreements(w, report.Disagreements));
        foreach (var part in Findings("Notes", report.Ranked(CheckStatus.Noted)))
        {
            yield return part;
        }

        yield return Reasons("Expected failures", "These failed, and the list of expected failures says so.", CheckStatus.ExpectedFailure);
        yield return Reasons("Errored", "The harness or the connection broke; this says nothing about conformance.", CheckStatus.Errored);
        yield return Reasons("Inconclusive", "Something that another check judges went wrong first.", CheckStatus.Inconclusive);
        yield return Reasons("Not applicable", "The endpoint does not offer what these checks need.", CheckStatus.NotApplicable);

        string Reasons(string heading, string meaning, CheckStatus status) => Part(w => WriteReasons(w, heading, meaning, report.Ranked(status)));
    }

    private static string Part(Action<TextWriter> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }

    private static void WriteVerdicts(TextWriter writer, ConformanceReport report)
    {
        if (report.VerdictResults.Count == 0)
        {
            return;
        }

        writer.WriteLine("| Verdict | | Because |");
        writer.WriteLine("|---|---|---|");
        foreach (var verdict in report.VerdictResults)
        {
            var answer = verdict.Decision is VerdictDecision.Ready or VerdictDecision.NotReady ? $"**{verdict.Told}**" : verdict.Told;
            writer.WriteLine($"| {MarkdownText.Escape(verdict.Verdict.Title)}{(verdict.Decides ? "" : " (for information)")} | {answer} | {MarkdownText.Escape(verdict.Because)} |");
        }

        writer.WriteLine();
    }

    private static void WriteHead(TextWriter writer, ConformanceReport report)
    {
        writer.WriteLine("# SCIM conformance report");
        writer.WriteLine();
        writer.WriteLine($"- Endpoint: {MarkdownText.Code(report.Target.BaseUrl)} (SCIM {report.Target.ScimVersion})");
        writer.WriteLine($"- Started: {report.Run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, took {report.Run.Duration.TotalSeconds:0.0} s");
        writer.WriteLine($"- Tool: {report.Tool.Name} {report.Tool.Version}, seed {report.Run.Seed}, run {MarkdownText.Code(report.Run.Id)}");
        writer.WriteLine($"- Offers: {string.Join(", ", report.Target.Capabilities.Select(c => $"{c.Key} {(c.Value is null ? "unknown" : c.Value.Value ? "yes" : "no")}"))}");
        if (report.Target.UserCreationProblem is { } problem)
        {
            writer.WriteLine();
            writer.WriteLine($"> **Users could not be created**, so most checks could not judge anything: {MarkdownText.Escape(problem)}. {UserCreationAdvice.Text}");
        }

        writer.WriteLine();
    }

    private static void WriteFigures(TextWriter writer, ConformanceReport report)
    {
        writer.WriteLine("| Specification | MUST passed | MUST failed | SHOULD passed | SHOULD warned | MAY passed | MAY noted |");
        writer.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        foreach (var s in report.BySpec)
        {
            writer.WriteLine($"| {s.Spec} | {s.MustPassed} | {s.MustFailed} | {s.ShouldPassed} | {s.ShouldWarned} | {s.MayPassed} | {s.MayNoted} |");
        }

        writer.WriteLine();
        var counts = CheckStatuses.WorstFirst.Where(s => report.Count(s) > 0).Select(s => $"{report.Count(s)} {FailureText.Words(s)}");
        writer.WriteLine($"{report.Results.Count} checks: {string.Join(", ", counts)}.");
        writer.WriteLine();
    }

    private static void WriteComparison(TextWriter writer, ConformanceReport report)
    {
        if (report.Run.Throttling?.Told is { } throttling)
        {
            writer.WriteLine(throttling);
            writer.WriteLine();
        }

        foreach (var note in report.Notes)
        {
            writer.WriteLine($"- {MarkdownText.Escape(note)}");
        }

        writer.Write(report.Notes.Count > 0 ? "\n" : "");
        if (report.Baseline is { } comparison)
        {
            writer.WriteLine($"## Compared with run {MarkdownText.Code(comparison.Baseline.Run)}{(comparison.Baseline.StartedAt is { } started ? $" of {MarkdownText.Escape(started)}" : "")}");
            writer.WriteLine();
            foreach (var (name, checks) in comparison.Lists)
            {
                writer.WriteLine($"- {name}: {(checks.Count == 0 ? "none" : string.Join(", ", checks.Select(MarkdownText.Escape)))}");
            }

            writer.WriteLine();
        }
    }

    private static IEnumerable<string> Findings(string heading, IReadOnlyList<CheckResult> results) =>
        results.Select((result, i) => (i == 0 ? $"## {heading}\n\n" : "") + Part(w => WriteFinding(w, result)));

    private static void WriteFinding(TextWriter writer, CheckResult result)
    {
        writer.WriteLine($"### {result.Entry.Check.Id}: {MarkdownText.Escape(result.Entry.Check.Title)}");
        writer.WriteLine();
        writer.WriteLine($"**{FailureText.Words(result.Status)}**, {FailureText.Section(result.Entry)}{(result.Impact is { } impact ? $", impact: {impact}" : "")}");
        writer.WriteLine();
        foreach (var row in result.Entry.Requirements)
        {
            writer.WriteLine($"> {row.Id}: {MarkdownText.Escape(row.Statement)}");
        }

        writer.WriteLine();
        foreach (var finding in result.Findings)
        {
            writer.WriteLine($"- expected: {MarkdownText.Code(finding.Expected)}");
            writer.WriteLine($"- actual: {MarkdownText.Code(finding.Actual)}");
        }

        if (result.Reason is { } reason)
        {
            writer.WriteLine($"- {MarkdownText.Escape(reason)}");
        }

        if (result.AdminSees is { } seen)
        {
            writer.WriteLine($"- the administrator sees: {MarkdownText.Escape(seen)}");
        }

        writer.WriteLine();
        foreach (var exchange in result.Evidence)
        {
            writer.Write(MarkdownText.Block("sh", exchange.Curl));
        }
    }

    private static void WriteDisagreements(TextWriter writer, IReadOnlyList<Disagreement> disagreements)
    {
        if (disagreements.Count == 0)
        {
            return;
        }

        writer.WriteLine("## Where specifications disagree");
        writer.WriteLine();
        writer.WriteLine("They ask for different answers to the same request; an endpoint can seldom please both sides.");
        writer.WriteLine();
        writer.WriteLine("| One side | Verdict | The other side | Verdict |");
        writer.WriteLine("|---|---|---|---|");
        foreach (var (first, second) in disagreements)
        {
            writer.WriteLine($"| {Side(first)} | {MarkdownText.Escape(FailureText.Verdict(first))} | {Side(second)} | {MarkdownText.Escape(FailureText.Verdict(second))} |");
        }

        writer.WriteLine();
    }

    private static string Side(DisagreementSide side) => $"{side.Requirement.Id}: {MarkdownText.Escape(side.Requirement.Statement)}";

    private static void WriteReasons(TextWriter writer, string heading, string meaning, IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        writer.WriteLine($"## {heading}");
        writer.WriteLine();
        writer.WriteLine(meaning);
        writer.WriteLine();
        foreach (var result in results)
        {
            writer.WriteLine($"- {result.Entry.Check.Id} ({FailureText.Section(result.Entry)}): {MarkdownText.Escape(result.Reason ?? result.Message ?? "")}");
        }

        writer.WriteLine();
    }
}
