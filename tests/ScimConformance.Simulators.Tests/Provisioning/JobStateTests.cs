using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>A job's memory in a file: a simulation is stopped, killed even, and goes on.</summary>
public sealed class JobStateTests
{
    private string _path = "";

    [SetUp]
    public void MakePath() => _path = Path.Combine(Path.GetTempPath(), $"{TestContext.CurrentContext.Test.ID}.{Environment.ProcessId}.state");

    [TearDown]
    public void Remove() => File.Delete(_path);

    [Test]
    public async Task Another_job_goes_on_where_the_first_stopped()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, StateFile = _path });
        var (person, other) = (tenant.Hire(), tenant.Hire());
        var group = tenant.Directory.AddGroup("Astronomers", person.Id, other.Id);
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Instead = line => line == "POST /Users" ? (409, "{}") : null;
        tenant.Hire();
        await tenant.CycleAsync();
        tenant.Job.Dispose();

        using var next = EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, tenant.Options);
        tenant.Instead = null;
        Assert.Multiple(() =>
        {
            Assert.That(next.LinkOf(person.Id), Is.EqualTo(tenant.Job.LinkOf(person.Id)).And.Not.Null);
            Assert.That((next.Status.Code, next.Status.Users, next.Status.Groups, next.Status.Waiting.Escrowed), Is.EqualTo(("Active", 2, 1, 1)));
        });
        tenant.Directory.RemoveMember(group.Id, other.Id);
        tenant.Clock.Advance(TimeSpan.FromHours(6));
        var report = await next.RunCycleAsync();
        Assert.That((report.IsInitial, report[TurnOutcome.Created], report.Writes), Is.EqualTo((false, 1, 2L)), "the retry and the removed member");
    }

    [Test]
    public async Task What_was_linked_before_a_kill_is_not_created_twice()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, StateFile = _path });
        var people = Enumerable.Range(0, 3).Select(_ => tenant.Hire()).ToList();
        using var kill = new CancellationTokenSource();
        var created = 0;
        tenant.Instead = line =>
        {
            if (line == "POST /Users" && ++created == 2)
            {
                kill.Cancel();
            }

            return null;
        };
        Assert.That(() => tenant.Job.RunCycleAsync(kill.Token), Throws.InstanceOf<OperationCanceledException>());
        tenant.Job.Dispose();
        // The process died while it wrote a line.
        File.AppendAllText(_path, """{"linked":"abc","ki""");

        using var next = EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, tenant.Options);
        var report = await next.RunCycleAsync();
        Assert.That((report[TurnOutcome.Created], report[TurnOutcome.Unchanged]), Is.EqualTo((1, 2)));
        Assert.That(people.Select(p => next.LinkOf(p.Id)), Is.All.Not.Null);
        using var third = Reopened(next, tenant);
        Assert.That(people.Select(p => third.LinkOf(p.Id)), Is.All.Not.Null);
    }

    [Test]
    public async Task A_file_that_is_something_else_is_refused()
    {
        await using var tenant = await Tenant.StartAsync();
        var options = tenant.Options with { StateFile = _path };
        await File.WriteAllTextAsync(_path, "userName,email\nada,ada@example.com\n");
        Assert.That(() => EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, options), Throws.TypeOf<FormatException>().With.Message.Contains("line 1").And.Message.Contains("--state"));
        await File.WriteAllTextAsync(_path, "{\"userName\":\"ada\"}\n");
        Assert.That(() => EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, options), Throws.TypeOf<FormatException>().With.Message.Contains("{\"userName\":\"ada\"}"));
    }

    private static ProvisioningJob Reopened(ProvisioningJob job, Tenant tenant)
    {
        job.Dispose();
        return EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, tenant.Options);
    }
}
