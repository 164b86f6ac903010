using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>One request that an identity provider sent, and what it made of the answer.</summary>
/// <param name="Action">What it was for, for example <c>match</c> or <c>create</c>.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query below the base URL.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Json">The body of the answer; null when it is no JSON.</param>
/// <param name="Problem">What the identity provider finds wrong with the answer, in words; null when it is content.</param>
public sealed record ProvisioningStep(string Action, string Method, string Target, int Status, JsonNode? Json, string? Problem)
{
    /// <summary>Whether the identity provider is content with the answer.</summary>
    public bool Succeeded => Problem is null;
}
