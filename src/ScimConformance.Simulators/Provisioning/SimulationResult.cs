namespace ScimConformance.Simulators.Provisioning;

/// <summary>What happened when an identity provider's life with one person was played.</summary>
/// <param name="Person">The person's sign-in name.</param>
/// <param name="Steps">What was sent, in order, clean-up included.</param>
public sealed record SimulationResult(string Person, IReadOnlyList<ProvisioningStep> Steps)
{
    /// <summary>Whether the identity provider was content with every answer.</summary>
    public bool Succeeded => Steps.Count > 0 && Steps.All(s => s.Succeeded);
}
