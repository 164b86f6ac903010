using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Where an identity provider's requests go.</summary>
internal interface IProvisioningWire
{
    /// <summary>The Authorization header's value, or null.</summary>
    string? Authorization { get; }

    /// <summary>Sends a request and lets the identity provider judge the answer.</summary>
    /// <param name="action">What it is for.</param>
    /// <param name="request">The request.</param>
    /// <param name="judge">Says what is wrong with the answer, in words, or null.</param>
    /// <exception cref="TransportException">No complete answer came.</exception>
    /// <exception cref="ForeignAccountException">It would change what it may not; nothing was sent.</exception>
    Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge);

    /// <summary>Tells the journal that an account or a group is gone.</summary>
    /// <param name="target">Its path below the base URL.</param>
    void Removed(string target);
}
