namespace ScimConformance.Simulators.Entra;

/// <summary>What differs from one Entra tenant, or from one published capture, to another. Sources stand in fixtures/entra/SOURCES.md.</summary>
public sealed record EntraOptions
{
    /// <summary>Value of the <c>ADSCIMVersion</c> header; <c>5.0</c> was observed in 2019. Newer values hold a date and an activity id.</summary>
    public string ScimVersion { get; init; } = "5.0";

    /// <summary>Whether POST sends <c>active</c> as the mapping's text (<c>"True"</c>, stated by Microsoft in 2020) instead of the boolean that its documentation shows.</summary>
    public bool ActiveAsTextOnCreate { get; init; }

    /// <summary>Targets of the mapping to match by, first to last; null for those that the mapping marks.</summary>
    public IReadOnlyList<string>? MatchBy { get; init; }
}
