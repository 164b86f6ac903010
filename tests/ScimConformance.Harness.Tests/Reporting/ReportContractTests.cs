using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>The forms that other programs read: <c>docs/report.schema.json</c>, and JUnit XML as CI systems take it.</summary>
public sealed class ReportContractTests
{
    private static readonly ConformanceReport[] Reports = [SampleReport.Create(), Full(), Empty()];

    [TestCaseSource(nameof(Reports))]
    public void The_JSON_report_is_what_its_schema_says(ConformanceReport report)
    {
        var document = JsonNode.Parse(SampleReport.Write(new JsonReportWriter(), report));

        Assert.That(Validator().Validate(document), Is.Empty);
    }

    [Test]
    public void Every_optional_member_of_the_schema_is_seen_in_a_report()
    {
        var text = SampleReport.Write(new JsonReportWriter(), Full());

        foreach (var member in new[] { "throttling", "baseline", "expected", "bodyBase64", "truncatedAt" })
        {
            Assert.That(text, Does.Contain($"\"{member}\""));
        }
    }

    [TestCase("""{"tool":{}}""", "$.tool: {} does not fit required")]
    [TestCase("""{"results":[{"status":"bad"}]}""", "$.results[0].status: \"bad\" does not fit enum")]
    [TestCase("""{"summary":{"passed":-1}}""", "$.summary.passed: -1 does not fit minimum 0")]
    [TestCase("""{"verdicts":[{"decides":"yes"}]}""", "$.verdicts[0].decides: \"yes\" does not fit type \"boolean\"")]
    [TestCase("""{"other":1}""", "$.other is not described by the schema")]
    public void A_wrong_report_is_told_from_a_right_one(string report, string problem) =>
        Assert.That(Validator().Validate(JsonNode.Parse(report)), Has.Some.StartsWith(problem));

    [Test]
    public void Statuses_and_impacts_of_the_schema_are_those_of_the_code()
    {
        var schema = JsonNode.Parse(RepositoryFiles.ReadText("docs", "report.schema.json"))!["$defs"]!;

        Assert.That(Texts(schema["status"]!["enum"]), Is.EqualTo(Enum.GetValues<CheckStatus>().Select(FailureText.Name)));
        Assert.That(Texts(schema["result"]!["properties"]!["impact"]!["enum"]).SkipLast(1), Is.EqualTo(Requirement.Impacts));
    }

    [TestCaseSource(nameof(Reports))]
    public void The_JUnit_report_is_what_CI_systems_read(ConformanceReport report)
    {
        var problems = ProblemsOf(SampleReport.Write(new JUnitReportWriter(), report));

        Assert.That(problems, Is.Empty);
    }

    [Test]
    public void A_wrong_JUnit_report_is_told_from_a_right_one() =>
        Assert.That(ProblemsOf("<testsuites skipped=\"1\"><testsuite name=\"a\" tests=\"x\" failures=\"0\" errors=\"0\"/></testsuites>"), Has.Count.EqualTo(2));

    private static List<string> ProblemsOf(string xml)
    {
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(Path.Combine(AppContext.BaseDirectory, "Reporting", "Schemas", "junit.xsd"));
        schemas.Add(null, reader);
        var problems = new List<string>();
        XDocument.Parse(xml).Validate(schemas, (_, e) => problems.Add(e.Message));
        return problems;
    }

    private static JsonSchemaValidator Validator() => new(JsonNode.Parse(RepositoryFiles.ReadText("docs", "report.schema.json"))!.AsObject());

    private static IEnumerable<string?> Texts(JsonNode? array) => array!.AsArray().Select(a => a?.GetValue<string>());

    private static ConformanceReport Empty() => SampleReport.Create() with { Results = [] };

    private static ConformanceReport Full()
    {
        var report = SampleReport.Create();
        var odd = SampleReport.With(SampleReport.Post([0x7B, 0xFF], new byte[70_000])) with { Configuration = "tolerant", Expected = new ExpectedFailure("ADD-002", "known", new Uri("https://example.com/1"), new DateOnly(2030, 1, 2)) };
        return report with
        {
            Run = report.Run with { Throttling = new RunThrottling(2.5, 3, TimeSpan.FromSeconds(4), 1) },
            Verdicts = [new Verdict("rfc", "the SCIM RFCs", ["RFC7644"])],
            Deciding = ["rfc"],
            Notes = ["a note"],
            Results = [.. report.Results, odd, SampleReport.With(SampleReport.Post([], []) with { Response = null })],
            Baseline = new Baseline("scold", null, new Dictionary<string, CheckStatus> { ["ADD-002"] = CheckStatus.Failed, ["GONE-001"] = CheckStatus.Passed }).Compare(report.Results, strict: false),
        };
    }
}
