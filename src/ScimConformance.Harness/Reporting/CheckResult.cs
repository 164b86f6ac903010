namespace ScimConformance.Harness;

/// <summary>A check's outcome as a report shows it: without secrets.</summary>
public sealed record CheckResult
{
    /// <summary>The check and its rows.</summary>
    public required CatalogueEntry Entry { get; init; }

    /// <summary>The status.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>Unmet expectations.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Why it did not apply, was inconclusive or errored, or what the list of expected failures says of it; otherwise null.</summary>
    public string? Reason { get; init; }

    /// <summary>The entry of the list of expected failures for this check, or null.</summary>
    public ExpectedFailure? Expected { get; init; }

    /// <summary>What went over the wire, in order.</summary>
    public IReadOnlyList<ReportedExchange> Exchanges { get; init; } = [];

    /// <summary>How the endpoint was configured for this check, where a run has more than one configuration; otherwise null.</summary>
    public string? Configuration { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What breaks for the customer: the worst of its rows' impacts, or null.</summary>
    public string? Impact => Requirement.Impacts.FirstOrDefault(i => Entry.Requirements.Any(r => r.Impact == i));

    /// <summary>The place of <see cref="Impact"/> in <see cref="Requirement.Impacts"/>; past its end when there is none.</summary>
    public int ImpactRank => Requirement.Impacts.TakeWhile(i => i != Impact).Count();

    /// <summary>What the administrator of an identity provider sees, or null.</summary>
    public string? AdminSees => Entry.Requirements.Select(r => r.AdminSees).FirstOrDefault(a => a.Length > 0);

    /// <summary>The findings as text, or null.</summary>
    public string? Message => Findings.Count == 0 ? null : FailureText.ExpectedAndActual(Findings);

    /// <summary>The exchanges that the findings point to; the last one when they point to none.</summary>
    public IReadOnlyList<ReportedExchange> Evidence
    {
        get
        {
            var pointed = Findings.Select(f => f.Exchange).OfType<int>().Where(i => i < Exchanges.Count).Distinct().Order().Select(i => Exchanges[i]).ToList();
            return pointed.Count > 0 ? pointed : Exchanges.TakeLast(1).ToList();
        }
    }

    /// <summary>The outcome as a report shows it.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="redactor">Knows the secrets.</param>
    public static CheckResult From(CheckOutcome outcome, Redactor redactor) => new()
    {
        Entry = outcome.Entry,
        Status = outcome.Status,
        Findings = outcome.Findings.Select(f => f with { Expected = redactor.Text(f.Expected), Actual = redactor.Text(f.Actual) }).ToList(),
        Reason = outcome.Reason is null ? null : redactor.Text(outcome.Reason),
        Exchanges = outcome.Exchanges.Select(e => ReportedExchange.From(e, redactor)).ToList(),
        Duration = outcome.Duration,
    };
}
