namespace ScimConformance.Harness;

/// <summary>What needs no action, kept short: what could not be judged, by reason, and what passed, by section.</summary>
internal static class HtmlQuiet
{
    /// <summary>The parts of the page after the findings.</summary>
    public static IReadOnlyList<(string Id, string Title, IReadOnlyList<CheckResult> Results)> Parts(ConformanceReport report) =>
    [
        ("notes", "Notes", report.Ranked(CheckStatus.Noted)),
        ("expected", "Expected failures", report.Ranked(CheckStatus.ExpectedFailure)),
        ("open", "Could not be judged", report.Ranked(CheckStatus.Errored, CheckStatus.Inconclusive)),
        ("not-applicable", "Not applicable", report.Ranked(CheckStatus.NotApplicable)),
        ("passed", "Passed", report.Results.Where(r => r.Status == CheckStatus.Passed).ToList()),
    ];

    public static void Write(Markup html, ConformanceReport report)
    {
        WriteReasons("open", "Something else went wrong first, or the connection broke; this says nothing about conformance.");
        WriteReasons("not-applicable", "The endpoint does not offer what these checks need.");
        var (_, title, passed) = Parts(report).Single(p => p.Id == "passed");
        Begin("passed", title, $"{passed.Count} checks, by section.", passed.Count);
        foreach (var group in passed.GroupBy(r => r.Entry.Group.Id))
        {
            var first = group.First().Entry;
            WriteGroup(html, report, $"{first.Group.Id} {first.Group.Title}", [.. group]);
        }

        html.Close().Line();

        void WriteReasons(string id, string lead)
        {
            var (_, heading, results) = Parts(report).Single(p => p.Id == id);
            if (results.Count == 0)
            {
                return;
            }

            Begin(id, heading, lead, results.Count);
            foreach (var (_, reason, ofReason) in ReasonGroup.Of(report, [.. results.Select(r => r.Status).Distinct()]))
            {
                WriteGroup(html, report, LongText.Cut(reason, 1000), ofReason);
            }

            html.Close().Line();
        }

        void Begin(string id, string heading, string lead, int count) => html
            .Open("section", ("class", "part"), ("aria-labelledby", id), ("data-count", $"{count}"))
            .Element("h2", heading, ("id", id)).Element("p", lead, ("class", "lead")).Line();
    }

    private static void WriteGroup(Markup html, ConformanceReport report, string title, IReadOnlyList<CheckResult> results)
    {
        html.Open("details", ("class", "group")).Open("summary").Text(title + " ").Element("span", $"{results.Count}", ("class", "count")).Close();
        html.Open("ul", ("class", "list")).Line();
        foreach (var result in results)
        {
            html.Open("li", HtmlFilters.Attributes(report, result, "item")).Element("code", result.Entry.Check.Id).Text(" " + result.Entry.Check.Title + " ")
                .Element("span", FailureText.Level(result.Entry.Level), ("class", "tag")).Close().Line();
        }

        html.Close().Close().Line();
    }
}
