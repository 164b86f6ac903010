using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>How a simulated identity provider reaches an application, and who hears of it.</summary>
/// <param name="Target">The application.</param>
/// <param name="Transcript">Where exchanges are recorded; null for nowhere.</param>
public sealed record ProvisioningConnection(ScimTarget Target, Transcript? Transcript)
{
    /// <summary>Told of every resource that is created, by its path below the base URL; null for nobody.</summary>
    public Action<string>? Created { get; init; }

    /// <summary>Asked, with method and path below the base URL, before a request that changes or removes an account or a group is sent; throws to keep it from being sent. Null to send everything.</summary>
    /// <remarks>An application that ignores a filter makes an identity provider find somebody else's account.</remarks>
    public Action<string, string>? BeforeChange { get; init; }

    /// <summary>Told of each exchange when it is over, from whatever task sent it; null for nobody. For simulations too long to keep a transcript of.</summary>
    public Action<Exchange>? Exchanged { get; init; }

    /// <summary>Gives up.</summary>
    public CancellationToken Cancellation { get; init; }
}
