using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Groups, their members, and managers: what refers to objects follows when the objects exist.</summary>
public sealed class ReferenceTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Test]
    public async Task A_manager_is_set_after_both_exist_changed_and_never_cleared()
    {
        await using var tenant = await Tenant.StartAsync();
        var (person, first, second) = (tenant.Hire(), tenant.Hire(), tenant.Hire());
        tenant.Directory.Change(person.Id, u => u with { ManagerId = first.Id });
        await tenant.CycleAsync();
        Assert.That(tenant.Sent[^1], Does.StartWith("PATCH /Users/"), "the manager comes last");
        Assert.That(await ManagerAsync(tenant, person), Is.EqualTo(tenant.Job.LinkOf(first.Id)));
        tenant.Directory.Change(person.Id, u => u with { ManagerId = second.Id });
        await tenant.CycleAsync();
        Assert.That(await ManagerAsync(tenant, person), Is.EqualTo(tenant.Job.LinkOf(second.Id)));
        tenant.Directory.Change(person.Id, u => u with { ManagerId = null });
        Assert.That((await tenant.CycleAsync()).Writes, Is.Zero, "production sends nothing");
    }

    [Test]
    public async Task A_removed_manager_is_told_when_that_is_asked_for()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, ClearsManager = true });
        var (person, manager) = (tenant.Hire(), tenant.Hire());
        tenant.Directory.Change(person.Id, u => u with { ManagerId = manager.Id });
        await tenant.CycleAsync();
        tenant.Directory.Change(person.Id, u => u with { ManagerId = null });
        _ = tenant.Sent;
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Single(), Does.Contain($$"""{"op":"Replace","path":"{{Enterprise}}:manager","value":""}"""));
        Assert.That(await ManagerAsync(tenant, person), Is.Null);
    }

    [Test]
    public async Task A_manager_who_is_out_of_scope_is_left_out_until_a_restart()
    {
        await using var tenant = await Tenant.StartAsync();
        var (person, manager) = (tenant.Hire(), tenant.Hire(assigned: false));
        tenant.Directory.Change(person.Id, u => u with { ManagerId = manager.Id });
        await tenant.CycleAsync();
        tenant.Directory.Assign(manager.Id);
        await tenant.CycleAsync();
        Assert.That(await ManagerAsync(tenant, person), Is.Null);
        tenant.Job.Restart(ResetScopes.Watermark);
        await tenant.CycleAsync();
        Assert.That(await ManagerAsync(tenant, person), Is.EqualTo(tenant.Job.LinkOf(manager.Id)));
        Assert.That(tenant.Log.Records.Select(r => r.ErrorCode), Does.Contain("UnableToResolveReferenceAttributeValue"));
    }

    [Test]
    public async Task A_group_is_created_empty_and_its_members_follow()
    {
        await using var tenant = await Tenant.StartAsync();
        var (first, second) = (tenant.Hire(assigned: false), tenant.Hire(assigned: false));
        var group = tenant.Directory.AddGroup("Astronomers", first.Id, second.Id);
        tenant.Directory.Assign(group.Id);
        var report = await tenant.CycleAsync();
        var sent = tenant.Sent;
        Assert.Multiple(() =>
        {
            Assert.That(report[TurnOutcome.Created], Is.EqualTo(3), "direct members have the application by the group");
            Assert.That(sent.Select(s => s.Split(' ', '?')[0] + " " + s.Split(' ')[1].Split('?', '/')[1]), Is.EqualTo(new[]
            {
                "GET Users", "POST Users", "GET Users", "POST Users", "GET Groups", "POST Groups", "PATCH Groups", "PATCH Groups",
            }));
        });
        Assert.That(await MembersAsync(tenant, group), Is.EquivalentTo(new[] { tenant.Job.LinkOf(first.Id), tenant.Job.LinkOf(second.Id) }));
    }

    [TestCase(EntraWire.Default)]
    [TestCase(EntraWire.Compliant)]
    public async Task Members_come_and_go_and_a_group_is_renamed_and_deleted(EntraWire wire)
    {
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic, Wire = wire, MembersPerRequest = 2 });
        var people = Enumerable.Range(0, 4).Select(_ => tenant.Hire()).ToList();
        var group = tenant.Directory.AddGroup("Astronomers", people[0].Id, people[1].Id, people[2].Id);
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Directory.RemoveMember(group.Id, people[1].Id);
        tenant.Directory.AddMember(group.Id, people[3].Id);
        tenant.Directory.ChangeGroup(group.Id, g => g with { DisplayName = "Cosmologists" });
        var report = await tenant.CycleAsync();
        Assert.That(report.Writes, Is.EqualTo(3), "a rename, a removal, an addition");
        Assert.That(await MembersAsync(tenant, group), Is.EquivalentTo(new[] { 0, 2, 3 }.Select(i => tenant.Job.LinkOf(people[i].Id))));
        Assert.That((await tenant.ReadAsync(group.Id, "/Groups")).At("displayName").Text(), Is.EqualTo("Cosmologists"));
        tenant.Directory.Unassign(group.Id);
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Deleted], Is.EqualTo(1));
    }

    [Test]
    public async Task A_nested_group_is_one_member_and_gives_nobody_access()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire(assigned: false);
        var inner = tenant.Directory.AddGroup("Inner", person.Id);
        var outer = tenant.Directory.AddGroup("Outer", inner.Id);
        tenant.Directory.Assign(outer.Id);
        tenant.Directory.Assign(inner.Id);
        await tenant.CycleAsync();
        Assert.That(await MembersAsync(tenant, outer), Is.EqualTo(new[] { tenant.Job.LinkOf(inner.Id) }));
        tenant.Directory.Unassign(inner.Id);
        await tenant.CycleAsync();
        Assert.That((await tenant.ReadAsync(person.Id)).At("active").Boolean(), Is.False, "the outer group does not reach further down");
    }

    [Test]
    public async Task A_deleted_person_is_not_removed_from_groups_by_request()
    {
        await using var tenant = await Tenant.StartAsync();
        var (stays, goes) = (tenant.Hire(), tenant.Hire());
        var group = tenant.Directory.AddGroup("Astronomers", stays.Id, goes.Id);
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Directory.HardDelete(goes.Id);
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Deleted], report.Writes), Is.EqualTo((1, 1L)));
    }

    [Test]
    public async Task A_member_whose_creation_failed_is_added_when_it_exists()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire();
        var group = tenant.Directory.AddGroup("Astronomers", person.Id);
        tenant.Directory.Assign(group.Id);
        tenant.Instead = line => line == "POST /Users" ? (500, "") : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.EqualTo(2), "the person and the group's member");
        tenant.Instead = null;
        tenant.Clock.Advance(TimeSpan.FromHours(7));
        await tenant.CycleAsync();
        Assert.That(await MembersAsync(tenant, group), Is.EqualTo(new[] { tenant.Job.LinkOf(person.Id) }));
    }

    private static async Task<string?> ManagerAsync(Tenant tenant, IdpUser person) => (await tenant.ReadAsync(person.Id)).At(Enterprise, "manager.value").Text();

    private static async Task<IEnumerable<string?>> MembersAsync(Tenant tenant, IdpGroup group) =>
        ((await tenant.ReadAsync(group.Id, "/Groups")).At("members") as JsonArray ?? []).Select(m => m.At("value").Text());
}
