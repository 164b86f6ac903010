namespace ScimConformance.Harness;

/// <summary>What is broken, the worst impact first, each finding with everything that is known about it.</summary>
internal sealed class HtmlFindings
{
    private const int LongestValue = 4 * 1024;

    private readonly Markup _html;
    private readonly ConformanceReport _report;
    private readonly HtmlExchanges _exchanges;

    public HtmlFindings(Markup html, ConformanceReport report)
    {
        _html = html;
        _report = report;
        _exchanges = new HtmlExchanges(html, report.Target.BaseUrl);
    }

    public void Write()
    {
        _html.Open("section", ("class", "part"), ("aria-labelledby", "findings"));
        _html.Element("h2", "Findings", ("id", "findings")).Line();
        if (_report.Broken.Count == 0)
        {
            _html.Element("p", "Nothing is broken.");
        }

        foreach (var group in _report.Broken.GroupBy(r => r.Impact))
        {
            var id = "impact-" + (group.Key ?? "other");
            _html.Open("section", ("class", "group"), ("aria-labelledby", id));
            _html.Element("h3", Impacts.Title(group.Key), ("id", id)).Element("p", Impacts.Meaning(group.Key), ("class", "lead")).Line();
            foreach (var result in group)
            {
                WriteFinding(result);
            }

            _html.Close().Line();
        }

        _html.Close().Line();
        WriteMore("notes", "Notes", "Choices that the text leaves open, and what was seen. They count against nobody.", _report.Ranked(CheckStatus.Noted));
        WriteMore("expected", "Expected failures", "The list of expected failures names these.", _report.Ranked(CheckStatus.ExpectedFailure));
    }

    private void WriteMore(string id, string title, string lead, IReadOnlyList<CheckResult> results)
    {
        if (results.Count == 0)
        {
            return;
        }

        _html.Open("section", ("class", "part"), ("aria-labelledby", id)).Element("h2", title, ("id", id)).Element("p", lead, ("class", "lead")).Line();
        foreach (var result in results)
        {
            WriteFinding(result);
        }

        _html.Close().Line();
    }

    private void WriteFinding(CheckResult result)
    {
        var entry = result.Entry;
        _html.Open("article", HtmlFilters.Attributes(_report, result, "finding " + FailureText.Name(result.Status)));
        _html.Open("p", ("class", "tags")).Element("span", FailureText.Words(result.Status), ("class", "badge " + FailureText.Name(result.Status)))
            .Text(" ").Element("span", FailureText.Level(entry.Level), ("class", "tag"))
            .Text(" ").Element("span", SpecificationText.Name(entry.Spec, _report.Verdicts), ("class", "tag"))
            .Text(" ").Element("span", Change(result), ("class", "tag change"))
            .Text(" ").Element("a", entry.Check.Id, ("class", "anchor"), ("href", "#" + entry.Check.Id)).Close().Line();
        _html.Element("h4", entry.Check.Title).Line();
        foreach (var finding in result.Findings)
        {
            _html.Open("dl", ("class", "seen")).Open("div").Element("dt", "Expected").Element("dd", LongText.Cut(finding.Expected, LongestValue)).Close()
                .Open("div").Element("dt", "Seen").Element("dd", LongText.Cut(finding.Actual, LongestValue)).Close().Close().Line();
        }

        if (result.Reason is { } reason)
        {
            _html.Element("p", LongText.Cut(reason, LongestValue), ("class", "reason")).Line();
        }

        if (result.Expected?.Link is { } link)
        {
            _html.Open("p", ("class", "reason")).Element("a", link.OriginalString, ("href", link.AbsoluteUri), ("rel", "noreferrer")).Close().Line();
        }

        if (result.AdminSees is { } sees)
        {
            _html.Open("p", ("class", "admin")).Element("strong", "What the identity provider's administrator will see: ").Text(sees).Close().Line();
        }

        foreach (var row in entry.Requirements)
        {
            WriteRequirement(row);
        }

        _exchanges.Write(result);
        _html.Close().Line();
    }

    /// <summary>How the result differs from that of a former run, or nothing.</summary>
    private string Change(CheckResult result) => _report.Baseline switch
    {
        { } b when b.NewFailures.Contains(result.Entry.Check.Id) => "new",
        { } b when b.StillFailing.Contains(result.Entry.Check.Id) => "still failing",
        _ => "",
    };

    private void WriteRequirement(Requirement row)
    {
        var address = SpecificationText.Address(row.Spec, row.Section);
        _html.Open("blockquote", ("cite", address)).Element("p", row.Statement).Open("footer");
        var place = $"{SpecificationText.Name(row.Spec, _report.Verdicts)}, {SpecificationText.Section(row.Section)}";
        _ = address is null ? _html.Text(place) : _html.Element("a", place, ("href", address), ("rel", "noreferrer"));

        _html.Text(" ").Element("code", row.Id).Close().Close().Line();
    }
}
