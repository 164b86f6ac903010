using System.Globalization;
using System.Text;
using System.Xml;

namespace ScimConformance.Harness;

/// <summary>Writes JUnit XML as CI systems read it: a suite for each group, a case for each check. Failed is a failure, errored an error, not applicable and inconclusive are skipped with their reason; warnings and notes pass and tell themselves in system-out.</summary>
public sealed class JUnitReportWriter : IReportWriter
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(false), NewLineChars = "\n" };

    private static readonly CheckStatus[] Failures = [CheckStatus.Failed, CheckStatus.UnexpectedPass];
    private static readonly CheckStatus[] Errors = [CheckStatus.Errored];
    private static readonly CheckStatus[] Skipped = [CheckStatus.NotApplicable, CheckStatus.Inconclusive, CheckStatus.ExpectedFailure];

    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        using var xml = XmlWriter.Create(output, Settings);
        xml.WriteStartElement("testsuites");
        // Strict readers know no "skipped" here.
        WriteTotals(xml, report.Tool.Name, report.Results, Failures, Errors);
        foreach (var group in report.Results.GroupBy(r => (r.Entry.Group.Id, r.Entry.Group.Title)))
        {
            xml.WriteStartElement("testsuite");
            WriteTotals(xml, $"{group.Key.Id} {group.Key.Title}", group.ToList(), Failures, Errors, Skipped);
            xml.WriteAttributeString("timestamp", report.Run.StartedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss"));
            WriteVerdicts(xml, report.VerdictResults.Where(v => group.Any(r => v.Verdict.Covers(r.Entry))).ToList());
            foreach (var result in group)
            {
                WriteCase(xml, result);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, string name, IReadOnlyList<CheckResult> results, params CheckStatus[][] counted)
    {
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("tests", results.Count.ToString());
        foreach (var (statuses, attribute) in counted.Zip(["failures", "errors", "skipped"]))
        {
            xml.WriteAttributeString(attribute, results.Count(r => statuses.Contains(r.Status)).ToString());
        }

        xml.WriteAttributeString("time", Seconds(TimeSpan.FromTicks(results.Sum(r => r.Duration.Ticks))));
    }

    /// <summary>What the verdicts say that the suite's checks count for.</summary>
    private static void WriteVerdicts(XmlWriter xml, List<VerdictResult> verdicts)
    {
        if (verdicts.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (var verdict in verdicts)
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", $"verdict.{verdict.Verdict.Id}");
            xml.WriteAttributeString("value", Clean($"{verdict.Verdict.Title}: {verdict.Told}, because {verdict.Because}"));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, CheckResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", Clean($"{result.Entry.Check.Id} {result.Entry.Check.Title}"));
        xml.WriteAttributeString("classname", Clean(result.Entry.Group.Id));
        xml.WriteAttributeString("time", Seconds(result.Duration));
        if (Failures.Contains(result.Status) || Errors.Contains(result.Status))
        {
            xml.WriteStartElement(Failures.Contains(result.Status) ? "failure" : "error");
            xml.WriteAttributeString("type", FailureText.Name(result.Status));
            xml.WriteAttributeString("message", Clean(result.Message ?? result.Reason ?? ""));
            xml.WriteString(Clean(FailureText.Of(result)));
            xml.WriteEndElement();
        }
        else if (Skipped.Contains(result.Status))
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", Clean($"{FailureText.Words(result.Status)}: {result.Reason ?? result.Message}"));
            xml.WriteEndElement();
        }
        else if (result.Status != CheckStatus.Passed)
        {
            xml.WriteElementString("system-out", Clean($"{FailureText.Words(result.Status)}\n{FailureText.Of(result)}"));
        }

        xml.WriteEndElement();
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>XML 1.0 cannot carry most control characters, not even escaped; endpoints send them all the same.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                clean.Append(text[i]).Append(text[++i]);
            }
            else
            {
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return clean.ToString();
    }
}
