using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What counts toward quarantine and toward the threshold of accidental deletions, cycle by cycle.</summary>
public sealed class QuarantineRulesTests
{
    [Test]
    public async Task Failures_that_only_wait_are_no_events_of_a_quiet_cycle()
    {
        // The documented example 20,000 failures and 100,000 successes, on a small scale: no quarantine, neither at once nor 40 minutes later.
        await using var tenant = await StartAsync(new ProvisioningJobOptions { Quarantine = new QuarantinePolicy { LeastFailures = 2 } });
        Enumerable.Range(0, 12).ToList().ForEach(_ => tenant.Hire());
        tenant.Network = Fails(line => line is "POST /Users", until: 2);
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Failed], Is.EqualTo(2));
        tenant.Clock.Advance(TimeSpan.FromMinutes(40));
        var quiet = await tenant.CycleAsync();
        Assert.That((quiet.Requests, tenant.Job.Status.Code, tenant.Job.Status.Waiting.Escrowed), Is.EqualTo((0L, "Active", 2)));
    }

    [Test]
    public async Task Who_is_in_quarantine_for_failures_stays_there_while_nothing_happens()
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { Quarantine = new QuarantinePolicy { LeastFailures = 2 } });
        await tenant.CycleAsync();
        tenant.Hire();
        tenant.Hire();
        tenant.Network = Fails(line => line is "POST /Users", until: int.MaxValue);
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine?.Reason, Is.EqualTo(Quarantine.EscrowProportion));
        tenant.Network = null;
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine?.Reason, Is.EqualTo(Quarantine.EscrowProportion), "the retries are not due");
        tenant.Clock.Advance(TimeSpan.FromHours(6));
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine, Is.Null);
    }

    [Test]
    public async Task Failed_references_count_toward_the_absolute_threshold_alone()
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { Quarantine = new QuarantinePolicy { LeastFailures = 2, MostFailuresWithReferences = 4 } });
        var manager = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Network = Fails(line => line.StartsWith("PATCH ", StringComparison.Ordinal), until: int.MaxValue);
        for (var i = 0; i < 3; i++)
        {
            tenant.Directory.Change(tenant.Hire().Id, u => u with { ManagerId = manager.Id });
        }

        await tenant.CycleAsync();
        Assert.That((tenant.Job.Status.Waiting.Escrowed, tenant.Job.Status.Code), Is.EqualTo((3, "Active")));
        tenant.Directory.Change(tenant.Hire().Id, u => u with { ManagerId = manager.Id });
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine?.Reason, Is.EqualTo(Quarantine.EscrowProportion));
    }

    [Test]
    public async Task A_mail_goes_out_when_quarantine_begins_and_when_its_reason_changes()
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { NotificationAddress = "admin@example.com", DeletionThreshold = 1 });
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Instead = _ => (401, "{}");
        tenant.Hire();
        await tenant.CycleAsync();
        await tenant.CycleAsync();
        tenant.Instead = null;
        tenant.Directory.Unassign(person.Id);
        await tenant.CycleAsync();
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Mails.Select(m => m.Body).ToList(), Has.Count.EqualTo(2).And.Some.Contains("EncounteredQuarantineException").And.Some.Contains("TooManyDeletes"));
        Assert.That(tenant.Log.Mails.Select(m => m.ToJson()["mail"]!["from"]!.ToString()), Is.All.EqualTo("azure-noreply@microsoft.com"));
    }

    [Test]
    public async Task Disables_soft_deletions_and_groups_count_toward_the_threshold()
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { DeletionThreshold = 3 });
        var (disabled, deleted) = (tenant.Hire(), tenant.Hire());
        var group = tenant.Directory.AddGroup("Astronomers");
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Directory.Change(disabled.Id, u => u with { State = AccountState.Disabled });
        tenant.Directory.SoftDelete(deleted.Id);
        tenant.Directory.Unassign(group.Id);
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Staged], report.Writes), Is.EqualTo((3, 0L)));
        Assert.That(tenant.Log.Records.Where(r => r.Action == "StagedDelete").Select(r => r.Source.IdentityType), Is.EquivalentTo(new[] { "User", "User", "Group" }));
    }

    [Test]
    public async Task What_the_job_may_not_do_does_not_count_toward_the_threshold()
    {
        var users = EntraMappings.Generic.Users with { Actions = TargetActions.Create };
        await using var tenant = await StartAsync(new ProvisioningJobOptions { DeletionThreshold = 1 }, EntraMappings.Generic with { Users = users });
        var (unassigned, deleted) = (tenant.Hire(), tenant.Hire());
        await tenant.CycleAsync();
        tenant.Directory.Unassign(unassigned.Id);
        tenant.Directory.HardDelete(deleted.Id);
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Staged], Is.Zero);
        Assert.That(tenant.Job.Status.Code, Is.EqualTo("Active"));
    }

    [TestCase(false, "Active")]
    [TestCase(true, "Disabled")]
    public async Task A_failure_of_28_days_is_forgotten_and_switches_the_job_off_when_that_is_asked_for(bool switchesOff, string state)
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { SwitchesOffWithExpiredEscrow = switchesOff, NotificationAddress = "admin@example.com", Interval = TimeSpan.FromHours(6) });
        tenant.Hire();
        tenant.Network = Fails(line => line is "POST /Users", until: int.MaxValue);
        await tenant.Job.RunUntilAsync(tenant.Clock.GetUtcNow() + TimeSpan.FromDays(30));
        Assert.That((tenant.Job.Status.Waiting.Escrowed, tenant.Job.Status.ScheduleState), Is.EqualTo((0, state)));
        Assert.That(tenant.Log.Audit.Select(a => a.Activity), Does.Contain("Escrow removed"));
        Assert.That(tenant.Log.Mails.Select(m => m.Subject), switchesOff ? Is.EqualTo(new[] { "Provisioning for Contoso was switched off" }) : Is.Empty);
    }

    [Test]
    public async Task Status_shows_progress_while_a_cycle_runs_the_interval_and_the_threshold()
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { DeletionThreshold = 500, Interval = TimeSpan.FromMinutes(20) });
        tenant.Hire();
        tenant.Hire();
        var seen = new List<string>();
        tenant.Instead = line =>
        {
            if (line == "POST /Users")
            {
                seen.Add(tenant.Job.Status.ToJson().At("status", "progress")!.ToJsonString());
            }

            return null;
        };
        await tenant.CycleAsync();
        var status = tenant.Job.Status.ToJson();
        Assert.Multiple(() =>
        {
            Assert.That(seen[1], Is.EqualTo("""[{"completedUnits":1,"progressObservationDateTime":"2025-03-01T00:00:00.0000000Z","totalUnits":2,"units":"users"}]"""));
            Assert.That(status.At("status", "progress")!.ToJsonString(), Is.EqualTo("[]"), "between cycles");
            Assert.That(status.At("schedule", "interval").Text(), Is.EqualTo("PT20M"));
            Assert.That(status.At("synchronizationJobSettings")!.ToJsonString(), Is.EqualTo("""[{"name":"QuarantineTooManyDeletesThreshold","value":"500"}]"""));
            Assert.That((status.At("id").Text(), status.At("templateId").Text()), Is.EqualTo((tenant.Job.Id, "scim")));
        });
    }

    [TestCase(true, "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse")]
    [TestCase(false, null)]
    public async Task Members_of_a_group_that_was_asked_for_without_them_cannot_be_read(bool strict, string? code)
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { ReadsStrictly = strict });
        var group = tenant.Directory.AddGroup("Astronomers");
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Instead = line => line.StartsWith("GET /Groups/", StringComparison.Ordinal) ? (200, """{"id":"1","displayName":"Astronomers","members":[{"value":"2"}]}""") : null;
        tenant.Directory.ChangeGroup(group.Id, g => g with { DisplayName = "Cosmologists" });
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records[^1].ErrorCode, Is.EqualTo(code));
    }

    [TestCase(true, "SystemForCrossDomainIdentityManagementServiceIncompatible")]
    [TestCase(false, null)]
    public async Task A_manager_that_is_shown_as_a_text_cannot_be_read(bool strict, string? code)
    {
        await using var tenant = await StartAsync(new ProvisioningJobOptions { ReadsStrictly = strict });
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Instead = line => line.StartsWith("GET /Users/", StringComparison.Ordinal)
            ? (200, """{"id":"1","userName":"person1@example.com","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":"271"}}""") : null;
        tenant.Directory.Change(person.Id, u => u with { Title = "Countess" });
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records[^1].ErrorCode, Is.EqualTo(code));
    }

    private static Task<Tenant> StartAsync(ProvisioningJobOptions options, ApplicationMapping? mapping = null) =>
        Tenant.StartAsync(mapping is null ? null : new EntraOptions { Mapping = mapping }, options with { Probes = 0 });

    /// <summary>A network that answers 400 to some requests, the first ones of them.</summary>
    private static Func<string, HttpResponseMessage?> Fails(Func<string, bool> which, int until)
    {
        var count = 0;
        return line => which(line) && ++count <= until ? new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("{}") } : null;
    }
}
