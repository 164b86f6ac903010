using System.Text.RegularExpressions;

namespace ScimConformance.Harness;

/// <summary>Results that could not be judged, or do not apply, for the same reason.</summary>
/// <param name="Status">Their status.</param>
/// <param name="Reason">The reason; names and ids that differ from check to check are left out.</param>
/// <param name="Results">The results, at least one.</param>
public sealed partial record ReasonGroup(CheckStatus Status, string Reason, IReadOnlyList<CheckResult> Results)
{
    /// <summary>The results of these statuses by reason, the most frequent reason first.</summary>
    /// <param name="report">The report.</param>
    /// <param name="statuses">The statuses.</param>
    public static IReadOnlyList<ReasonGroup> Of(ConformanceReport report, params CheckStatus[] statuses)
    {
        var names = new Regex(Regex.Escape(report.Run.Id) + "[A-Za-z0-9%@._-]*", RegexOptions.CultureInvariant);
        return report.Ranked(statuses)
            .GroupBy(r => (r.Status, Reason: Guid().Replace(names.Replace(r.Reason ?? r.Message ?? "", "…"), "…")))
            .Select(g => new ReasonGroup(g.Key.Status, g.Key.Reason, g.ToList()))
            .OrderByDescending(g => g.Results.Count)
            .ToList();
    }

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Guid();
}
