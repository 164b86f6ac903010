namespace ScimConformance.Harness;

/// <summary>A question that a run answers: does the endpoint conform to these specifications. The catalogues that hold the checks say which verdicts there are.</summary>
/// <param name="Id">Its name on the command line, for example <c>rfc</c>.</param>
/// <param name="Title">What it judges, in plain words.</param>
/// <param name="Specs">The <see cref="Requirement.Spec"/> values that belong to it.</param>
public sealed record Verdict(string Id, string Title, IReadOnlyList<string> Specs)
{
    /// <summary>Whether this check counts for it.</summary>
    public bool Covers(CatalogueEntry entry) => Specs.Contains(entry.Spec, StringComparer.Ordinal);

    /// <summary>Picks verdicts by name, in any letter case; <c>all</c> stands for all of them.</summary>
    /// <param name="known">The verdicts there are.</param>
    /// <param name="names">The names asked for.</param>
    /// <exception cref="ArgumentException">A name is unknown; the message says which there are.</exception>
    public static IReadOnlyList<Verdict> Pick(IReadOnlyList<Verdict> known, IReadOnlyList<string> names)
    {
        var unknown = names.FirstOrDefault(n => !n.Equals("all", StringComparison.OrdinalIgnoreCase) && !known.Any(v => v.Id.Equals(n, StringComparison.OrdinalIgnoreCase)));
        if (unknown is not null)
        {
            throw new ArgumentException($"There is no verdict '{unknown}'; it must be one of {string.Join(", ", known.Select(v => v.Id))}, or all.");
        }

        return names.Contains("all", StringComparer.OrdinalIgnoreCase) ? known : known.Where(v => names.Contains(v.Id, StringComparer.OrdinalIgnoreCase)).ToList();
    }
}
