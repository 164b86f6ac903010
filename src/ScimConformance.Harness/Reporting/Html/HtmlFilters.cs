namespace ScimConformance.Harness;

/// <summary>The side of the page: where to go, and the filters, which show themselves only when the script runs.</summary>
internal static class HtmlFilters
{
    public static void Write(Markup html, ConformanceReport report)
    {
        html.Open("aside", ("class", "side"), ("aria-label", "Contents and filters")).Line();
        WriteContents(html, report);
        html.Open("form", ("id", "filters"), ("role", "search"), ("aria-label", "Filter the checks"), ("hidden", "")).Line();
        html.Element("h2", "Filter").Line();
        html.Open("div", ("class", "wide")).Element("label", "Text", ("for", "text"));
        html.Empty("input", ("id", "text"), ("type", "search"), ("autocomplete", "off"), ("spellcheck", "false"), ("placeholder", "id, attribute, status code …")).Close().Line();
        WriteStatuses(html, report);
        Select(html, "verdict", "Verdict", report.VerdictResults.Select(v => (v.Verdict.Id, SpecificationText.Capital(v.Verdict.Title))));
        Select(html, "level", "Level", report.Results.Select(r => r.Entry.Level).Distinct().Order().Select(FailureText.Level).Select(l => (l, l)));
        Select(html, "impact", "Impact", Requirement.Impacts.Where(i => report.Results.Any(r => r.Impact == i)).Select(i => (i, Impacts.Title(i))));
        WriteSections(html, report);
        html.Element("p", "", ("id", "shown"), ("class", "wide"), ("role", "status")).Element("button", "Clear the filters", ("type", "reset"));
        html.Close().Close().Line();
    }

    /// <summary>What an element of one check says of it to the filters.</summary>
    public static (string Name, string? Value)[] Attributes(ConformanceReport report, CheckResult result, string cssClass) =>
    [
        ("id", result.Entry.Check.Id),
        ("class", $"check {cssClass}"),
        ("data-status", FailureText.Name(result.Status)),
        ("data-level", FailureText.Level(result.Entry.Level)),
        ("data-impact", result.Impact),
        ("data-verdict", string.Join(' ', report.Verdicts.Where(v => v.Covers(result.Entry)).Select(v => v.Id))),
        ("data-section", $"{result.Entry.Spec} {result.Entry.Group.Id}"),
    ];

    private static void WriteContents(Markup html, ConformanceReport report)
    {
        html.Open("nav", ("aria-label", "Contents")).Element("h2", "Contents").Open("ul");
        Begin("findings", "Findings", report.Broken.Count).Open("ul");
        foreach (var impact in report.Broken.GroupBy(r => r.Impact))
        {
            Begin("impact-" + (impact.Key ?? "other"), Impacts.Title(impact.Key), impact.Count()).Close();
        }

        html.Close().Close();
        if (report.Disagreements.Count > 0)
        {
            Begin(HtmlDisagreements.Id, HtmlDisagreements.Title, report.Disagreements.Count).Close();
        }

        foreach (var (id, title, results) in HtmlQuiet.Parts(report).Where(p => p.Results.Count > 0))
        {
            Begin(id, title, results.Count).Close();
        }

        html.Close().Close().Line();

        Markup Begin(string id, string title, int count) =>
            html.Open("li").Element("a", title, ("href", "#" + id)).Text(" ").Element("span", $"{count}", ("class", "count"));
    }

    private static void WriteStatuses(Markup html, ConformanceReport report)
    {
        html.Open("fieldset", ("class", "wide")).Element("legend", "Status");
        foreach (var status in CheckStatuses.WorstFirst.Where(s => report.Count(s) > 0))
        {
            html.Open("label", ("class", "chip"))
                .Empty("input", ("type", "checkbox"), ("name", "status"), ("value", FailureText.Name(status)))
                .Element("span", FailureText.Words(status)).Close();
        }

        html.Close().Line();
    }

    private static void WriteSections(Markup html, ConformanceReport report)
    {
        html.Open("div").Element("label", "Section", ("for", "section")).Open("select", ("id", "section")).Element("option", "All", ("value", ""));
        foreach (var spec in report.Results.GroupBy(r => r.Entry.Spec))
        {
            var name = SpecificationText.Name(spec.Key, report.Verdicts);
            html.Open("optgroup", ("label", name));
            html.Element("option", $"All of {name}", ("value", spec.Key));
            foreach (var group in spec.Select(r => r.Entry.Group).DistinctBy(g => g.Id))
            {
                html.Element("option", $"{group.Id} {group.Title}", ("value", $"{spec.Key} {group.Id}"));
            }

            html.Close();
        }

        html.Close().Close().Line();
    }

    private static void Select(Markup html, string id, string label, IEnumerable<(string Value, string Text)> options)
    {
        html.Open("div").Element("label", label, ("for", id)).Open("select", ("id", id)).Element("option", "All", ("value", ""));
        foreach (var (value, text) in options)
        {
            html.Element("option", text, ("value", value));
        }

        html.Close().Close().Line();
    }
}
