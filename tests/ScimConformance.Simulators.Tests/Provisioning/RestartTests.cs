using NUnit.Framework;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What begins a new initial cycle, and what each value of resetScope forgets (Microsoft Graph, synchronizationJobRestartCriteria).</summary>
public sealed class RestartTests
{
    private static readonly ScopingFilter Sales = new("Sales only", [new ScopingClause("department", "EQUALS", "Sales")]);

    [TestCase("None", false, true, true, true)]
    [TestCase("Watermark", true, true, true, true)]
    [TestCase("Escrows", false, false, true, true)]
    [TestCase("QuarantineState", false, true, false, true)]
    [TestCase("ConnectorDataStore", false, true, true, false)]
    [TestCase("ConnectorDataStore, Escrows, QuarantineState", false, false, false, false)]
    [TestCase("Full", true, false, false, false)]
    public async Task A_restart_forgets_what_is_named_and_nothing_else(string reset, bool isInitial, bool keepsEscrow, bool keepsQuarantine, bool keepsLinks)
    {
        await using var tenant = await Tenant.StartAsync();
        var linked = tenant.Hire();
        await tenant.CycleAsync();
        tenant.Hire();
        tenant.Instead = line => line == "POST /Users" ? (409, "{}") : null;
        await tenant.CycleAsync();
        tenant.Job.QuarantineOnDemand("A test.");
        tenant.Job.Pause();

        tenant.Job.Restart(Enum.Parse<ResetScopes>(reset));
        Assert.Multiple(() =>
        {
            Assert.That(tenant.Job.Status.Waiting.Escrowed, Is.EqualTo(keepsEscrow ? 1 : 0));
            Assert.That(tenant.Job.Status.Quarantine?.Reason, Is.EqualTo(keepsQuarantine ? Quarantine.OnDemand : null));
            Assert.That(tenant.Job.LinkOf(linked.Id) is not null, Is.EqualTo(keepsLinks));
            Assert.That(tenant.Job.Status.Users, Is.EqualTo(keepsLinks ? 1 : 0), "counts go down with the connector data store alone");
            Assert.That(tenant.Job.Status.ScheduleState, Is.EqualTo("Active"), "a restart starts");
        });
        Assert.That((await tenant.CycleAsync()).IsInitial, Is.EqualTo(isInitial));
    }

    [Test]
    public async Task Another_mapping_has_everybody_evaluated_again_without_forgetting_anybody()
    {
        await using var tenant = await Tenant.StartAsync(new EntraOptions { Mapping = Only("userName") });
        var person = tenant.Hire();
        await tenant.CycleAsync();
        var account = tenant.Job.LinkOf(person.Id);
        tenant.Job.ChangeMapping(Only("userName", "displayName"));
        var report = await tenant.CycleAsync();
        Assert.Multiple(() =>
        {
            Assert.That((report.IsInitial, report[TurnOutcome.Updated], report[TurnOutcome.Created]), Is.EqualTo((true, 1, 0)));
            Assert.That(tenant.Job.LinkOf(person.Id), Is.EqualTo(account));
            Assert.That(tenant.SentBodies[^1], Does.Contain("displayName"));
            Assert.That(tenant.Log.Audit.Select(a => a.Activity), Does.Contain("Update attribute mappings or scope"));
        });
        Assert.That((await tenant.CycleAsync()).IsInitial, Is.False);
    }

    [Test]
    public async Task Who_falls_out_of_a_new_scoping_filter_is_switched_off()
    {
        await using var tenant = await Tenant.StartAsync();
        var (stays, goes) = (tenant.Hire(), tenant.Hire());
        tenant.Directory.Change(stays.Id, u => u with { Department = "Sales" });
        tenant.Directory.Change(goes.Id, u => u with { Department = "Research" });
        await tenant.CycleAsync();
        tenant.Job.ChangeMapping(EntraMappings.Generic with { Users = EntraMappings.Generic.Users with { ScopingFilters = [Sales] } });
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Disabled], report[TurnOutcome.Unchanged]), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_job_that_goes_on_with_another_mapping_begins_with_an_initial_cycle()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{TestContext.CurrentContext.Test.ID}.{Environment.ProcessId}.state");
        try
        {
            await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = 0, StateFile = path });
            tenant.Hire();
            var first = await tenant.CycleAsync();
            tenant.Job.Dispose();
            using (var same = EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, tenant.Entra, tenant.Options))
            {
                var report = await same.RunCycleAsync();
                Assert.That(report.IsInitial, Is.False);
                Assert.That(report.CycleId, Is.Not.EqualTo(first.CycleId), "ids go on, they do not begin anew");
                Assert.That(same.Id, Is.EqualTo(tenant.Job.Id));
            }

            var other = tenant.Entra with { Mapping = EntraMappings.Generic with { Users = EntraMappings.Generic.Users with { ScopingFilters = [Sales] } } };
            using var changed = EntraProvisioning.CreateJob(tenant.Connection, tenant.Directory, other, tenant.Options);
            Assert.That((await changed.RunCycleAsync()).IsInitial, Is.True);
            Assert.That((await changed.RunCycleAsync()).IsInitial, Is.False);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void A_fingerprint_tells_every_difference_and_no_other()
    {
        var mapping = Only("userName", "title");
        var line = mapping.Users.Attributes[1];
        ApplicationMapping With(AttributeMapping changed) => mapping with { Users = mapping.Users with { Attributes = [mapping.Users.Attributes[0], changed] } };
        ApplicationMapping[] others =
        [
            With(line with { Source = MappingExpression.Parse("ToUpper([jobTitle])") }), With(line with { DefaultValue = "x" }), With(line with { Apply = FlowType.ObjectAddOnly }),
            With(line with { Behavior = FlowBehavior.FlowAlways }), With(line with { IsCaseExact = true }), With(line with { MatchingPriority = 2 }), With(line with { IsBoolean = true }),
            mapping with { Users = mapping.Users with { Actions = TargetActions.Create } }, mapping with { Users = mapping.Users with { ScopingFilters = [Sales] } }, mapping with { Groups = null },
        ];
        Assert.That(others.Select(MappingFingerprint.Of).Append(MappingFingerprint.Of(mapping)), Is.Unique);
        Assert.That(MappingFingerprint.Of(mapping with { Name = "Another name" }), Is.EqualTo(MappingFingerprint.Of(With(line with { Source = MappingExpression.Parse(" [jobTitle] ") }))));
    }

    [Test]
    public async Task A_pause_during_a_cycle_lets_it_end_and_begins_no_other()
    {
        await using var tenant = await Tenant.StartAsync();
        var (first, second) = (tenant.Hire(), tenant.Hire());
        tenant.Instead = line =>
        {
            if (line == "POST /Users")
            {
                tenant.Job.Pause();
            }

            return null;
        };
        var cycles = await tenant.Job.RunUntilAsync(tenant.Clock.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.That((cycles, tenant.Job.Status.Code), Is.EqualTo((1, "Paused")));
        Assert.That(new[] { tenant.Job.LinkOf(first.Id), tenant.Job.LinkOf(second.Id) }, Is.All.Not.Null);
        Assert.That(() => tenant.CycleAsync(), Throws.InvalidOperationException.With.Message.Contains("start or restart it first"));
    }

    private static ApplicationMapping Only(params string[] targets) => EntraMappings.Generic with
    {
        Users = EntraMappings.Generic.Users with { Attributes = EntraMappings.Generic.Users.Attributes.Where(l => targets.Contains(l.Target.Text)).ToList() },
    };
}
