using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What several scenarios do with a context and an identity provider.</summary>
internal static class ScenarioSteps
{
    /// <summary>Ends the check as inconclusive unless the identity provider was content with what was sent last; for steps that another scenario judges.</summary>
    public static void RequireContent(this ProvisioningClient client)
    {
        CheckContext.Require(client.Steps.Count > 0, "nothing was to do, after answers that another check judges");
        var step = client.LastStep;
        CheckContext.Require(step.Succeeded, $"{step.Action} ({step.Method} {step.Target}), which another check judges: {step.Problem}");
    }

    /// <summary>Reads a person's account by a plain GET.</summary>
    public static async Task<ScimResponse> ReadAccountAsync(this CheckContext scim, ProvisioningClient client, string userId) =>
        (await scim.GetAsync(client.TargetOf(userId))).Require(r => r.Is(200).WithJsonObject());

    /// <summary>Judges the answer to the identity provider's last request, which has to be the one that is meant; when it is not, an answer before it, which another check judges, was in the way.</summary>
    /// <param name="scim">The context.</param>
    /// <param name="client">The identity provider.</param>
    /// <param name="action">The step that is meant, for example <c>create</c>.</param>
    /// <param name="alternatives">The acceptable answers.</param>
    public static ScimResponse AcceptLast(this CheckContext scim, ProvisioningClient client, string action, params Func<ResponsePattern, ResponsePattern>[] alternatives)
    {
        CheckContext.Require(client.Steps.Count > 0, $"'{action}' was not reached: nothing was to do");
        var step = client.LastStep;
        CheckContext.Require(step.Action == action, $"'{action}' was not reached, the last step was '{step.Action}' ({step.Method} {step.Target}): {step.Problem ?? "nothing more was to do"}");
        return scim.LastResponse.Accept(alternatives);
    }

    /// <summary>Judges that a list holds one user alone.</summary>
    public static void ExpectOnly(this ScimResponse reply, string? id) =>
        reply.Judge(reply.Ids is [var only] && only == id, $"the user \"{id}\" alone", $"{reply.Ids.Count} user(s): {string.Join(", ", reply.Ids.Take(5))}");
}
