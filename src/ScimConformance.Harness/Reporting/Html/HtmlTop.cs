using System.Globalization;

namespace ScimConformance.Harness;

/// <summary>The page's top: what was judged, the verdicts, the figures.</summary>
internal static class HtmlTop
{
    private const int MostLinks = 4;

    public static void Write(Markup html, ConformanceReport report)
    {
        html.Open("header", ("class", "top")).Line();
        html.Open("p", ("class", "kicker")).Text("SCIM conformance report").Close();
        html.Element("h1", LongText.Cut(report.Target.BaseUrl, 500)).Line();
        WriteFacts(html, report);
        html.Element("button", "Theme: as the system", ("type", "button"), ("id", "theme"), ("hidden", "")).Line();
        html.Close().Line();
        html.Open("section", ("class", "summary"), ("aria-labelledby", "verdicts")).Line();
        html.Element("h2", "Verdicts", ("id", "verdicts")).Line();
        HtmlRunNotes.WriteBanners(html, report);
        html.Open("ul", ("class", "verdicts")).Line();
        foreach (var verdict in report.VerdictResults)
        {
            WriteVerdict(html, verdict);
        }

        html.Close().Line();
        WriteBar(html, report);
        WriteFigures(html, report);
        HtmlRunNotes.WriteComparison(html, report);
        html.Close().Line();
    }

    private static void WriteFacts(Markup html, ConformanceReport report)
    {
        html.Open("dl", ("class", "facts"));
        void Fact(string name, string value) => html.Open("div").Element("dt", name).Element("dd", value).Close();
        Fact("When", string.Create(CultureInfo.InvariantCulture, $"{report.Run.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, for {report.Run.Duration.TotalSeconds:0.0} s"));
        Fact("Seed", report.Run.Seed.ToString(CultureInfo.InvariantCulture));
        Fact("Tool", $"{report.Tool.Name} {report.Tool.Version}");
        Fact("Says it offers", Offers(report.Target));
        html.Close().Line();
    }

    private static string Offers(ReportTarget target)
    {
        string Named(bool? value) => string.Join(", ", target.Capabilities.Where(c => c.Value == value).Select(c => c.Key));
        string[] parts = [Named(true), Named(false) is { Length: > 0 } no ? $"not {no}" : "", Named(null) is { Length: > 0 } unknown ? $"unknown: {unknown}" : ""];
        return $"SCIM {target.ScimVersion}; {string.Join("; ", parts.Where(p => p.Length > 0))}";
    }

    private static void WriteVerdict(Markup html, VerdictResult result)
    {
        var (kind, word, sign) = result.Decision switch
        {
            VerdictDecision.Ready => ("ready", "Ready", "✓"),
            VerdictDecision.NotReady => ("not-ready", "Not ready", "✕"),
            VerdictDecision.Undecided => ("undecided", "Undecided", "?"),
            _ => ("not-judged", "Not judged", "–"),
        };
        html.Open("li", ("class", $"verdict {kind}"));
        html.Open("p", ("class", "decision")).Element("span", sign, ("aria-hidden", "true")).Text($" {word}").Close();
        html.Open("h3").Text(SpecificationText.Capital(result.Verdict.Title));
        _ = result.Decides ? html : html.Text(" ").Element("span", "for information", ("class", "tag"));
        html.Close();
        html.Open("p", ("class", "because")).Text(SpecificationText.Capital(result.Because) + ".");
        var causes = result.Broken.Count > 0 ? result.Broken : result.Open;
        if (causes.Count > 0)
        {
            html.Text(result.Broken.Count > 0 ? " Worst first: " : " They are: ");
            foreach (var (i, check) in causes.Take(MostLinks).Index())
            {
                html.Text(i == 0 ? "" : ", ").Element("a", check.Entry.Check.Id, ("href", "#" + check.Entry.Check.Id));
            }

            html.Text(causes.Count > MostLinks ? $" and {causes.Count - MostLinks} more." : ".");
        }

        html.Close().Close().Line();
    }

    /// <summary>An SVG bar: its widths are attributes, which need no inline style.</summary>
    private static void WriteBar(Markup html, ConformanceReport report)
    {
        var counts = CheckStatuses.WorstFirst.Select(s => (Status: s, Count: report.Count(s))).Where(c => c.Count > 0).ToList();
        html.Open("div", ("class", "counts"));
        html.Open("svg", ("class", "bar"), ("viewBox", $"0 0 {Math.Max(1, report.Results.Count)} 1"), ("preserveAspectRatio", "none"), ("aria-hidden", "true"), ("focusable", "false"));
        var x = 0;
        foreach (var (status, count) in counts)
        {
            html.Empty("rect", ("class", FailureText.Name(status)), ("x", $"{x}"), ("y", "0"), ("width", $"{count}"), ("height", "1"));
            x += count;
        }

        html.Close().Line();
        html.Open("ul", ("class", "legend")).Open("li").Element("b", $"{report.Results.Count}").Text(" checks").Close();
        foreach (var (status, count) in counts)
        {
            html.Open("li").Element("span", "", ("class", $"dot {FailureText.Name(status)}"), ("aria-hidden", "true")).Element("b", $"{count}").Text(" " + FailureText.Words(status)).Close();
        }

        html.Close().Close().Line();
    }

    private static void WriteFigures(Markup html, ConformanceReport report)
    {
        html.Open("table").Element("caption", "Checks by specification and level");
        html.Open("thead").Open("tr").Element("th", "Specification", ("scope", "col"));
        foreach (var level in new[] { "MUST", "SHOULD", "MAY" })
        {
            html.Element("th", level, ("scope", "col"));
        }

        html.Close().Close().Open("tbody").Line();
        foreach (var s in report.BySpec)
        {
            html.Open("tr").Element("th", SpecificationText.Name(s.Spec, report.Verdicts), ("scope", "row"));
            Pair(s.MustPassed, s.MustFailed, "failed");
            Pair(s.ShouldPassed, s.ShouldWarned, "warned");
            Pair(s.MayPassed, s.MayNoted, "noted");
            html.Close().Line();
        }

        html.Close().Close().Line();

        void Pair(int passed, int other, string kind)
        {
            html.Open("td").Text(passed > 0 || other > 0 ? $"{passed} passed" : "–");
            if (other > 0)
            {
                html.Text(", ").Element("span", $"{other} {kind}", ("class", $"figure {kind}"));
            }

            html.Close();
        }
    }
}
