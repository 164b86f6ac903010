using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>The HTML report as text; a browser looks at it in EndToEnd.Tests. It is well-formed XML, so that a test can read it.</summary>
public sealed partial class HtmlReportTests
{
    private const string Hostile = "</script><img src=x onerror=alert(1)>\"'&\u2028\u202Eevil\0\u001B[31m\uD800\uFFFF";

    [Test]
    public void The_worst_impact_comes_first()
    {
        var page = Page(SampleReport.Create());

        var findings = page.Descendants("article").Select(a => a.Attribute("id")!.Value);

        Assert.That(findings, Is.EqualTo(new[] { "ADD-002", "ADD-004", "ADD-003", "ADD-005" }));
    }

    [Test]
    public void A_finding_tells_everything_that_is_known()
    {
        var finding = Page(SampleReport.Create()).Descendants("article").First();

        Assert.That(finding.Value, Does.Contain("title of ADD-002").And.Contain("MUST").And.Contain("It must.").And.Contain("RFC7644-3.1-01"));
        Assert.That(finding.Value, Does.Contain("nickName: \"Babs\"").And.Contain("nickName: absent").And.Contain("Values vanish."));
        Assert.That(finding.Value, Does.Contain("curl -g -i -X POST").And.Contain("### ADD-002 title of ADD-002\n").And.Contain("Authorization: Bearer {{token}}\n"));
        Assert.That(finding.Descendants("a").Select(a => a.Attribute("href")!.Value), Does.Contain("https://www.rfc-editor.org/rfc/rfc7644#section-3.1"));
    }

    [Test]
    public void Each_verdict_says_whether_the_endpoint_is_ready_and_why()
    {
        var report = SampleReport.Create() with
        {
            Verdicts = [new("rfc", "the SCIM RFCs", ["RFC7644"]), new("security", "security", ["SECURITY"]), new("entra", "Microsoft Entra ID", ["ENTRA"])],
        };

        var verdicts = Page(report).Descendants("li").Where(l => l.Attribute("class")?.Value.StartsWith("verdict ", StringComparison.Ordinal) == true).Select(l => l.Value);

        Assert.That(verdicts, Is.EqualTo(new[]
        {
            "✕ Not readyThe SCIM RFCs2 of 7 checks failed; the worst impact is data-loss. Worst first: ADD-002, ADD-003.",
            "? UndecidedSecurity1 of 1 checks were inconclusive or errored. They are: TOKEN-001.",
            "✓ ReadyMicrosoft Entra ID1 of 1 checks passed and none failed.",
        }));
    }

    [Test]
    public void What_an_endpoint_sends_is_text_and_nothing_else()
    {
        var report = SampleReport.Create() with
        {
            Target = new ReportTarget("http://stub.test/" + Hostile, "2.0", new Dictionary<string, bool?>(), Hostile),
            Results = [SampleReport.With(SampleReport.Post(Encoding.UTF8.GetBytes(Hostile), Encoding.UTF8.GetBytes($$"""{"a":"{{Hostile[..30]}}"}"""))) with { Findings = [new Finding(Hostile, Hostile, 0)] }],
        };

        var text = SampleReport.Write(new HtmlReportWriter(), report);
        var page = Parse(text);

        Assert.That(page.Descendants("img"), Is.Empty);
        Assert.That(page.Descendants("script").Count(), Is.EqualTo(1));
        Assert.That(page.Descendants().Attributes().Where(a => a.Name.LocalName == "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal)), Is.Empty);
        Assert.That(page.Descendants("dd").Last().Value, Is.EqualTo("</script><img src=x onerror=alert(1)>\"'&⟨U+2028⟩⟨U+202E⟩evil␀␛[31m\uFFFD⟨U+FFFF⟩"));
    }

    [Test]
    public void The_policy_allows_exactly_this_style_and_this_script()
    {
        var text = SampleReport.Write(new HtmlReportWriter(), SampleReport.Create());
        var policy = Parse(text).Descendants("meta").Single(m => m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;

        Assert.That(policy, Does.StartWith("default-src 'none'; "));
        Assert.That(policy, Does.Contain($"style-src '{Hash(text, "style")}';").And.Contain($"script-src '{Hash(text, "script")}';"));
        Assert.That(policy, Does.Not.Contain("unsafe"));
    }

    [Test]
    public void Long_bodies_are_cut_and_the_page_says_so()
    {
        var report = SampleReport.Create() with { Results = [SampleReport.With(SampleReport.Post([], Encoding.UTF8.GetBytes("{\"a\":\"" + new string('x', 5_000_000) + "\"}")))] };

        var text = SampleReport.Write(new HtmlReportWriter(), report);

        Assert.That(text.Length, Is.LessThan(200_000));
        Assert.That(text, Does.Contain("Cut after 16384 characters"));
    }

    [Test]
    public void A_run_in_which_everything_fails_at_length_stays_of_bounded_size()
    {
        var failure = SampleReport.With(SampleReport.Post(new byte[60_000], Encoding.UTF8.GetBytes(new string('<', 60_000))));
        var report = SampleReport.Create() with { Results = Enumerable.Repeat(failure, 300).ToList() };

        var text = SampleReport.Write(new HtmlReportWriter(), report);

        // An angle bracket takes four bytes.
        Assert.That(text.Length, Is.LessThan(4 * 12 * 1024 * 1024 + 8_000_000));
        Assert.That(text, Does.Contain("the JSON report has them"));
    }

    [Test]
    public void Reasons_are_told_once_for_all_checks_that_have_them()
    {
        var result = SampleReport.Create().Results.Single(r => r.Status == CheckStatus.NotApplicable);
        var report = SampleReport.Create() with { Results = [result, result with { Reason = "no groups" }, result] };

        var reasons = Page(report).Descendants("details").Where(d => d.Attribute("class")!.Value == "group").Select(d => d.Element("summary")!.Value);

        Assert.That(reasons, Is.EqualTo(new[] { "ServiceProviderConfig.sort.supported is false 2", "no groups 1" }));
    }

    private static XElement Page(ConformanceReport report) => Parse(SampleReport.Write(new HtmlReportWriter(), report));

    private static XElement Parse(string html) => XElement.Parse(Assets().Replace(html.Replace("<!DOCTYPE html>", ""), "<$1></$1>"), LoadOptions.PreserveWhitespace);

    private static string Hash(string html, string tag)
    {
        var content = Regex.Match(html, $"<{tag}>(.*)</{tag}>", RegexOptions.Singleline).Groups[1].Value;
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    [GeneratedRegex("<(style|script)>.*?</(?:style|script)>", RegexOptions.Singleline)]
    private static partial Regex Assets();
}
