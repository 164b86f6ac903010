using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Every way out of an application and back, by what the application and the job can do (Microsoft, How application provisioning works, De-provisioning).</summary>
public sealed class LifeCycleTests
{
    private const string Active = "active", Nothing = "nothing", Delete = "DELETE";

    /// <summary>What happens in the directory, by name.</summary>
    private static readonly Dictionary<string, (Action<IdpDirectory, string> Leave, Action<IdpDirectory, string>? Return)> Events = new()
    {
        ["disabled"] = ((d, id) => d.Change(id, u => u with { State = AccountState.Disabled }), (d, id) => d.Change(id, u => u with { State = AccountState.Enabled })),
        ["unassigned"] = ((d, id) => d.Unassign(id), (d, id) => d.Assign(id)),
        ["out of the filters"] = ((d, id) => d.Change(id, u => u with { Department = "Research" }), (d, id) => d.Change(id, u => u with { Department = "Sales" })),
        ["soft-deleted"] = ((d, id) => d.SoftDelete(id), (d, id) => d.Restore(id)),
        ["hard-deleted"] = ((d, id) => d.HardDelete(id), null),
    };

    private static readonly Dictionary<string, (ProvisioningJobOptions Job, TargetActions Actions, bool MapsActive)> Jobs = new()
    {
        ["default"] = (new ProvisioningJobOptions(), TargetActions.All, true),
        ["skip"] = (new ProvisioningJobOptions { SkipOutOfScopeDeletions = true }, TargetActions.All, true),
        ["no soft delete"] = (new ProvisioningJobOptions { DeletesInsteadOfDisabling = true }, TargetActions.All, true),
        ["update off"] = (new ProvisioningJobOptions(), TargetActions.Create | TargetActions.Delete, true),
        ["delete off"] = (new ProvisioningJobOptions(), TargetActions.Create | TargetActions.Update, true),
        ["active unmapped"] = (new ProvisioningJobOptions(), TargetActions.All, false),
    };

    [TestCase("disabled", "default", Active)]
    [TestCase("unassigned", "default", Active)]
    [TestCase("out of the filters", "default", Active)]
    [TestCase("soft-deleted", "default", Active)]
    [TestCase("hard-deleted", "default", Delete)]
    [TestCase("disabled", "skip", Active)]
    [TestCase("unassigned", "skip", Nothing)]
    [TestCase("out of the filters", "skip", Nothing)]
    [TestCase("soft-deleted", "skip", Active)]
    [TestCase("hard-deleted", "skip", Delete)]
    [TestCase("disabled", "no soft delete", Delete)]
    [TestCase("unassigned", "no soft delete", Delete)]
    [TestCase("out of the filters", "no soft delete", Delete)]
    [TestCase("soft-deleted", "no soft delete", Delete)]
    [TestCase("hard-deleted", "no soft delete", Delete)]
    [TestCase("disabled", "update off", Nothing)]
    [TestCase("unassigned", "update off", Nothing)]
    [TestCase("hard-deleted", "update off", Delete)]
    [TestCase("soft-deleted", "delete off", Active)]
    [TestCase("hard-deleted", "delete off", Nothing)]
    [TestCase("disabled", "active unmapped", Nothing)]
    [TestCase("unassigned", "active unmapped", Nothing)]
    [TestCase("hard-deleted", "active unmapped", Delete)]
    public async Task Leaving(string what, string job, string sends)
    {
        await using var tenant = await StartAsync(job);
        var person = tenant.Hire();
        await tenant.CycleAsync();
        await CycleSendsAsync(tenant, () => Events[what].Leave(tenant.Directory, person.Id), sends);
        await CycleSendsAsync(tenant, () => { }, Nothing);
        if (Events[what].Return is { } comeBack)
        {
            var account = tenant.Job.LinkOf(person.Id);
            var report = await CycleSendsAsync(tenant, () => comeBack(tenant.Directory, person.Id), sends == Delete ? "POST" : sends);
            Assert.That((report[TurnOutcome.Created], tenant.Job.LinkOf(person.Id) == account), Is.EqualTo(sends == Delete ? (1, false) : (0, true)));
        }
    }

    /// <summary>Who is out of scope is not managed any more, whether or not that was told to the application.</summary>
    [TestCase("unassigned", "default", Nothing)]
    [TestCase("unassigned", "skip", Nothing)]
    [TestCase("out of the filters", "default", Nothing)]
    [TestCase("out of the filters", "skip", Nothing)]
    [TestCase("disabled", "default", Delete)]
    [TestCase("soft-deleted", "default", Delete)]
    public async Task Being_deleted_for_good_after_leaving(string what, string job, string sends)
    {
        await using var tenant = await StartAsync(job);
        var person = tenant.Hire();
        await tenant.CycleAsync();
        Events[what].Leave(tenant.Directory, person.Id);
        await tenant.CycleAsync();
        await CycleSendsAsync(tenant, () => tenant.Directory.HardDelete(person.Id), sends);
        Assert.That(tenant.Job.LinkOf(person.Id), Is.Null);
    }

