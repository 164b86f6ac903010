using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Initial and incremental cycles with people.</summary>
public sealed class CycleTests
{
    [Test]
    public async Task Initial_cycle_creates_who_has_the_application_and_nobody_else()
    {
        await using var tenant = await Tenant.StartAsync();
        var (assigned, other) = (tenant.Hire(), tenant.Hire(assigned: false));
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(report.IsInitial, Is.True);
            Assert.That(report[TurnOutcome.Created], Is.EqualTo(1));
            Assert.That(report[TurnOutcome.Skipped], Is.EqualTo(1));
            Assert.That(tenant.Job.LinkOf(assigned.Id), Is.Not.Null);
            Assert.That(tenant.Job.LinkOf(other.Id), Is.Null);
            Assert.That(tenant.Sent.Select(s => s.Split(' ')[0]), Is.EqualTo(new[] { "GET", "POST" }));
        });
    }

    [Test]
    public async Task Second_cycle_without_changes_sends_nothing_at_all()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        await tenant.CycleAsync();
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(report.IsInitial, Is.False);
            Assert.That(report.Requests, Is.Zero);
            Assert.That(tenant.Job.Status.SteadyStateFirstAchieved, Is.Not.Null);
        });
    }

    [Test]
    public async Task Restart_of_the_watermark_compares_everybody_and_writes_nothing()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        await tenant.CycleAsync();
        tenant.Job.Restart(ResetScopes.Watermark);
        var report = await tenant.CycleAsync();
        Assert.That((report.IsInitial, report.Writes, report[TurnOutcome.Unchanged]), Is.EqualTo((true, 0L, 1)));
    }

    [Test]
    public async Task Restart_of_everything_finds_accounts_anew()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        var id = tenant.Job.LinkOf(user.Id);
        tenant.Job.Restart(ResetScopes.Full);
        Assert.That((tenant.Job.LinkOf(user.Id), tenant.Job.Status.Users), Is.EqualTo(((string?)null, 0)));
        var report = await tenant.CycleAsync();
        Assert.That((tenant.Job.LinkOf(user.Id), report[TurnOutcome.Created]), Is.EqualTo((id, 0)));
    }

    [Test]
    public async Task A_changed_attribute_costs_one_read_and_one_patch_with_that_attribute()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        _ = tenant.Sent;
        tenant.Directory.Change(user.Id, u => u with { Title = "Astronomer" });
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(report[TurnOutcome.Updated], Is.EqualTo(1));
            Assert.That(tenant.SentBodies, Is.EqualTo(new[]
            {
                """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"Replace","path":"title","value":"Astronomer"}]}""",
            }));
        });
    }

    [Test]
    public async Task A_change_of_letter_case_alone_is_none_and_a_cleared_source_clears_nothing()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        tenant.Directory.Change(user.Id, u => u with { City = "Redmond", Region = "WA" });
        await tenant.CycleAsync();
        tenant.Directory.Change(user.Id, u => u with { City = "REDMOND", Region = null });
        var report = await tenant.CycleAsync();
        Assert.That((report.Writes, report[TurnOutcome.Unchanged]), Is.EqualTo((0L, 1)));
        Assert.That((await tenant.ReadAsync(user.Id)).At("addresses[type=work].region").Text(), Is.EqualTo("WA"));
    }

    [Test]
    public async Task Leaving_and_coming_back_switches_off_and_on()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        foreach (var (leave, comeBack) in new (Action, Action)[]
                 {
                     (() => tenant.Directory.Unassign(user.Id), () => tenant.Directory.Assign(user.Id)),
                     (() => tenant.Directory.SoftDelete(user.Id), () => tenant.Directory.Restore(user.Id)),
                     (() => tenant.Directory.Change(user.Id, u => u with { State = AccountState.Disabled }), () => tenant.Directory.Change(user.Id, u => u with { State = AccountState.Enabled })),
                 })
        {
            leave();
            Assert.That((await tenant.CycleAsync())[TurnOutcome.Disabled], Is.EqualTo(1));
            Assert.That((await tenant.ReadAsync(user.Id)).At("active").Boolean(), Is.False);
            comeBack();
            Assert.That((await tenant.CycleAsync())[TurnOutcome.Updated], Is.EqualTo(1));
            Assert.That((await tenant.ReadAsync(user.Id)).At("active").Boolean(), Is.True);
        }
    }

    [Test]
    public async Task What_lay_in_the_recycle_bin_for_thirty_days_is_deleted()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.SoftDelete(user.Id);
        await tenant.CycleAsync();
        tenant.Clock.Advance(TimeSpan.FromDays(31));
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That(report[TurnOutcome.Deleted], Is.EqualTo(1));
            Assert.That(tenant.Job.LinkOf(user.Id), Is.Null);
            Assert.That(tenant.Job.Status.Users, Is.EqualTo(1), "counts never go down");
        });
    }

    [Test]
    public async Task Who_fell_out_of_scope_is_no_longer_managed_and_not_deleted_later()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Unassign(user.Id);
        await tenant.CycleAsync();
        tenant.Directory.HardDelete(user.Id);
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Deleted], report.Writes), Is.EqualTo((0, 0L)));
    }

    [Test]
    public async Task Who_is_disabled_is_not_provisioned_in_the_first_place()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        tenant.Directory.Change(user.Id, u => u with { State = AccountState.Disabled });
        Assert.That((await tenant.CycleAsync()).Requests, Is.Zero);
        tenant.Directory.Change(user.Id, u => u with { State = AccountState.Enabled });
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
    }

    [Test]
    public async Task Options_of_scope()
    {
        await using (var everybody = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, Scope = ProvisioningScope.All }))
        {
            everybody.Hire(assigned: false);
            Assert.That((await everybody.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        }

        await using (var tutorial = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, DefaultAccessSkipped = true }))
        {
            tutorial.Directory.AddRole(new AppRole("role-1", "User", "User"));
            tutorial.Hire();
            var withRole = tutorial.Hire(assigned: false);
            tutorial.Directory.Assign(withRole.Id, "role-1");
            Assert.That((await tutorial.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
            Assert.That(tutorial.Job.LinkOf(withRole.Id), Is.Not.Null);
        }

        await using var lenient = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, SkipOutOfScopeDeletions = true });
        var leaver = lenient.Hire();
        await lenient.CycleAsync();
        lenient.Directory.Unassign(leaver.Id);
        Assert.That((await lenient.CycleAsync()).Writes, Is.Zero);
    }

    [Test]
    public async Task Actions_that_are_switched_off_do_nothing()
    {
        var users = EntraMappings.Generic.Users;
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic with { Users = users with { Actions = TargetActions.Create } } });
        var user = tenant.Hire();
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        tenant.Directory.Change(user.Id, u => u with { Title = "Astronomer" });
        Assert.That((await tenant.CycleAsync()).Requests, Is.Zero);
        tenant.Directory.Unassign(user.Id);
        Assert.That((await tenant.CycleAsync()).Requests, Is.Zero, "a switching-off is an update");
        tenant.Directory.Assign(user.Id);
        tenant.Directory.HardDelete(user.Id);
        Assert.That((await tenant.CycleAsync()).Requests, Is.Zero);
    }

    [Test]
    public async Task An_existing_account_is_adopted_and_brought_in_line()
    {
        await using var tenant = await Tenant.StartAsync();
        var user = tenant.Hire();
        var id = await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@example.com","displayName":"Before"}""");
        var report = await tenant.CycleAsync();
        Assert.That((tenant.Job.LinkOf(user.Id), report[TurnOutcome.Updated]), Is.EqualTo((id, 1)));
        Assert.That((await tenant.ReadAsync(user.Id)).At("displayName").Text(), Is.EqualTo(user.DisplayName));
    }

    [Test]
    public async Task Matching_asks_one_attribute_after_the_other_and_stops_at_the_first_match()
    {
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic, MatchBy = ["externalId", "userName"] });
        var user = tenant.Hire();
        await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@example.com"}""");
        await tenant.CycleAsync();
        Assert.That(tenant.Sent.Take(2), Is.EqualTo(new[] { $"GET /Users?filter=externalId+eq+%22{user.Alias}%22", "GET /Users?filter=userName+eq+%22person1%40example.com%22" }));
    }

    [Test]
    public async Task Several_objects_at_a_time_end_with_the_same_result()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, Parallel = 4 });
        var people = Enumerable.Range(0, 30).Select(_ => tenant.Hire()).ToList();
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(30));
        Assert.That(people.Select(p => tenant.Job.LinkOf(p.Id)), Is.Unique.And.All.Not.Null);
    }

    [Test]
    public async Task A_cycle_begins_with_the_probes_of_test_connection()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 3 });
        await tenant.CycleAsync();
        var sent = tenant.Sent;
        Assert.Multiple(() =>
        {
            Assert.That(sent, Has.Count.EqualTo(4));
            Assert.That(sent.Take(3), Is.All.Match(@"^GET /Users\?filter=userName\+eq\+%22[0-9a-f-]{36}%22$"));
            Assert.That(sent[3], Does.Match(@"^GET /Groups\?excludedAttributes=members&filter=displayName\+eq\+%22[0-9a-f-]{36}%22$"));
        });
    }
}
