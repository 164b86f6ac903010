using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes findings as workflow commands of GitHub Actions, which show them as annotations: errors for what counts against the endpoint, warnings and notices for the rest.</summary>
/// <remarks>GitHub shows ten annotations of a kind for each step; where there are more, the tenth says how many.</remarks>
public sealed class GitHubAnnotationWriter : IReportWriter
{
    private const int MostOfAKind = 10;

    private const int LongestMessage = 4000;

    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var errors = report.Broken.Where(r => Counts(report, r)).ToList();
        WriteAll(writer, "error", errors);
        WriteAll(writer, "warning", report.Broken.Except(errors, ReferenceEqualityComparer.Instance).Cast<CheckResult>().Concat(report.Ranked(CheckStatus.Errored)).ToList());
        WriteAll(writer, "notice", report.Ranked(CheckStatus.Noted, CheckStatus.Inconclusive));
    }

    /// <summary>The text as a command's message.</summary>
    public static string Escape(string text) => LongText.Cut(text, LongestMessage)
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>The text as the value of a command's property.</summary>
    public static string EscapeProperty(string text) =>
        Escape(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>Whether the finding decides the run: it is broken for a verdict that decides, and new where there is a former run.</summary>
    private static bool Counts(ConformanceReport report, CheckResult result) =>
        report.VerdictResults.Where(v => v.Decides).Any(v => v.Broken.Contains(result, ReferenceEqualityComparer.Instance))
        && (report.Baseline is not { } baseline || baseline.NewFailures.Contains(result.Entry.Check.Id));

    private static void WriteAll(TextWriter writer, string kind, IReadOnlyList<CheckResult> results)
    {
        var shown = results.Count > MostOfAKind ? MostOfAKind - 1 : results.Count;
        foreach (var result in results.Take(shown))
        {
            var entry = result.Entry;
            var text = $"{FailureText.Section(entry)}: {entry.Requirements[0].Statement}\n{result.Message ?? result.Reason}";
            writer.WriteLine($"::{kind} title={EscapeProperty($"{entry.Check.Id} {entry.Check.Title}")}::{Escape(VisibleText.Of(text))}");
        }

        if (results.Count > shown)
        {
            writer.WriteLine($"::{kind} title={EscapeProperty("SCIM conformance")}::{results.Count - shown} more are in the step summary and the reports.");
        }
    }
}
