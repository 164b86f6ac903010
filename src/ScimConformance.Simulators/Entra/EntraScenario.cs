using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>A scenario with Entra in it.</summary>
internal sealed record EntraScenario(string Id, string Title, string Verifies, Func<CheckContext, EntraClient, IdpUser, Task> Play)
    : ProvisioningScenario<EntraClient>(Id, Title, Verifies, Play)
{
    /// <summary>The tenant's options.</summary>
    public EntraOptions Options { get; init; } = new();

    /// <summary>How the job is set up; probes at the beginning of a cycle are left out, and what is shown too much is taken: both are scenarios of their own.</summary>
    public ProvisioningJobOptions Job { get; init; } = new();

    protected override EntraClient Connect(ProvisioningConnection connection, IdpDirectory directory) => new(connection, directory, Options, Job with { Probes = 0, ReadsStrictly = false });

    protected override string NewUserId(IdpDirectory directory) => directory.NewGuid();
}
