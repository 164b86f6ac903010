using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What several scenarios do with a context and an identity provider.</summary>
internal static class ScenarioSteps
{
    /// <summary>Ends the check as inconclusive unless the identity provider was content with what was sent last; for steps that another scenario judges.</summary>
    public static void RequireContent(this ProvisioningClient client)
    {
        var step = client.LastStep;
        CheckContext.Require(step.Succeeded, $"{step.Action} ({step.Method} {step.Target}), which another check judges: {step.Problem}");
    }

    /// <summary>Reads a person's account by a plain GET.</summary>
    public static async Task<ScimResponse> ReadAccountAsync(this CheckContext scim, ProvisioningClient client, string userId) =>
        (await scim.GetAsync(client.TargetOf(userId))).Require(r => r.Is(200).WithJsonObject());

    /// <summary>Judges the answer to the identity provider's last request.</summary>
    public static ScimResponse AcceptLast(this CheckContext scim, params Func<ResponsePattern, ResponsePattern>[] alternatives) => scim.LastResponse.Accept(alternatives);
}
