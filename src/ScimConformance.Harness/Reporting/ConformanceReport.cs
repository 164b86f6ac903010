namespace ScimConformance.Harness;

/// <summary>What judged.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record ReportTool(string Name, string Version);

/// <summary>One run.</summary>
/// <param name="Id">How every name that the run created begins; it follows from the seed.</param>
/// <param name="Seed">The seed of test data.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Arguments">The command line, without secrets.</param>
public sealed record ReportRun(string Id, long Seed, DateTimeOffset StartedAt, TimeSpan Duration, IReadOnlyList<string> Arguments)
{
    /// <summary>How the pace of the run was held back; null where nothing measured it.</summary>
    public RunThrottling? Throttling { get; init; }
}

/// <summary>The endpoint that was judged.</summary>
/// <param name="BaseUrl">Its base URL.</param>
/// <param name="ScimVersion">The version of SCIM spoken, for example <c>2.0</c>.</param>
/// <param name="Capabilities">What it says it offers; null where it does not say.</param>
/// <param name="UserCreationProblem">Why no user could be created on trial, or null.</param>
public sealed record ReportTarget(string BaseUrl, string ScimVersion, IReadOnlyDictionary<string, bool?> Capabilities, string? UserCreationProblem)
{
    /// <summary>Tells of an endpoint by its profile.</summary>
    public static ReportTarget From(TargetProfile profile, Redactor redactor)
    {
        string[] declared = ["patch", "bulk", "filter", "changePassword", "sort", "etag"];
        var only11 = profile.Users is null ? profile.Scim11 : null;
        var capabilities = declared.ToDictionary(c => c, c => only11 is null ? profile.Supports(c) : only11.Supports(c));
        capabilities["users"] = profile.Users is not null;
        capabilities["groups"] = profile.Groups is not null;
        capabilities["enterpriseUser"] = profile.HasEnterpriseUser;
        var problem = profile.UserCreationProblem;
        return new ReportTarget(redactor.Text(profile.BaseUrl.AbsoluteUri), only11 is null ? "2.0" : "1.1", capabilities, problem is null ? null : redactor.Text(problem));
    }
}

/// <summary>How the checks of one specification came out, by level.</summary>
/// <param name="Spec">The specification.</param>
/// <param name="MustPassed">Checks of a MUST that passed.</param>
/// <param name="MustFailed">Checks of a MUST that failed.</param>
/// <param name="ShouldPassed">Checks of a SHOULD that passed.</param>
/// <param name="ShouldWarned">Checks of a SHOULD that warned.</param>
/// <param name="MayPassed">Checks of a MAY or NOTE that passed.</param>
/// <param name="MayNoted">Checks of a MAY or NOTE that noted something.</param>
public sealed record SpecSummary(string Spec, int MustPassed, int MustFailed, int ShouldPassed, int ShouldWarned, int MayPassed, int MayNoted);

/// <summary>Everything that a run found. Secrets are gone from it, so that no writer can show one.</summary>
public sealed record ConformanceReport
{
    /// <summary>What judged.</summary>
    public required ReportTool Tool { get; init; }

    /// <summary>The run.</summary>
    public required ReportRun Run { get; init; }

    /// <summary>The endpoint.</summary>
    public required ReportTarget Target { get; init; }

    /// <summary>One result a check, in catalogue order.</summary>
    public required IReadOnlyList<CheckResult> Results { get; init; }

    /// <summary>The verdicts that the run gives.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>Ids of the verdicts that decide whether the run as a whole is content, the others being information; null when all of them do.</summary>
    public IReadOnlyList<string>? Deciding { get; init; }

    /// <summary>How the run differs from a former one; null when there was none to compare with.</summary>
    public BaselineComparison? Baseline { get; init; }

    /// <summary>What is to be told about the run and belongs to no single check, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether a warning counts as a failure.</summary>
    public bool Strict { get; init; }

    /// <summary>How each verdict that has a result came out.</summary>
    public IReadOnlyList<VerdictResult> VerdictResults =>
        Verdicts.Select(v => VerdictResult.Of(v, Results, Strict) with { Decides = Deciding?.Contains(v.Id) ?? true }).Where(v => v.Results.Count > 0).ToList();

    /// <summary>Whether the run as a whole is content.</summary>
    public VerdictDecision Decision => RunDecision.Of(this);

    /// <summary>How many checks came out with this status.</summary>
    public int Count(CheckStatus status) => Results.Count(r => r.Status == status);

    /// <summary>The results by specification and level, in catalogue order. What passed unexpectedly has passed; what was expected to fail counts neither way.</summary>
    public IReadOnlyList<SpecSummary> BySpec => Results.GroupBy(r => r.Entry.Spec).Select(g =>
    {
        int Of(CheckStatus status, params RequirementLevel[] levels) => g.Count(r => SeenAs(r) == status && levels.Contains(r.Entry.Level));
        return new SpecSummary(
            g.Key,
            Of(CheckStatus.Passed, RequirementLevel.Must),
            Of(CheckStatus.Failed, RequirementLevel.Must),
            Of(CheckStatus.Passed, RequirementLevel.Should),
            Of(CheckStatus.Warned, RequirementLevel.Should),
            Of(CheckStatus.Passed, RequirementLevel.May, RequirementLevel.Note),
            Of(CheckStatus.Noted, RequirementLevel.May, RequirementLevel.Note));
    }).ToList();

    /// <summary>What was seen, the list of expected failures aside.</summary>
    private static CheckStatus SeenAs(CheckResult result) => result.Status switch
    {
        CheckStatus.UnexpectedPass => CheckStatus.Passed,
        CheckStatus.Failed => CheckStatuses.WhenBroken(result.Entry.Level),
        _ => result.Status,
    };

    /// <summary>Where specifications ask for different answers and both sides were judged.</summary>
    public IReadOnlyList<Disagreement> Disagreements => Disagreement.Among(Results);

    /// <summary>What is broken: failures and warnings, the worst impact first.</summary>
    public IReadOnlyList<CheckResult> Broken => Ranked(CheckStatus.Failed, CheckStatus.UnexpectedPass, CheckStatus.Warned);

    /// <summary>The results of these statuses: worst impact first, then worst status, then catalogue order.</summary>
    public IReadOnlyList<CheckResult> Ranked(params CheckStatus[] statuses) => WorstFirst(Results.Where(r => statuses.Contains(r.Status)));

    internal static IReadOnlyList<CheckResult> WorstFirst(IEnumerable<CheckResult> results) => results
        .OrderBy(r => r.ImpactRank)
        .ThenBy(r => CheckStatuses.WorstFirst.TakeWhile(s => s != r.Status).Count())
        .ToList();
}
