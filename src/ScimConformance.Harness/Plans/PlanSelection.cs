namespace ScimConformance.Harness;

/// <summary>Chooses the checks of a run.</summary>
public static class PlanSelection
{
    /// <summary>The checks of the verdicts, narrowed to the prefixes.</summary>
    /// <param name="catalogue">Every check.</param>
    /// <param name="verdicts">The verdicts asked for.</param>
    /// <param name="only">Prefixes of check ids, or of section or requirement ids such as <c>RFC7644-3.5.2</c>; empty for all. A section's number is taken as a whole: <c>RFC7644-3.1</c> does not select 3.12.</param>
    /// <returns>The checks in catalogue order; never empty.</returns>
    /// <exception cref="ArgumentException">A prefix selects nothing, or the verdicts have no checks; the message says which.</exception>
    public static IReadOnlyList<CatalogueEntry> Select(CheckCatalogue catalogue, IReadOnlyList<Verdict> verdicts, IReadOnlyList<string> only)
    {
        var names = string.Join(", ", verdicts.Select(v => v.Id));
        var candidates = catalogue.Entries.Where(e => verdicts.Any(v => v.Covers(e))).ToList();
        if (candidates.Count == 0)
        {
            throw new ArgumentException($"There is no check for {names}. 'list checks' shows what there is.");
        }

        if (only.FirstOrDefault(p => !candidates.Any(e => Matches(e, p))) is { } nothing)
        {
            throw new ArgumentException(catalogue.Entries.Any(e => Matches(e, nothing))
                ? $"'{nothing}' selects no check for {names}, but it does for other verdicts: name them with --for."
                : $"'{nothing}' selects no check. It must be the beginning of a check id (PATCH-ADD), or a section or requirement id (RFC7644-3.5.2); 'list checks' shows them all.");
        }

        return only.Count == 0 ? candidates : candidates.Where(e => only.Any(p => Matches(e, p))).ToList();
    }

    private static bool Matches(CatalogueEntry entry, string prefix) =>
        entry.Check.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        || IsSectionPrefix(entry.Group.Id, prefix)
        || entry.Requirements.Any(r => IsSectionPrefix(r.Id, prefix));

    private static bool IsSectionPrefix(string id, string prefix) =>
        id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && (id.Length == prefix.Length || prefix.Length == 0 || !char.IsAsciiDigit(prefix[^1]) || !char.IsAsciiDigit(id[prefix.Length]));
}
