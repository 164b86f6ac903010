using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>A made-up directory and the job that provisions it: the same for the measured run and the recorded one.</summary>
internal static class SimulatedTenant
{
    public static ProvisioningJob NewJob(ProvisioningPlan plan, ScimTarget target)
    {
        var directory = IdpDirectory.Generate(new DirectoryPlan { Users = plan.Users, Groups = plan.Groups }, seed: 1);
        var job = EntraProvisioning.CreateJob(
            new ProvisioningConnection(target, Transcript: null),
            directory,
            new EntraOptions { Mapping = EntraMappings.Generic, MembersPerRequest = plan.Members },
            new ProvisioningJobOptions { Parallel = plan.Parallel });
        job.Start();
        return job;
    }
}
