using System.Globalization;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>The part of a server's page under <c>docs/servers</c> that a run writes: figures, and every check that did not pass. It has nothing that differs from run to run.</summary>
internal static class ServerReport
{
    private const string Begin = "<!-- written by the test, from here to the end -->";

    /// <summary>The page with its written part brought up to date.</summary>
    public static string Renew(string page, IReadOnlyList<CheckOutcome> outcomes)
    {
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        return (begin < 0 ? page : page[..begin]) + Begin + "\n" + Write(outcomes);
    }

    private static string Write(IReadOnlyList<CheckOutcome> outcomes)
    {
        var text = new StringBuilder("\n## Figures\n\n| specification | passed | failed | warned | noted | not applicable | inconclusive | errored |\n|---|--:|--:|--:|--:|--:|--:|--:|\n");
        foreach (var spec in outcomes.GroupBy(o => o.Entry.Spec))
        {
            Row(text, spec.Key, spec);
        }

        Row(text, "all", outcomes);
        List(text, "Failed and warned", outcomes, CheckStatus.Failed, CheckStatus.Warned);
        List(text, "Noted", outcomes, CheckStatus.Noted);
        List(text, "Inconclusive, because something that another check judges went wrong first", outcomes, CheckStatus.Inconclusive);
        List(text, "Not applicable, because the server does not offer what they need", outcomes, CheckStatus.NotApplicable);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string name, IEnumerable<CheckOutcome> outcomes)
    {
        var count = outcomes.CountBy(o => o.Status).ToDictionary();
        text.Append(CultureInfo.InvariantCulture, $"| {name} ");
        foreach (var status in new[] { CheckStatus.Passed, CheckStatus.Failed, CheckStatus.Warned, CheckStatus.Noted, CheckStatus.NotApplicable, CheckStatus.Inconclusive, CheckStatus.Errored })
        {
            text.Append(CultureInfo.InvariantCulture, $"| {count.GetValueOrDefault(status)} ");
        }

        text.Append("|\n");
    }

    private static void List(StringBuilder text, string heading, IEnumerable<CheckOutcome> outcomes, params CheckStatus[] statuses)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| check | requirement | what a conformant endpoint does | outcome |\n|---|---|---|---|\n");
        foreach (var outcome in outcomes.Where(o => statuses.Contains(o.Status)))
        {
            var (check, rows) = (outcome.Entry.Check, string.Join(", ", outcome.Entry.Requirements.Select(r => r.Id)));
            text.Append(CultureInfo.InvariantCulture, $"| {check.Id} | {rows} | {check.Title.Replace("|", "\\|", StringComparison.Ordinal)} | {outcome.Status} |\n");
        }
    }
}
