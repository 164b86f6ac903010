namespace ScimConformance.Harness;

/// <summary>One side of a disagreement: what is asked, and how the checks of it came out.</summary>
/// <param name="Requirement">The row.</param>
/// <param name="Results">The results of the checks that verify it; never empty.</param>
public sealed record DisagreementSide(Requirement Requirement, IReadOnlyList<CheckResult> Results)
{
    /// <summary>The worst status of its results.</summary>
    public CheckStatus Status => CheckStatuses.Worst(Results.Select(r => r.Status));

    /// <summary>How the endpoint was configured when it was judged, where a run has more than one configuration; otherwise null.</summary>
    public string? Configuration => Results.Select(r => r.Configuration).FirstOrDefault(c => c is not null);
}

/// <summary>
/// Two specifications that ask for different answers to the same request, and both verdicts. An endpoint can seldom please both, so that one
/// side fails is a choice to know about and not by itself a defect.
/// </summary>
/// <param name="First">The side that the other one contrasts itself with: nearly always an RFC.</param>
/// <param name="Second">The side that departs from it: nearly always an identity provider.</param>
public sealed record Disagreement(DisagreementSide First, DisagreementSide Second)
{
    /// <summary>The disagreements of which both sides were judged, in the order of the results.</summary>
    /// <param name="results">The results of a run.</param>
    public static IReadOnlyList<Disagreement> Among(IReadOnlyList<CheckResult> results)
    {
        var rows = results.SelectMany(r => r.Entry.Requirements).DistinctBy(r => r.Id).ToDictionary(r => r.Id, StringComparer.Ordinal);
        DisagreementSide Side(Requirement row) => new(row, results.Where(r => r.Entry.Requirements.Any(e => e.Id == row.Id)).ToList());
        return rows.Values
            .SelectMany(row => row.ContrastsWith.Where(rows.ContainsKey).Select(other => new Disagreement(Side(rows[other]), Side(row))))
            .ToList();
    }
}
