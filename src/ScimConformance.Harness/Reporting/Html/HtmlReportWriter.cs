using System.Text;

namespace ScimConformance.Harness;

/// <summary>Writes a report for people as one HTML file that needs nothing else: it can be read offline, without JavaScript, and printed. What is broken comes first, the worst impact before the rest.</summary>
/// <remarks>The file's own Content-Security-Policy allows its one style and its one script by hash and nothing else, so that no text of an endpoint can load, send or run anything.</remarks>
public sealed class HtmlReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public void Write(ConformanceReport report, Stream output)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var html = new Markup(writer);
        html.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en"));
        WriteHead(html, report);
        html.Open("body").Line();
        html.Element("a", "Skip to the findings", ("class", "skip"), ("href", "#findings")).Line();
        HtmlTop.Write(html, report);
        html.Open("div", ("class", "page")).Line();
        HtmlFilters.Write(html, report);
        html.Open("main", ("id", "results")).Line();
        new HtmlFindings(html, report).Write();
        HtmlDisagreements.Write(html, report);
        HtmlQuiet.Write(html, report);
        html.Close().Close().Line();
        html.Open("footer").Element("p", $"{report.Tool.Name} {report.Tool.Version}. Names that the run created begin with {report.Run.Id}. Arguments: {string.Join(' ', report.Run.Arguments)}").Close().Line();
        html.Open("script").Raw(HtmlAssets.Script).Close();
        html.Close().Close().Line();
    }

    private static void WriteHead(Markup html, ConformanceReport report)
    {
        html.Open("head").Line();
        html.Empty("meta", ("charset", "utf-8")).Line();
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"), ("content", HtmlAssets.ContentSecurityPolicy)).Line();
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Line();
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark")).Line();
        html.Empty("meta", ("name", "referrer"), ("content", "no-referrer")).Line();
        html.Element("title", $"SCIM conformance of {LongText.Cut(report.Target.BaseUrl, 200)}").Line();
        html.Open("style").Raw(HtmlAssets.Style).Close().Line();
        html.Close().Line();
    }
}
