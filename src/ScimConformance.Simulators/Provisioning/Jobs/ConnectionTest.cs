using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Test Connection: asks for a user, and for a group, that does not exist, by a random GUID as the first matching attribute. The same probe stands at the beginning of every cycle.</summary>
internal static class ConnectionTest
{
    /// <summary>Runs it.</summary>
    /// <returns>What failed, or null.</returns>
    public static async Task<ExportFailure?> RunAsync(JobContext job)
    {
        try
        {
            for (var i = 0; i < Math.Max(1, job.Options.Probes); i++)
            {
                await ProbeAsync(job, ProvisionedObjectType.User).ConfigureAwait(false);
            }

            if (job.HasGroups && job.Options.ProbesGroups)
            {
                await ProbeAsync(job, ProvisionedObjectType.Group).ConfigureAwait(false);
            }

            return null;
        }
        catch (ExportFailedException e)
        {
            return e.Failure;
        }
    }

    private static Task<ProvisioningStep> ProbeAsync(JobContext job, ProvisionedObjectType kind) => job.SendAsync(
        "test connection",
        job.Dialect.Find(kind, job.MatchingOf(kind)[0].Target, job.Ids.Next()),
        step => ProvisioningAnswers.WhyNoList(step)
            ?? (ProvisioningAnswers.Listed(step).Count > 0 ? $"an empty ListResponse is expected for a {kind.ToString().ToLowerInvariant()} that does not exist" : null),
        isAnchored: false);
}
