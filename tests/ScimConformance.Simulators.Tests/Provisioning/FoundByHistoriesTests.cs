using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Cases that histories drawn at random found.</summary>
public sealed class FoundByHistoriesTests
{
    [Test]
    public async Task A_deletion_whose_answer_was_lost_is_done_when_the_retry_finds_nothing()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.HardDelete(person.Id);
        tenant.Instead = line => line.StartsWith("DELETE ", StringComparison.Ordinal) ? (404, "{}") : null;
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Deleted], tenant.Job.Status.Waiting.Escrowed, tenant.Job.LinkOf(person.Id)), Is.EqualTo((1, 0, (string?)null)));
    }

    [Test]
    public async Task Somebody_elses_account_is_not_taken_over_while_its_new_name_is_on_its_way()
    {
        await using var tenant = await Tenant.StartAsync();
        var first = tenant.Hire();
        await tenant.CycleAsync();
        var account = tenant.Job.LinkOf(first.Id);
        tenant.Directory.Change(first.Id, u => u with { UserName = "renamed@example.com" });
        var second = tenant.Directory.Add(first with { Id = tenant.Directory.NewGuid() });
        tenant.Directory.Assign(second.Id);
        tenant.Instead = line => line.StartsWith("PATCH ", StringComparison.Ordinal) ? (500, "{}") : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records.Where(r => r.Status == "failure").Select(r => r.ErrorCode), Is.EqualTo(new[] { "InternalServerError", "DuplicateSourceEntries" }));
        tenant.Instead = null;
        tenant.Clock.Advance(TimeSpan.FromHours(6));
        await tenant.CycleAsync();
        Assert.That((tenant.Job.LinkOf(first.Id), tenant.Job.LinkOf(second.Id)), Is.EqualTo((account, tenant.Job.LinkOf(second.Id))));
        Assert.That(tenant.Job.LinkOf(second.Id), Is.Not.Null.And.Not.EqualTo(account));
        Assert.That((await tenant.ReadAsync(first.Id)).At("userName").Text(), Is.EqualTo("renamed@example.com"));
    }

    [Test]
    public async Task A_reference_that_is_not_wanted_any_more_waits_no_longer()
    {
        await using var tenant = await Tenant.StartAsync();
        var (person, manager) = (tenant.Hire(), tenant.Hire());
        var group = tenant.Directory.AddGroup("Astronomers", person.Id);
        tenant.Directory.Assign(group.Id);
        tenant.Directory.Change(person.Id, u => u with { ManagerId = manager.Id });
        tenant.Instead = line => line.StartsWith("PATCH ", StringComparison.Ordinal) ? (500, "{}") : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.EqualTo(2), "the manager and the member");
        tenant.Instead = null;
        tenant.Directory.Change(person.Id, u => u with { ManagerId = null });
        tenant.Directory.HardDelete(group.Id);
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.Zero);
    }

    [Test]
    public async Task Who_comes_back_switched_off_is_managed_again()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Directory.Unassign(person.Id);
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { State = AccountState.Disabled, Title = "Countess" });
        tenant.Directory.Assign(person.Id);
        await tenant.CycleAsync();
        Assert.That((await tenant.ReadAsync(person.Id)).At("title").Text(), Is.EqualTo("Countess"));
        tenant.Directory.HardDelete(person.Id);
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Deleted], Is.EqualTo(1));
    }

    [Test]
    public async Task A_member_whose_addition_got_no_answer_and_who_has_to_go_again_is_removed()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire();
        var group = tenant.Directory.AddGroup("Astronomers", person.Id);
        tenant.Directory.Assign(group.Id);
        tenant.Instead = line => line.StartsWith("PATCH /Groups", StringComparison.Ordinal) ? (500, "{}") : null;
        await tenant.CycleAsync();
        tenant.Instead = null;
        tenant.Directory.RemoveMember(group.Id, person.Id);
        _ = tenant.Sent;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain("\"Remove\"").And.Contain(tenant.Job.LinkOf(person.Id)!));
    }

    [Test]
    public async Task A_restart_adds_all_members_again_and_still_removes_who_left()
    {
        await using var tenant = await Tenant.StartAsync();
        var (stays, goes) = (tenant.Hire(), tenant.Hire());
        var group = tenant.Directory.AddGroup("Astronomers", stays.Id, goes.Id);
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Directory.RemoveMember(group.Id, goes.Id);
        tenant.Job.Restart(ResetScopes.Watermark);
        _ = tenant.Sent;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Where(b => b.Contains("members", StringComparison.Ordinal)), Has.Exactly(1).Contains("\"Remove\"").And.Exactly(1).Contains("\"Add\""));
        Assert.That(await MembersAsync(tenant, group), Is.EqualTo(new[] { tenant.Job.LinkOf(stays.Id) }));
    }

    [Test]
    public async Task Who_was_deleted_in_the_application_and_made_anew_is_made_a_member_again()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, DeletesInsteadOfDisabling = true });
        var person = tenant.Hire();
        var group = tenant.Directory.AddGroup("Astronomers", person.Id);
        tenant.Directory.Assign(group.Id);
        tenant.Directory.Unassign(person.Id);
        await tenant.CycleAsync();
        var former = tenant.Job.LinkOf(person.Id);
        tenant.Directory.SoftDelete(person.Id);
        await tenant.CycleAsync();
        Assert.That(tenant.Job.LinkOf(person.Id), Is.Null);
        tenant.Directory.Restore(person.Id);
        tenant.Directory.AddMember(group.Id, tenant.Hire().Id);
        await tenant.CycleAsync();
        Assert.That(tenant.Job.LinkOf(person.Id), Is.Not.Null.And.Not.EqualTo(former));
        Assert.That(await MembersAsync(tenant, group), Does.Contain(tenant.Job.LinkOf(person.Id)));
    }

    private static async Task<IEnumerable<string?>> MembersAsync(Tenant tenant, IdpGroup group) =>
        ((await tenant.ReadAsync(group.Id, "/Groups")).At("members") as JsonArray ?? []).Select(m => m.At("value").Text());
}
