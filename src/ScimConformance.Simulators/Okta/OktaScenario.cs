using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Okta;

/// <summary>A scenario with Okta in it.</summary>
internal sealed record OktaScenario(string Id, string Title, string Verifies, Func<CheckContext, OktaClient, IdpUser, Task> Play)
    : ProvisioningScenario<OktaClient>(Id, Title, Verifies, Play)
{
    protected override OktaClient Connect(CheckContext scim, ProvisioningConnection connection, IdpDirectory directory) => new(connection, directory, new OktaOptions());

    protected override string NewUserId(IdpDirectory directory) => OktaClient.NewUserId(directory);
}
