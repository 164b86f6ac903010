using ScimConformance.Harness;
using ScimConformance.Provider.Profiles;

namespace ScimConformance.Cli;

/// <summary>What a run was asked to do.</summary>
internal sealed record CheckSettings
{
    /// <summary>The endpoint; null for the reference provider in process.</summary>
    public Uri? Url { get; init; }

    /// <summary>The endpoint's SCIM 1.1 face, the same as <see cref="Url"/> where it speaks nothing else; null for none.</summary>
    public Uri? Scim11Url { get; init; }

    /// <summary>The application that the reference provider behaves as, where it is the endpoint; null for none.</summary>
    public ApplicationProfile? Profile { get; init; }

    public required Judgement Judgement { get; init; }

    public Acceptance Acceptance { get; init; } = Acceptance.None;

    public ScimCredentials Credentials { get; init; } = ScimCredentials.None;

    /// <summary>Another tenant of the endpoint, or null.</summary>
    public SecondTenant? SecondTenant { get; init; }

    public int Parallel { get; init; } = 1;

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most requests a second; null for no limit.</summary>
    public double? Rate { get; init; }

    /// <summary>How many people a check may create that puts load on the endpoint; 0 for no such check.</summary>
    public int Load { get; init; }

    /// <summary>Where the journal stands; null for the usual place.</summary>
    public string? Journal { get; init; }

    public required TestDataOptions Data { get; init; }

    public required ReportFiles Reports { get; init; }

    public Detail Detail { get; init; }

    /// <summary>The command line, secrets included.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];
}
