using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Removes what a simulation created.</summary>
internal static class CleanUp
{
    /// <summary>Removes one object.</summary>
    /// <returns>What went wrong, in words; null when it is gone.</returns>
    public static async Task<string?> RemoveAsync(JobContext job, ObjectLink link)
    {
        var target = $"/{link.Kind}s/{Uri.EscapeDataString(link.TargetId)}";
        try
        {
            var request = new WireRequest("DELETE", target) { Headers = job.Wire.Authorization is { } value ? [new WireHeader("Authorization", value)] : [] };
            var step = await job.Wire.SendAsync("clean up", request, s => s.Status is >= 200 and <= 299 or 404 or 410 ? null : "it could not be removed").ConfigureAwait(false);
            if (step.Succeeded)
            {
                job.Wire.Removed(target);
            }

            return step.Succeeded ? null : $"{target}: {step.Problem}";
        }
        catch (TransportException e)
        {
            return $"{target}: {e.Message}";
        }
    }
}
