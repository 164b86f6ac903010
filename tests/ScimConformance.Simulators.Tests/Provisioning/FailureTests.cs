using NUnit.Framework;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What becomes of failures: escrow, retries, quarantine, and the end of it.</summary>
public sealed class FailureTests
{
    [TestCase(409, "EntryConflict")]
    [TestCase(400, "SystemForCrossDomainIdentityManagementServiceIncompatible")]
    [TestCase(403, "InsufficientRights")]
    [TestCase(405, "MethodNotAllowed")]
    [TestCase(422, "UnprocessableEntity")]
    [TestCase(500, "InternalServerError")]
    [TestCase(501, "NotImplemented")]
    public async Task A_failure_has_its_error_code_and_waits(int status, string code)
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (status, "{}") : null;
        var report = await tenant.CycleAsync();
        var record = tenant.Log.Records.Single();
        Assert.Multiple(() =>
        {
            Assert.That(report[TurnOutcome.Failed], Is.EqualTo(1));
            Assert.That((record.Action, record.Status, record.ErrorCode), Is.EqualTo(("Create", "failure", code)));
            Assert.That(record.Steps[^1].Description, Does.StartWith($"Failed to create User '{user.UserName}' in Contoso; Error: ").And.Contain("This operation was retried 0 times. It will be retried again after this date: 2025-03-01T"));
            Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task Retries_come_after_6_12_and_24_hours_then_daily_for_28_days()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (409, "{}") : null;
        var tries = new List<double>();
        var began = tenant.Clock.GetUtcNow();
        await tenant.Job.RunUntilAsync(began + TimeSpan.FromDays(40), report =>
        {
            if (report[TurnOutcome.Failed] > 0)
            {
                tries.Add((report.Began - began).TotalHours);
            }
        });
        Assert.Multiple(() =>
        {
            Assert.That(tries.Take(4).Select(h => Math.Round(h)), Is.EqualTo(new[] { 0, 6, 12, 24 }));
            Assert.That(tries.Skip(3).Zip(tries.Skip(4), (a, b) => b - a), Is.All.InRange(24, 25));
            Assert.That(tries[^1] / 24, Is.InRange(26, 28.1));
            Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.Zero);
        });
    }

