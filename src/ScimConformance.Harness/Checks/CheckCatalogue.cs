using System.Text.RegularExpressions;

namespace ScimConformance.Harness;

/// <summary>A check together with the group it stands in and the rows it verifies.</summary>
/// <param name="Check">The check.</param>
/// <param name="Group">Its group.</param>
/// <param name="Requirements">The rows it verifies; never empty.</param>
public sealed record CatalogueEntry(ConformanceCheck Check, CheckGroup Group, IReadOnlyList<Requirement> Requirements)
{
    /// <summary>The level of its rows.</summary>
    public RequirementLevel Level => Requirements[0].Level;

    /// <summary>The specification of its rows.</summary>
    public string Spec => Requirements[0].Spec;
}

/// <summary>Every check that can be run, bound to the requirement rows it verifies.</summary>
public sealed partial class CheckCatalogue
{
    private readonly Dictionary<string, CatalogueEntry> _byId;

    /// <summary>Binds groups of checks to a table.</summary>
    /// <exception cref="ArgumentException">A check has a malformed or repeated id, verifies no row or an unknown one, or rows of different spec or level.</exception>
    public CheckCatalogue(IEnumerable<CheckGroup> groups, RequirementTable requirements)
    {
        Requirements = requirements;
        Groups = groups.ToList();
        Entries = Groups.SelectMany(g => g.Checks.Select(c => Bind(c, g, requirements))).ToList();
        var repeated = Entries.GroupBy(e => e.Check.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
        {
            throw new ArgumentException($"Check id '{repeated.Key}' is used {repeated.Count()} times; ids are permanent and unique.", nameof(groups));
        }

        _byId = Entries.ToDictionary(e => e.Check.Id, StringComparer.Ordinal);
    }

    /// <summary>The requirement rows.</summary>
    public RequirementTable Requirements { get; }

    /// <summary>The groups, in catalogue order.</summary>
    public IReadOnlyList<CheckGroup> Groups { get; }

    /// <summary>The checks, in catalogue order.</summary>
    public IReadOnlyList<CatalogueEntry> Entries { get; }

    /// <summary>The check with this id, or null.</summary>
    public CatalogueEntry? Find(string id) => _byId.GetValueOrDefault(id);

    private static CatalogueEntry Bind(ConformanceCheck check, CheckGroup group, RequirementTable table)
    {
        if (!IdPattern().IsMatch(check.Id))
        {
            throw new ArgumentException($"Check id '{check.Id}' must be upper-case letters, digits and hyphens.");
        }

        if (check.Verifies.Count == 0)
        {
            throw new ArgumentException($"Check '{check.Id}' verifies no requirement; name at least one row of fixtures/requirements.");
        }

        var rows = check.Verifies.Select(id => table[id]).ToList();
        if (rows.Select(r => (r.Spec, r.Level)).Distinct().Skip(1).Any())
        {
            throw new ArgumentException($"Check '{check.Id}' verifies rows of different spec or level ({string.Join(", ", rows.Select(r => $"{r.Id} {r.Level}"))}); make it two checks.");
        }

        return new CatalogueEntry(check, group, rows);
    }

    [GeneratedRegex("^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")]
    private static partial Regex IdPattern();
}
