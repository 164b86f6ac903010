namespace ScimConformance.Harness;

/// <summary>Where specifications ask for different answers to the same request: both sides, side by side.</summary>
internal static class HtmlDisagreements
{
    public const string Id = "disagreements";
    public const string Title = "Where the RFC and the identity provider disagree";

    public static void Write(Markup html, ConformanceReport report)
    {
        if (report.Disagreements.Count == 0)
        {
            return;
        }

        html.Open("section", ("class", "part"), ("aria-labelledby", Id)).Element("h2", Title, ("id", Id))
            .Element("p", "An endpoint can seldom please both sides, so one side that fails is a choice to know about and not by itself a defect.", ("class", "lead")).Line();
        foreach (var (first, second) in report.Disagreements)
        {
            html.Open("div", ("class", "versus"));
            WriteSide(html, report, first);
            WriteSide(html, report, second);
            html.Close().Line();
        }

        html.Close().Line();
    }

    private static void WriteSide(Markup html, ConformanceReport report, DisagreementSide side)
    {
        var row = side.Requirement;
        html.Open("div", ("class", "side-of"));
        html.Open("p", ("class", "tags")).Element("span", FailureText.Words(side.Status), ("class", "badge " + FailureText.Name(side.Status)))
            .Text(" ").Element("strong", SpecificationText.Name(row.Spec, report.Verdicts))
            .Text(" ").Element("span", side.Configuration ?? "", ("class", "tag")).Close();
        html.Element("p", row.Statement);
        html.Open("p", ("class", "note")).Element("code", row.Id).Text(": ");
        foreach (var (i, result) in side.Results.Index())
        {
            html.Text(i == 0 ? "" : ", ").Element("a", result.Entry.Check.Id, ("href", "#" + result.Entry.Check.Id)).Text($" {FailureText.Words(result.Status)}");
        }

        html.Close().Close();
    }
}
