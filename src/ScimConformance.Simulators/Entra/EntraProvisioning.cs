using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Provisioning jobs as Microsoft Entra runs them.</summary>
public static class EntraProvisioning
{
    /// <summary>Makes a job. It has to be started.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="directory">The tenant's directory. It may be changed between cycles, never during one.</param>
    /// <param name="entra">Which client speaks, and with which mapping.</param>
    /// <param name="options">How the job is set up.</param>
    /// <exception cref="ArgumentException">The options match by an attribute that is not mapped, or a scoping filter has an unknown operator.</exception>
    /// <exception cref="FormatException">The job's memory cannot be read.</exception>
    /// <exception cref="IOException">The file of the job's memory cannot be opened.</exception>
    public static ProvisioningJob CreateJob(ProvisioningConnection connection, IdpDirectory directory, EntraOptions entra, ProvisioningJobOptions options)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(entra);
        ArgumentNullException.ThrowIfNull(options);
        var mapping = entra.MatchBy is { } targets ? entra.Mapping with { Users = entra.Mapping.Users.MatchedBy([.. targets]) } : entra.Mapping;
        ProvisioningWire? wire = new(connection, []);
        try
        {
            var authorized = wire;
            var setup = new JobSetup(directory, mapping, wire, new EntraDialect(entra, () => authorized.Authorization))
            {
                OnDemandDialect = new EntraDialect(entra with { Wire = OnDemandWire(entra.Wire) }, () => authorized.Authorization),
            };
            var job = new ProvisioningJob(setup, options, wire);
            // From here on it is the job's.
            wire = null;
            return job;
        }
        finally
        {
            wire?.Dispose();
        }
    }

    /// <summary>The compliance flag has no effect on on-demand provisioning.</summary>
    internal static EntraWire OnDemandWire(EntraWire wire) => wire == EntraWire.Compliant ? EntraWire.Default : wire;
}
