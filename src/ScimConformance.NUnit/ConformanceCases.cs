using NUnit.Framework;
using ScimConformance.Checks;
using ScimConformance.Harness;
using ScimConformance.Simulators;

namespace ScimConformance;

/// <summary>The catalogue as NUnit test cases: each is named by id and title and can be selected by id, level, section and category.</summary>
public static class ConformanceCases
{
    /// <summary>All checks and scenarios, bound to their requirement rows.</summary>
    public static CheckCatalogue Catalogue { get; } = new(
        [.. ConformanceChecks.Groups, .. SimulatorScenarios.Groups],
        RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly, typeof(SimulatorScenarios).Assembly));

    /// <summary>The cases of the verdicts that parameter <c>Scim.For</c> names; <c>rfc</c> and <c>security</c> unless it says otherwise.</summary>
    public static IEnumerable<TestCaseData> All => ForVerdicts(EndpointParameters.Verdicts);

    /// <summary>The verdicts that parameter <c>Scim.For</c> names.</summary>
    internal static IReadOnlyList<Verdict> Verdicts => Verdict.Pick(ConformanceChecks.Verdicts, EndpointParameters.Verdicts);

    internal static IEnumerable<TestCaseData> ForVerdicts(IReadOnlyList<string> verdicts)
    {
        var picked = Verdict.Pick(ConformanceChecks.Verdicts, verdicts);
        return Catalogue.Entries.Where(e => picked.Any(v => v.Covers(e))).Select(ToCase);
    }

    private static TestCaseData ToCase(CatalogueEntry entry)
    {
        var level = entry.Level.ToString().ToUpperInvariant();
        var data = new TestCaseData(entry.Check.Id)
            .SetName($"{entry.Check.Id} {Plain(entry.Check.Title)}")
            .SetDescription(entry.Requirements[0].Statement)
            .SetCategory(entry.Spec)
            .SetCategory(level)
            .SetCategory(entry.Group.Id)
            .SetProperty("CheckId", entry.Check.Id)
            .SetProperty("Level", level)
            .SetProperty("Section", $"{entry.Spec}-{entry.Requirements[0].Section}");
        foreach (var row in entry.Requirements)
        {
            data.SetProperty("Requirement", row.Id);
        }

        foreach (var tag in entry.Check.Tags)
        {
            data.SetCategory(tag);
        }

        return data;
    }

    /// <summary>Exact-match filters break on quotes, dots and brackets, so a test's name has letters, digits, spaces, hyphens and underscores only.</summary>
    private static string Plain(string title) =>
        string.Join(' ', new string(title.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : ' ').ToArray()).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
