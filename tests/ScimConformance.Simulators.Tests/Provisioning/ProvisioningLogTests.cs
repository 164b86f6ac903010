using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What the provisioning log, the job's status and on-demand provisioning show.</summary>
public sealed class ProvisioningLogTests
{
    [Test]
    public async Task Log_of_a_person_who_comes_changes_and_leaves()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, Seed = 5 });
        var user = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Clock.Advance(TimeSpan.FromMinutes(40));
        tenant.Directory.Change(user.Id, u => u with { Title = "Astronomer" });
        await tenant.CycleAsync();
        tenant.Clock.Advance(TimeSpan.FromMinutes(40));
        tenant.Directory.Unassign(user.Id);
        await tenant.CycleAsync();
        var text = string.Join('\n', tenant.Log.Records.Select(r => r.ToJson().ToJsonString(ScimJson.Indented)))
            .Replace(tenant.Job.LinkOf(user.Id)!, "{id}", StringComparison.Ordinal);
        await Snapshot.Match(text + "\n", "Simulators/Entra", "provisioning-log", "json");
    }

    [Test]
    public async Task Lines_hold_log_audit_and_mail()
    {
        using var text = new StringWriter();
        var log = new JsonLinesLog(text);
        log.Write(new AuditRecord(DateTimeOffset.UnixEpoch, "Quarantine", "failure", "why", "scim.1"));
        log.Write(new NotificationMail(DateTimeOffset.UnixEpoch, "admin@example.com", "Subject", "Body"));
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        await tenant.CycleAsync();
        log.Write(tenant.Log.Records.Single());
        var lines = text.ToString().TrimEnd().Split('\n').Select(l => JsonNode.Parse(l)!).ToList();
        Assert.Multiple(() =>
        {
            Assert.That((string?)lines[0]["activityDisplayName"], Is.EqualTo("Quarantine"));
            Assert.That((string?)lines[1]["mail"]!["from"], Is.EqualTo("azure-noreply@microsoft.com"));
            Assert.That((string?)lines[2]["provisioningAction"], Is.EqualTo("Create"));
        });
    }

    [Test]
    public async Task Status_has_the_names_of_graph()
    {
        await using var tenant = await Tenant.StartAsync();
        Assert.That((tenant.Job.Status.Code, tenant.Job.Id), Is.EqualTo(("Active", tenant.Job.Id)));
        tenant.Hire();
        await tenant.CycleAsync();
        var status = tenant.Job.Status.ToJson()["status"]!;
        Assert.Multiple(() =>
        {
            Assert.That(tenant.Job.Id, Does.Match(@"^scim\.[0-9a-f]{32}\.[0-9a-f-]{36}$"));
            Assert.That((string?)status["steadyStateFirstAchievedTime"], Is.EqualTo("0001-01-01T00:00:00.0000000Z"));
            Assert.That((int?)status["lastExecution"]!["countExported"], Is.EqualTo(1));
            Assert.That(status["synchronizedEntryCountByType"]!.ToJsonString(), Is.EqualTo("""[{"key":"User","value":1},{"key":"Group","value":0}]"""));
        });
    }

    [Test]
    public async Task On_demand_shows_its_steps_and_knows_its_limits()
    {
        await using var tenant = await Tenant.StartAsync(new() { Mapping = Entra.EntraMappings.Generic, Wire = Entra.EntraWire.Compliant }, new ProvisioningJobOptions());
        var user = tenant.Hire();
        var result = await tenant.Job.ProvisionOnDemandAsync(user.Id);
        Assert.That(result.Steps.Select(s => s.Step), Is.EqualTo(new[] { "Import user", "Determine if user is in scope", "Match user between source and target system", "Perform action" }));
        Assert.That(result.Record!.Action, Is.EqualTo("Create"));
        tenant.Directory.Change(user.Id, u => u with { Title = "Astronomer" });
        _ = tenant.Sent;
        await tenant.Job.ProvisionOnDemandAsync(user.Id);
        Assert.That(tenant.SentBodies.Single(), Does.Contain("\"op\":\"Replace\""), "the flag has no effect on demand");
        tenant.Directory.SoftDelete(user.Id);
        Assert.That((await tenant.Job.ProvisionOnDemandAsync(user.Id)).Steps, Has.Count.EqualTo(1));
        var group = tenant.Directory.AddGroup("Astronomers");
        Assert.Multiple(() =>
        {
            Assert.That(() => tenant.Job.ProvisionOnDemandAsync(group.Id, "1", "2", "3", "4", "5", "6"), Throws.ArgumentException.With.Message.Contains("5 at most"));
            Assert.That(() => tenant.Job.ProvisionOnDemandAsync("nobody"), Throws.ArgumentException.With.Message.Contains("'nobody'"));
        });
        tenant.Instead = _ => (500, "");
        Assert.That((await tenant.Job.ProvisionOnDemandAsync(group.Id)).Steps, Is.EqualTo(new[] { ("Test connection", "failure") }));
    }
}
