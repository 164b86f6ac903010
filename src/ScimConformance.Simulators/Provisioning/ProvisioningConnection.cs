using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>How a simulated identity provider reaches an application, and who hears of it.</summary>
/// <param name="Target">The application.</param>
/// <param name="Transcript">Where exchanges are recorded.</param>
public sealed record ProvisioningConnection(ScimTarget Target, Transcript Transcript)
{
    /// <summary>Told of every resource that is created, by its path below the base URL; null for nobody.</summary>
    public Action<string>? Created { get; init; }

    /// <summary>Gives up.</summary>
    public CancellationToken Cancellation { get; init; }
}
