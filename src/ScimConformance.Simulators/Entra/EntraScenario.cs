using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>A scenario with Entra in it.</summary>
internal sealed record EntraScenario(string Id, string Title, string Verifies, Func<CheckContext, EntraClient, IdpUser, Task> Play)
    : ProvisioningScenario<EntraClient>(Id, Title, Verifies, Play)
{
    private static readonly DateTimeOffset FirstDay = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The tenant's options; people are matched by userName, as the default mapping does.</summary>
    public EntraOptions Options { get; init; } = new() { MatchBy = ["userName"] };

    /// <summary>Whether lines of the mapping whose attributes the application does not have are left out, as an administrator would do.</summary>
    public bool FitsMapping { get; init; }

    /// <summary>How the job is set up; what is shown too much is taken, which has scenarios of its own.</summary>
    public ProvisioningJobOptions Job { get; init; } = new();

    /// <summary>How often a cycle begins with the probe of Test Connection; it is left out as a rule, since it has scenarios of its own.</summary>
    public int Probes { get; init; }

    /// <summary>Whether days pass in it: waiting takes no time.</summary>
    public bool TakesDays { get; init; }

    /// <summary>How many requests a second the service sends; null for as many as it can.</summary>
    public double? Rate { get; init; }

    /// <summary>The lines of a mapping whose attributes the application has, and those that are matched by.</summary>
    public static ObjectMapping Fitting(CheckContext scim, ObjectMapping mapping) => mapping with
    {
        Attributes = mapping.Attributes.Where(m => m.Target.Text == "externalId" || mapping.Matching.Contains(m) || scim.Profile.Users is null || scim.Profile.UserAttributeIsReadWrite(PathOf(m.Target))).ToList(),
    };

    protected override EntraClient Connect(CheckContext scim, ProvisioningConnection connection, IdpDirectory directory)
    {
        var users = FitsMapping ? Fitting(scim, Options.Mapping.Users) : Options.Mapping.Users;
        return new EntraClient(
            Rate is { } rate ? connection with { Target = connection.Target.WithPacing(new RequestPacing(rate, connection.Target.Clock)), Transcript = null } : connection,
            directory,
            Options with { Mapping = Options.Mapping with { Users = EntraRequiredAttributes.AddTo(users, scim) } },
            Job with { Probes = Probes, ReadsStrictly = false, Clock = directory.Clock });
    }

    protected override string NewUserId(IdpDirectory directory) => directory.NewGuid();

    protected override TimeProvider? NewClock() => TakesDays ? new SimulatedClock(FirstDay) : null;

    private static string[] PathOf(TargetPath target) =>
        [.. target.Urn is { } urn ? new[] { urn } : [], target.SubAttribute is { } sub ? $"{target.Attribute}.{sub}" : target.Attribute];
}
