using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes a report for people as Markdown: figures by specification, what is broken with the worst impact first, then what could not be judged and why.</summary>
public sealed class MarkdownReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        WriteHead(writer, report);
        WriteFigures(writer, report);
        WriteComparison(writer, report);
        WriteFindings(writer, "Findings", report.Broken);
        WriteDisagreements(writer, report.Disagreements);
        WriteFindings(writer, "Notes", report.Ranked(CheckStatus.Noted));
        WriteReasons(writer, "Expected failures", "These failed, and the list of expected failures says so.", report.Ranked(CheckStatus.ExpectedFailure));
        WriteReasons(writer, "Errored", "The harness or the connection broke; this says nothing about conformance.", report.Ranked(CheckStatus.Errored));
        WriteReasons(writer, "Inconclusive", "Something that another check judges went wrong first.", report.Ranked(CheckStatus.Inconclusive));
        WriteReasons(writer, "Not applicable", "The endpoint does not offer what these checks need.", report.Ranked(CheckStatus.NotApplicable));
    }

    private static void WriteHead(StreamWriter writer, ConformanceReport report)
    {
        writer.WriteLine("# SCIM conformance report");
        writer.WriteLine();
        writer.WriteLine($"- Endpoint: {Code(report.Target.BaseUrl)} (SCIM {report.Target.ScimVersion})");
        writer.WriteLine($"- Started: {report.Run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, took {report.Run.Duration.TotalSeconds:0.0} s");
        writer.WriteLine($"- Tool: {report.Tool.Name} {report.Tool.Version}, seed {report.Run.Seed}, run {Code(report.Run.Id)}");
        writer.WriteLine($"- Offers: {string.Join(", ", report.Target.Capabilities.Select(c => $"{c.Key} {(c.Value is null ? "unknown" : c.Value.Value ? "yes" : "no")}"))}");
        if (report.Target.UserCreationProblem is { } problem)
        {
            writer.WriteLine();
            writer.WriteLine($"> **Users could not be created**, so most checks could not judge anything: {Escape(problem)}. {UserCreationAdvice.Text}");
        }

        writer.WriteLine();
    }

    private static void WriteFigures(StreamWriter writer, ConformanceReport report)
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

    private static void WriteComparison(StreamWriter writer, ConformanceReport report)
    {
        if (report.Run.Throttling?.Told is { } throttling)
        {
            writer.WriteLine(throttling);
            writer.WriteLine();
        }

        foreach (var note in report.Notes)
        {
            writer.WriteLine($"- {Escape(note)}");
        }

        writer.Write(report.Notes.Count > 0 ? "\n" : "");
        if (report.Baseline is { } comparison)
        {
            writer.WriteLine($"## Compared with run {Code(comparison.Baseline.Run)}{(comparison.Baseline.StartedAt is { } started ? $" of {Escape(started)}" : "")}");
            writer.WriteLine();
            foreach (var (name, checks) in comparison.Lists)
            {
                writer.WriteLine($"- {name}: {(checks.Count == 0 ? "none" : string.Join(", ", checks.Select(Escape)))}");
            }

            writer.WriteLine();
        }
    }

    private static void WriteFindings(StreamWriter writer, string heading, IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        writer.WriteLine($"## {heading}");
        writer.WriteLine();
        foreach (var result in results)
        {
            WriteFinding(writer, result);
        }
    }

    private static void WriteFinding(StreamWriter writer, CheckResult result)
    {
        writer.WriteLine($"### {result.Entry.Check.Id}: {Escape(result.Entry.Check.Title)}");
        writer.WriteLine();
        writer.WriteLine($"**{FailureText.Words(result.Status)}**, {FailureText.Section(result.Entry)}{(result.Impact is { } impact ? $", impact: {impact}" : "")}");
        writer.WriteLine();
        foreach (var row in result.Entry.Requirements)
        {
            writer.WriteLine($"> {row.Id}: {Escape(row.Statement)}");
        }

        writer.WriteLine();
        foreach (var finding in result.Findings)
        {
            writer.WriteLine($"- expected: {Code(finding.Expected)}");
            writer.WriteLine($"- actual: {Code(finding.Actual)}");
        }

        if (result.Reason is { } reason)
        {
            writer.WriteLine($"- {Escape(reason)}");
        }

        if (result.AdminSees is { } seen)
        {
            writer.WriteLine($"- the administrator sees: {Escape(seen)}");
        }

        writer.WriteLine();
        foreach (var exchange in result.Evidence)
        {
            WriteBlock(writer, "sh", exchange.Curl);
        }
    }

    private static void WriteDisagreements(StreamWriter writer, IReadOnlyList<Disagreement> disagreements)
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
            writer.WriteLine($"| {Side(first)} | {Escape(FailureText.Verdict(first))} | {Side(second)} | {Escape(FailureText.Verdict(second))} |");
        }

        writer.WriteLine();
    }

    private static string Side(DisagreementSide side) => $"{side.Requirement.Id}: {Escape(side.Requirement.Statement)}";

    private static void WriteReasons(StreamWriter writer, string heading, string meaning, IReadOnlyList<CheckResult> results)
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
            writer.WriteLine($"- {result.Entry.Check.Id} ({FailureText.Section(result.Entry)}): {Escape(result.Reason ?? result.Message ?? "")}");
        }

        writer.WriteLine();
    }

    private static void WriteBlock(StreamWriter writer, string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        writer.WriteLine(fence + language);
        writer.WriteLine(text);
        writer.WriteLine(fence);
        writer.WriteLine();
    }

    private static string Code(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var fence = new string('`', LongestRun(line) + 1);
        return fence.Length > 1 ? $"{fence} {line} {fence}" : $"`{line}`";
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    /// <summary>Text as text: what an endpoint answers must not become a heading, a link or HTML of the report.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
