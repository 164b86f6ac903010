using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>The reports as people and programs get them. Their forms are contracts, so they are snapshots.</summary>
public sealed class ReportWriterTests
{
    private static readonly IReportWriter[] Writers = [new JsonReportWriter(), new JUnitReportWriter(), new MarkdownReportWriter(), new HtmlReportWriter()];

    [Test]
    public async Task Json_report() => await Snapshot.Match(SampleReport.Write(new JsonReportWriter(), SampleReport.Create()), "Report", "sample", "json");

    [Test]
    public async Task Junit_report() => await Snapshot.Match(SampleReport.Write(new JUnitReportWriter(), SampleReport.Create()), "Report", "sample", "xml");

    [Test]
    public async Task Markdown_report() => await Snapshot.Match(SampleReport.Write(new MarkdownReportWriter(), SampleReport.Create()), "Report", "sample", "md");

    [Test]
    public async Task Failure_text() => await Snapshot.Match(FailureText.Of(SampleReport.Create().Results[2]), "Report", "failure");

    [TestCaseSource(nameof(Writers))]
    public void No_report_shows_a_secret(IReportWriter writer)
    {
        var text = SampleReport.Write(writer, SampleReport.Create());

        Assert.That(text, Does.Not.Contain(SampleReport.Secret));
        Assert.That(text, Does.Contain(Redactor.Mark.Trim('[', ']')));
    }

    [Test]
    public void What_is_no_UTF8_is_base64_in_the_report()
    {
        var body = Request(SampleReport.Post([0x7B, 0xFF], []));

        Assert.That(body["body"], Is.Null);
        Assert.That(body["bodyBase64"].Text(), Is.EqualTo("e/8="));
    }

    [Test]
    public void A_body_over_64_KB_is_cut_between_characters()
    {
        var body = Request(SampleReport.Post(Encoding.UTF8.GetBytes(new string('x', 65_535) + "ä and more"), []));

        Assert.That(body["truncatedAt"].Integer(), Is.EqualTo(65_535));
        Assert.That(body["body"].Text(), Is.EqualTo(new string('x', 65_535)));
        Assert.That(body.AsObject().ContainsKey("bodyBase64"), Is.False);
    }

    [Test]
    public void A_secret_across_the_cut_does_not_keep_its_first_half()
    {
        var body = Request(SampleReport.Post(Encoding.UTF8.GetBytes(new string('x', 65_530) + SampleReport.Secret), []));

        Assert.That(body["body"].Text(), Does.EndWith("x[redac"));
    }

    [Test]
    public void Junit_stays_well_formed_whatever_an_endpoint_sends()
    {
        var report = SampleReport.Create() with { Results = [SampleReport.With(SampleReport.Post([], "\u0000\u0001\uFFFF]]>"u8.ToArray()))] };

        var xml = XDocument.Parse(SampleReport.Write(new JUnitReportWriter(), report));

        Assert.That(xml.Descendants("failure").Single().Value, Does.Contain("]]>"));
    }

    [Test]
    public void No_response_is_null_in_the_report()
    {
        var report = SampleReport.Create() with { Results = [SampleReport.With(SampleReport.Post([], []) with { Response = null })] };

        var exchange = Json(report)["results"]![0]!["exchanges"]![0]!.AsObject();

        Assert.That(exchange.ContainsKey("response"), Is.True);
        Assert.That(exchange["response"], Is.Null);
    }

    [Test]
    public void What_is_broken_comes_worst_impact_first() =>
        Assert.That(SampleReport.Create().Broken.Select(r => $"{r.Entry.Check.Id} {r.Impact}"), Is.EqualTo(new[] { "ADD-002 data-loss", "ADD-004 drift", "ADD-003 cosmetic" }));

    private static JsonNode Json(ConformanceReport report) => JsonNode.Parse(SampleReport.Write(new JsonReportWriter(), report))!;

    private static JsonNode Request(Exchange exchange) =>
        Json(SampleReport.Create() with { Results = [SampleReport.With(exchange)] })["results"]![0]!["exchanges"]![0]!["request"]!;
}
