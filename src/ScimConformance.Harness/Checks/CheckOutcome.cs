namespace ScimConformance.Harness;

/// <summary>One unmet expectation.</summary>
/// <param name="Expected">What the requirement asks for.</param>
/// <param name="Actual">What was seen.</param>
/// <param name="Exchange">Index into the outcome's exchanges of the one that shows it, or null.</param>
public sealed record Finding(string Expected, string Actual, int? Exchange);

/// <summary>What came of one check.</summary>
public sealed record CheckOutcome
{
    /// <summary>The check and its rows.</summary>
    public required CatalogueEntry Entry { get; init; }

    /// <summary>The status.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Unmet expectations; empty unless the status says that something is broken.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Why it did not apply, was inconclusive or errored; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>What went over the wire, in order, clean-up left out.</summary>
    public IReadOnlyList<Exchange> Exchanges { get; init; } = [];

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The findings as text, one a block, or null.</summary>
    public string? Message => Findings.Count == 0
        ? null
        : string.Join(Environment.NewLine, Findings.Select(f => $"expected  {f.Expected}{Environment.NewLine}actual    {f.Actual}"));
}
