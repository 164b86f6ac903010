namespace ScimConformance.Harness;

/// <summary>What is to be told of the run as a whole: trouble with it, and how it differs from a former one.</summary>
internal static class HtmlRunNotes
{
    private const int MostChecks = 24;

    public static void WriteBanners(Markup html, ConformanceReport report)
    {
        if (report.Target.UserCreationProblem is { } problem)
        {
            html.Open("p", ("class", "banner")).Element("strong", "Users could not be created")
                .Text($", so most checks could not judge anything: {LongText.Cut(problem, 2000)}. {UserCreationAdvice.Text}").Close().Line();
        }

        var notes = report.Notes.Select(n => LongText.Cut(n, 2000)).ToList();
        if (report.Run.Throttling?.Told is { } throttling)
        {
            notes.Add(throttling);
        }

        foreach (var note in notes)
        {
            html.Element("p", note, ("class", "banner")).Line();
        }
    }

    public static void WriteComparison(Markup html, ConformanceReport report)
    {
        if (report.Baseline is not { } comparison)
        {
            return;
        }

        html.Element("h2", "Compared with the former run", ("class", "later"));
        html.Element("p", $"Run {comparison.Baseline.Run}{(comparison.Baseline.StartedAt is { } started ? $" of {started}" : "")}. New failures alone decide whether this run is content.", ("class", "lead"));
        html.Open("dl", ("class", "compared"));
        var here = report.Results.Select(r => r.Entry.Check.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, checks) in comparison.Lists.Where(l => l.Checks.Count > 0 || l.Name == "new failures"))
        {
            html.Open("div").Open("dt").Text(SpecificationText.Capital(name) + " ").Element("span", $"{checks.Count}", ("class", "count")).Close().Open("dd");
            foreach (var (i, id) in checks.Take(MostChecks).Index())
            {
                html.Text(i == 0 ? "" : ", ");
                _ = here.Contains(id) ? html.Element("a", id, ("href", "#" + id)) : html.Element("code", LongText.Cut(id, 100));
            }

            html.Text(checks.Count == 0 ? "none" : checks.Count > MostChecks ? $" and {checks.Count - MostChecks} more" : "").Close().Close();
        }

        html.Close().Line();
    }
}
