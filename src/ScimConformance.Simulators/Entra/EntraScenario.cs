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

    protected override EntraClient Connect(ProvisioningConnection connection, IdpDirectory directory) => new(connection, directory, Options);

    protected override string NewUserId(IdpDirectory directory) => directory.NewGuid();
}
