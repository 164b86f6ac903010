using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>What GitHub Actions shows: annotations, and the step summary, which may hold 1 MiB.</summary>
public sealed class GitHubReportTests
{
    [Test]
    public void Annotations_are_commands_whose_text_cannot_break_out()
    {
        var report = SampleReport.Create();
        var hostile = report.Results.First(r => r.Status == CheckStatus.Failed) with { Findings = [new Finding("100 %", "a\r\n::add-mask::b\u001B[2J", 0)] };

        var text = SampleReport.Write(new GitHubAnnotationWriter(), report with { Results = [hostile], Verdicts = Verdicts });

        Assert.That(text, Is.EqualTo(
            "::error title=ADD-003 title of ADD-003::RFC7644 3.12 (MUST): It must not.%0Aexpected  100 %25%0Aactual    a%0A::add-mask::b␛[2J\n"));
    }

    [TestCase("a:b,c%d", "a%3Ab%2Cc%25d")]
    [TestCase("a\r\nb", "a%0D%0Ab")]
    public void Properties_escape_what_separates_them(string text, string escaped) =>
        Assert.That(GitHubAnnotationWriter.EscapeProperty(text), Is.EqualTo(escaped));

    [Test]
    public void The_tenth_annotation_of_a_kind_counts_the_rest()
    {
        var failure = SampleReport.Create().Results.First(r => r.Status == CheckStatus.Failed);

        var lines = SampleReport.Write(new GitHubAnnotationWriter(), SampleReport.Create() with { Results = Enumerable.Repeat(0, 25).Select(_ => failure with { }).ToList(), Verdicts = Verdicts })
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.That(lines, Has.Length.EqualTo(10));
        Assert.That(lines[^1], Is.EqualTo("::error title=SCIM conformance::16 more are in the step summary and the reports."));
    }

    [Test]
    public void What_is_only_information_or_old_is_a_warning()
    {
        var failure = SampleReport.Create().Results.First(r => r.Status == CheckStatus.Failed);
        var report = SampleReport.Create() with { Results = [failure], Verdicts = Verdicts };
        var old = new Baseline("scold", null, new Dictionary<string, CheckStatus> { ["ADD-003"] = CheckStatus.Failed }).Compare(report.Results, strict: false);

        foreach (var lenient in new[] { report with { Deciding = ["other"] }, report with { Baseline = old } })
        {
            Assert.That(SampleReport.Write(new GitHubAnnotationWriter(), lenient), Does.StartWith("::warning ").And.Not.Contain("::error"));
        }
    }

    [Test]
    public void A_summary_is_cut_between_findings_and_says_so()
    {
        var failure = SampleReport.Create().Results.First(r => r.Status == CheckStatus.Failed);
        var report = SampleReport.Create() with { Results = Enumerable.Repeat(failure, 5_000).ToList() };

        var whole = SampleReport.Write(new MarkdownReportWriter(), report);
        var small = SampleReport.Write(new MarkdownReportWriter(10_000), report);

        Assert.That(System.Text.Encoding.UTF8.GetByteCount(whole), Is.InRange(1_000_000, MarkdownReportWriter.StepSummaryBytes));
        Assert.That(small.Length, Is.LessThan(10_000));
        Assert.That(small, Does.Match("```\n\n> [0-9]+ more parts are left out here, because the report would be longer than 9 KiB"));
    }

    private static readonly IReadOnlyList<Verdict> Verdicts = [new("rfc", "the SCIM RFCs", ["RFC7644"])];
}
