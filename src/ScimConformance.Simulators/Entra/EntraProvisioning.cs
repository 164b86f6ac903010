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
            var authorization = Authorization(connection, entra, options, () => authorized.Authorization);
            var setup = new JobSetup(directory, mapping, wire, new EntraDialect(entra, authorization))
            {
                OnDemandDialect = new EntraDialect(entra with { Wire = OnDemandWire(entra.Wire) }, authorization),
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

    /// <summary>Where the Authorization header comes from: the target's credentials, or tokens of Entra's own.</summary>
    /// <exception cref="ArgumentException">Both are asked for.</exception>
    internal static Func<string?> Authorization(ProvisioningConnection connection, EntraOptions entra, ProvisioningJobOptions options, Func<string?> ofTarget)
    {
        if (!entra.EmptySecret)
        {
            return ofTarget;
        }

        if (connection.Target.Credentials.Authorization is not null)
        {
            throw new ArgumentException("The Secret Token is to be left empty, and the target has credentials; leave out one of them.", nameof(entra));
        }

        // The job draws its tenant from the same seed.
        var tokens = new EntraTokenSource(options.TenantId ?? new GuidSequence(options.Seed).Next(), options.Clock);
        return () => $"Bearer {tokens.Next()}";
    }

    /// <summary>The compliance flag has no effect on on-demand provisioning.</summary>
    internal static EntraWire OnDemandWire(EntraWire wire) => wire == EntraWire.Compliant ? EntraWire.Default : wire;
}