    [TestCase("unassigned")]
    [TestCase("out of the filters")]
    public async Task Who_came_back_is_managed_again_and_deleted_at_the_end(string what)
    {
        await using var tenant = await StartAsync("skip");
        var person = tenant.Hire();
        await tenant.CycleAsync();
        Events[what].Leave(tenant.Directory, person.Id);
        await tenant.CycleAsync();
        Events[what].Return!(tenant.Directory, person.Id);
        await tenant.CycleAsync();
        await CycleSendsAsync(tenant, () => tenant.Directory.HardDelete(person.Id), Delete);
    }

    [Test]
    public async Task With_creation_switched_off_who_is_there_is_updated_and_nobody_is_made()
    {
        var users = EntraMappings.Generic.Users;
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic with { Users = users with { Actions = TargetActions.Update | TargetActions.Delete } } });
        var (there, missing) = (tenant.Hire(), tenant.Hire());
        await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@example.com"}""");
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Created], report[TurnOutcome.Updated], report[TurnOutcome.Skipped]), Is.EqualTo((0, 1, 1)));
        Assert.That(tenant.Job.LinkOf(there.Id), Is.Not.Null);
        Assert.That(tenant.Job.LinkOf(missing.Id), Is.Null);
        Assert.That((await tenant.ReadAsync(there.Id)).At("displayName").Text(), Is.EqualTo(there.DisplayName));
    }

    [Test]
    public async Task A_group_that_leaves_is_deleted_and_made_anew_with_its_members_when_it_comes_back()
    {
        foreach (var (leave, comeBack) in new (Action<IdpDirectory, string>, Action<IdpDirectory, string>)[]
                 {
                     ((d, id) => d.Unassign(id), (d, id) => d.Assign(id)),
                     ((d, id) => d.SoftDelete(id), (d, id) => d.Restore(id)),
                     ((d, id) => d.ChangeGroup(id, g => g with { IsSecurityEnabled = false }), (d, id) => d.ChangeGroup(id, g => g with { IsSecurityEnabled = true })),
                 })
        {
            await using var tenant = await Tenant.StartAsync();
            var person = tenant.Hire();
            var group = tenant.Directory.AddGroup("Astronomers", person.Id);
            tenant.Directory.Assign(group.Id);
            await tenant.CycleAsync();
            var former = tenant.Job.LinkOf(group.Id);
            leave(tenant.Directory, group.Id);
            Assert.That((await tenant.CycleAsync())[TurnOutcome.Deleted], Is.EqualTo(1));
            comeBack(tenant.Directory, group.Id);
            Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
            Assert.That(tenant.Job.LinkOf(group.Id), Is.Not.Null.And.Not.EqualTo(former));
            var members = (await tenant.ReadAsync(group.Id, "/Groups")).At("members") as JsonArray;
            Assert.That((string?)members!.Single()!["value"], Is.EqualTo(tenant.Job.LinkOf(person.Id)));
        }
    }

    [Test]
    public async Task A_group_is_left_as_it_is_where_the_documented_disable_request_has_nothing_to_disable()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, DeletesGroupsOutOfScope = false });
        var group = tenant.Directory.AddGroup("Astronomers");
        tenant.Directory.Assign(group.Id);
        await tenant.CycleAsync();
        tenant.Directory.Unassign(group.Id);
        Assert.That((await tenant.CycleAsync()).Writes, Is.Zero);
        Assert.That(await tenant.ReadAsync(group.Id, "/Groups"), Is.Not.Null);
        tenant.Directory.HardDelete(group.Id);
        Assert.That((await tenant.CycleAsync()).Writes, Is.Zero, "out of scope since before");
    }

    private static async Task<CycleReport> CycleSendsAsync(Tenant tenant, Action happens, string what)
    {
        happens();
        _ = tenant.Sent;
        var report = await tenant.CycleAsync();
        var sent = tenant.Sent.Where(s => !s.StartsWith("GET ", StringComparison.Ordinal)).Select(s => s.Split(' ')[0]).ToList();
        Assert.That(sent, Is.EqualTo(what == Nothing ? [] : new[] { what == Active ? "PATCH" : what }));
        return report;
    }

    private static async Task<Tenant> StartAsync(string name)
    {
        var (job, actions, mapsActive) = Jobs[name];
        string[] kept = mapsActive ? ["userName", "active"] : ["userName"];
        var users = EntraMappings.Generic.Users with
        {
            Attributes = EntraMappings.Generic.Users.Attributes.Where(l => kept.Contains(l.Target.Text)).ToList(),
            Actions = actions,
            ScopingFilters = [new ScopingFilter("No researchers", [new ScopingClause("department", "NOT EQUALS", "Research")])],
        };
        return await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic with { Users = users } }, job with { Probes = 0 });
    }
}
