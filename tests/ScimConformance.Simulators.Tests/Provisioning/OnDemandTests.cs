using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>On-demand provisioning (Microsoft, On-demand provisioning): its steps and its limits.</summary>
public sealed class OnDemandTests
{
    private static readonly string[] Steps = ["Import group", "Determine if group is in scope", "Match group between source and target system", "Perform action"];

    [Test]
    public async Task A_group_comes_with_the_members_that_are_named_and_no_others()
    {
        await using var tenant = await Tenant.StartAsync();
        var people = Enumerable.Range(0, 6).Select(_ => tenant.Hire()).ToList();
        await tenant.CycleAsync();
        var group = tenant.Directory.AddGroup("Astronomers", [.. people.Select(p => p.Id)]);
        tenant.Directory.Assign(group.Id);
        _ = tenant.Sent;
        var result = await tenant.Job.ProvisionOnDemandAsync(group.Id, people[0].Id, people[1].Id);
        Assert.That(result.Steps, Is.EqualTo(Steps.Select(s => (s, "success"))));
        Assert.That(tenant.SentBodies.Where(b => b.Contains("\"members\"", StringComparison.Ordinal)).ToList(), Has.Count.EqualTo(2).And.Some.Contains(tenant.Job.LinkOf(people[1].Id)!));
        await tenant.CycleAsync();
        Assert.That(tenant.SentBodies.Count(b => b.Contains("\"members\"", StringComparison.Ordinal)), Is.EqualTo(4), "the next cycle adds the others");
    }

    [Test]
    public async Task A_member_that_cannot_be_added_is_a_failure_that_shows()
    {
        await using var tenant = await Tenant.StartAsync();
        var person = tenant.Hire();
        await tenant.CycleAsync();
        var group = tenant.Directory.AddGroup("Astronomers", person.Id);
        tenant.Directory.Assign(group.Id);
        tenant.Instead = line => line.StartsWith("PATCH /Groups", StringComparison.Ordinal) ? (400, "{}") : null;
        var result = await tenant.Job.ProvisionOnDemandAsync(group.Id, person.Id);
        Assert.That(result.Succeeded, Is.False);
        Assert.That(result.Steps[^1], Is.EqualTo(("Perform action", "failure")));
    }

    [Test]
    public async Task Members_have_to_be_people_of_the_group_and_five_at_most()
    {
        await using var tenant = await Tenant.StartAsync();
        var (person, stranger) = (tenant.Hire(), tenant.Hire());
        var inner = tenant.Directory.AddGroup("Inner");
        var group = tenant.Directory.AddGroup("Astronomers", person.Id, inner.Id);
        tenant.Directory.Assign(group.Id);
        Assert.Multiple(() =>
        {
            Assert.That(() => tenant.Job.ProvisionOnDemandAsync(group.Id, inner.Id), Throws.ArgumentException.With.Message.Contains("'Inner' is a group"));
            Assert.That(() => tenant.Job.ProvisionOnDemandAsync(group.Id, stranger.Id), Throws.ArgumentException.With.Message.Contains("is no member of 'Astronomers'"));
            Assert.That(() => tenant.Job.ProvisionOnDemandAsync(person.Id, stranger.Id), Throws.ArgumentException.With.Message.Contains("is a person and has no members"));
            Assert.That(tenant.Sent, Is.Empty);
        });
        tenant.Job.ChangeMapping(EntraMappings.Generic with { Groups = null });
        Assert.That(() => tenant.Job.ProvisionOnDemandAsync(group.Id), Throws.ArgumentException.With.Message.Contains("provisions no groups"));
    }

    [Test]
    public async Task Who_is_unassigned_is_switched_off_and_who_is_disabled_or_deleted_is_not_touched()
    {
        await using var tenant = await Tenant.StartAsync();
        var (unassigned, disabled, deleted) = (tenant.Hire(), tenant.Hire(), tenant.Hire());
        await tenant.CycleAsync();
        tenant.Directory.Unassign(unassigned.Id);
        tenant.Directory.Change(disabled.Id, u => u with { State = AccountState.Disabled });
        tenant.Directory.SoftDelete(deleted.Id);
        await tenant.Job.ProvisionOnDemandAsync(unassigned.Id);
        Assert.That((await tenant.ReadAsync(unassigned.Id)).At("active").Boolean(), Is.False);
        foreach (var person in new[] { disabled, deleted })
        {
            var result = await tenant.Job.ProvisionOnDemandAsync(person.Id);
            Assert.That(result.Steps.Select(s => s.Status), Is.EqualTo(new[] { "skipped" }));
            Assert.That((await tenant.ReadAsync(person.Id)).At("active").Boolean(), Is.True);
        }
    }

    [Test]
    public async Task The_match_step_shows_what_each_attribute_found()
    {
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = EntraMappings.Generic, MatchBy = ["externalId", "userName"] });
        var person = tenant.Hire();
        var id = await tenant.CreateAsync("/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"person1@example.com"}""");
        var result = await tenant.Job.ProvisionOnDemandAsync(person.Id);
        Assert.That(result.Record!.Steps.Single(s => s.Type == "matching").Details, Is.EqualTo(new Dictionary<string, string>
        {
            [$"externalId eq {person.Alias}"] = "no match", ["userName eq person1@example.com"] = id,
        }));
    }

    [Test]
    public async Task Nobody_who_is_out_of_scope_or_not_active_is_made()
    {
        await using var tenant = await Tenant.StartAsync();
        var (stranger, disabled) = (tenant.Hire(assigned: false), tenant.Hire());
        tenant.Directory.Change(disabled.Id, u => u with { State = AccountState.Disabled });
        var result = await tenant.Job.ProvisionOnDemandAsync(stranger.Id);
        Assert.That(result.Steps.Select(s => s.Status), Is.EqualTo(new[] { "success", "skipped", "skipped" }));
        Assert.That(result.Record!.Steps.Single(s => s.Type == "scoping").Details, Is.EqualTo(new Dictionary<string, string>
        {
            ["Active in the source system"] = "True", ["Assigned to the application"] = "False", ["Scope sync all"] = "False", ["User has required role"] = "False",
        }));
        await tenant.Job.ProvisionOnDemandAsync(disabled.Id);
        Assert.That(new[] { tenant.Job.LinkOf(stranger.Id), tenant.Job.LinkOf(disabled.Id) }, Is.All.Null);
    }

    [Test]
    public async Task With_tokens_of_an_authorization_server_the_job_has_to_be_paused()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, UsesOAuth = true });
        var person = tenant.Hire();
        Assert.That(() => tenant.Job.ProvisionOnDemandAsync(person.Id), Throws.InvalidOperationException.With.Message.Contains("pause it first"));
        tenant.Job.Pause();
        Assert.That((await tenant.Job.ProvisionOnDemandAsync(person.Id)).Succeeded, Is.True);
    }
}