    [Test]
    public async Task A_transient_failure_is_tried_again_in_the_next_cycle()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (503, "") : null;
        await tenant.CycleAsync();
        tenant.Instead = null;
        tenant.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.Zero);
    }

    [Test]
    public async Task Too_many_requests_is_waited_for_as_asked_and_then_escrowed()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        var refusals = 0;
        tenant.Instead = line => line == "POST /Users" && ++refusals <= 2 ? (429, "") : null;
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1), "after two pauses");
        tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (429, "") : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records[^1].ErrorCode, Is.EqualTo("TooManyRequests"));
    }

    [Test]
    public async Task A_linked_object_that_is_gone_is_an_invalid_anchor()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Instead = line => line.StartsWith("GET /Users/", StringComparison.Ordinal) ? (404, "") : null;
        tenant.Directory.Change(user.Id, u => u with { Title = "Astronomer" });
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records[^1].ErrorCode, Is.EqualTo("InvalidAnchor"));
        Assert.That(tenant.Job.Status.Quarantine, Is.Null);
    }

    [Test]
    public async Task Two_accounts_at_a_match_are_duplicate_target_entries()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        tenant.Instead = line => line.StartsWith("GET /Users?", StringComparison.Ordinal)
            ? (200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":2,"Resources":[{"id":"1"},{"id":"2"}]}""")
            : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records.Single().ErrorCode, Is.EqualTo("DuplicateTargetEntries"));
    }

    [TestCase(404, "An HTTP/404 Not Found response was returned")]
    [TestCase(401, "You appear to have entered invalid credentials")]
    public async Task A_404_instead_of_an_empty_list_and_refused_credentials_lead_to_quarantine_at_once(int status, string text)
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { NotificationAddress = "admin@example.com" });
        tenant.Hire();
        tenant.Instead = line => line.StartsWith("GET /Users?", StringComparison.Ordinal) ? (status, "{}") : null;
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(report.Stopped, Does.StartWith(text));
            Assert.That(tenant.Job.Status.Code, Is.EqualTo("Quarantine"));
            Assert.That(tenant.Job.Status.Quarantine!.Reason, Is.EqualTo(Quarantine.Exception));
            Assert.That(tenant.Log.Mails.Single(), Has.Property("To").EqualTo("admin@example.com").And.Property("Subject").Contains("quarantine"));
            Assert.That(tenant.Log.Audit[^1].Activity, Is.EqualTo("Quarantine"));
        });
        tenant.Instead = null;
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Code, Is.EqualTo("Active"));
        Assert.That(tenant.Job.Status.Users, Is.EqualTo(1));
    }

    [Test]
    public async Task Cycles_slow_down_in_quarantine_and_the_job_is_switched_off_after_four_weeks()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { NotificationAddress = "admin@example.com" });
        tenant.Instead = _ => (401, "{}");
        var begins = new List<DateTimeOffset>();
        await tenant.Job.RunUntilAsync(tenant.Clock.GetUtcNow() + TimeSpan.FromDays(90), report => begins.Add(report.Began));
        var gaps = begins.Zip(begins.Skip(1), (a, b) => b - a).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(gaps[0], Is.EqualTo(TimeSpan.FromMinutes(80)));
            Assert.That(gaps, Is.Ordered);
            Assert.That(gaps[^1], Is.EqualTo(TimeSpan.FromDays(1)));
            Assert.That(begins[^1] - begins[0], Is.InRange(TimeSpan.FromDays(28), TimeSpan.FromDays(29)));
            Assert.That(tenant.Job.Status.ScheduleState, Is.EqualTo("Disabled"));
            Assert.That(tenant.Log.Mails, Has.Count.EqualTo(2), "one when it began, one at the end");
            Assert.That(() => tenant.Job.RunCycleAsync(), Throws.InvalidOperationException.With.Message.Contains("restart it"));
        });
    }

    /// <summary>The examples of Microsoft, Application provisioning in quarantine status.</summary>
    [TestCase(4_000, 0, 0, false)]
    [TestCase(45_000, 0, 0, true)]
    [TestCase(30_000, 0, 5_000, true)]
    [TestCase(20_000, 0, 100_000, false)]
    [TestCase(40_000, 21_000, 60_001, true)]
    public void Thresholds_of_quarantine(int failures, int references, int successes, bool exceeded) =>
        Assert.That(new QuarantinePolicy().IsExceeded(failures, references, failures, successes), Is.EqualTo(exceeded));

    [Test]
    public async Task Too_many_failures_pause_the_initial_cycle_and_quarantine_a_later_one()
    {
        var policy = new QuarantinePolicy { LeastFailures = 2 };
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, Quarantine = policy });
        tenant.Instead = line => line == "POST /Users" ? (400, "{}") : null;
        tenant.Hire();
        tenant.Hire();
        await tenant.CycleAsync();
        Assert.That((tenant.Job.Status.Code, tenant.Job.Status.Waiting.Escrowed), Is.EqualTo(("Paused", 0)));
        Assert.That((bool)tenant.Job.Status.ToJson()["status"]!["escrowsPruned"]!, Is.True);
        tenant.Job.Start();
        tenant.Hire();
        tenant.Hire();
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine!.Reason, Is.EqualTo(Quarantine.EscrowProportion));
        tenant.Instead = null;
        tenant.Clock.Advance(TimeSpan.FromHours(6));
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Quarantine, Is.Null, "a success at a retry ends it");
    }

    [Test]
    public async Task Deletions_beyond_the_threshold_wait_for_permission()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, DeletionThreshold = 2, NotificationAddress = "admin@example.com" });
        var people = Enumerable.Range(0, 3).Select(_ => tenant.Hire()).ToList();
        await tenant.CycleAsync();
        tenant.Directory.Unassign(people[0].Id);
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Disabled], Is.EqualTo(1), "one is below the threshold");
        tenant.Directory.Unassign(people[1].Id);
        tenant.Directory.HardDelete(people[2].Id);
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That((report[TurnOutcome.Staged], report.Writes), Is.EqualTo((2, 0L)));
            Assert.That(tenant.Log.Records.Count(r => r.Action == "StagedDelete"), Is.EqualTo(2));
            Assert.That(tenant.Job.Status.Quarantine!.Reason, Is.EqualTo(Quarantine.TooManyDeletes));
        });
        tenant.Job.AllowDeletes();
        report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Disabled], report[TurnOutcome.Deleted]), Is.EqualTo((1, 1)));
        Assert.That((tenant.Job.Status.Code, tenant.Job.Status.Waiting.Staged), Is.EqualTo(("Active", 0)));
    }

    [Test]
    public async Task Deletions_are_taken_back_by_repairing_the_source()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, DeletionThreshold = 1 });
        var user = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Unassign(user.Id);
        await tenant.CycleAsync();
        tenant.Directory.Assign(user.Id);
        tenant.Job.Restart(ResetScopes.Full & ~ResetScopes.ConnectorDataStore);
        var report = await tenant.CycleAsync();
        Assert.That((report.Writes, tenant.Job.Status.Code, tenant.Job.Status.Waiting.Staged), Is.EqualTo((0L, "Active", 0)));
    }
}
