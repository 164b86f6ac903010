namespace ScimConformance.Harness;

/// <summary>The outcome of one check.</summary>
public enum CheckStatus
{
    /// <summary>Everything the check expects was seen.</summary>
    Passed,

    /// <summary>A MUST is broken.</summary>
    Failed,

    /// <summary>A SHOULD is broken.</summary>
    Warned,

    /// <summary>A MAY was decided the other way, or a NOTE has something to tell.</summary>
    Noted,

    /// <summary>The endpoint does not offer what the check needs; the reason says what.</summary>
    NotApplicable,

    /// <summary>Something that another check judges went wrong first; the reason says what.</summary>
    Inconclusive,

    /// <summary>The harness or the transport broke: says nothing about conformance.</summary>
    Errored,

    /// <summary>It failed, and the list of expected failures says so.</summary>
    ExpectedFailure,

    /// <summary>The list of expected failures says it fails, and it passed.</summary>
    UnexpectedPass,
}

/// <summary>The two rules about statuses that exist: what a broken requirement is, and which status is worse.</summary>
public static class CheckStatuses
{
    /// <summary>All statuses, worst first: the first one present is a group's result.</summary>
    public static IReadOnlyList<CheckStatus> WorstFirst { get; } =
    [
        CheckStatus.Errored, CheckStatus.Failed, CheckStatus.UnexpectedPass, CheckStatus.Inconclusive, CheckStatus.Warned,
        CheckStatus.ExpectedFailure, CheckStatus.Noted, CheckStatus.Passed, CheckStatus.NotApplicable,
    ];

    /// <summary>What a broken requirement of this level makes of a check.</summary>
    public static CheckStatus WhenBroken(RequirementLevel level) => level switch
    {
        RequirementLevel.Must => CheckStatus.Failed,
        RequirementLevel.Should => CheckStatus.Warned,
        _ => CheckStatus.Noted,
    };

    /// <summary>Whether a status speaks against the endpoint.</summary>
    /// <param name="status">The status.</param>
    /// <param name="strict">Whether a warning counts as a failure.</param>
    public static bool IsBroken(CheckStatus status, bool strict) =>
        status is CheckStatus.Failed or CheckStatus.UnexpectedPass || (strict && status == CheckStatus.Warned);

    /// <summary>The worst of the given statuses; <see cref="CheckStatus.NotApplicable"/> when there are none.</summary>
    public static CheckStatus Worst(IEnumerable<CheckStatus> statuses)
    {
        var seen = statuses.ToHashSet();
        return WorstFirst.FirstOrDefault(seen.Contains, CheckStatus.NotApplicable);
    }
}
