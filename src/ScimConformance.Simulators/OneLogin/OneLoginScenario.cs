using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.OneLogin;

/// <summary>A scenario with OneLogin in it.</summary>
internal sealed record OneLoginScenario(string Id, string Title, string Verifies, Func<CheckContext, OneLoginClient, IdpUser, Task> Play)
    : ProvisioningScenario<OneLoginClient>(Id, Title, Verifies, Play)
{
    /// <summary>The connector's settings.</summary>
    public OneLoginOptions Options { get; init; } = new();

    protected override OneLoginClient Connect(CheckContext scim, ProvisioningConnection connection, IdpDirectory directory) => new(connection, directory, Options);

    protected override string NewUserId(IdpDirectory directory) => directory.NewText(9, "123456789");
}
