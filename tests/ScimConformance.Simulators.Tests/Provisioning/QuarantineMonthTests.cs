using System.Diagnostics;
using System.Globalization;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>Four weeks without valid credentials, and a week of them (Microsoft, Application provisioning in quarantine status): cycles slow down gradually to one a day, and after four weeks the job is switched off.</summary>
public sealed class QuarantineMonthTests
{
    private const string Due = "the next cycle is due at ";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [TestCase(0, TestName = "Four_weeks_of_401_at_the_first_match")]
    [TestCase(1, TestName = "Four_weeks_of_401_at_the_connection_test")]
    public async Task Four_weeks_pass_and_the_log_shows_the_schedule(int probes)
    {
        await using var tenant = await StartAsync(probes);
        tenant.Hire();
        tenant.Hire();
        tenant.Instead = _ => (401, "{}");
        var began = tenant.Clock.GetUtcNow();
        var reports = new List<CycleReport>();
        var watch = Stopwatch.GetTimestamp();
        await tenant.Job.RunUntilAsync(began + 90 * Day, reports.Add);
        TestContext.Out.WriteLine($"{reports.Count} cycles in {Stopwatch.GetElapsedTime(watch).TotalMilliseconds:0} ms");

        var log = tenant.Log.Audit.Where(a => a.Activity == "Quarantine").ToList();
        var due = log.Where(a => a.ResultReason.Contains(Due, StringComparison.Ordinal)).Select(a => Time(a.ResultReason)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(Stopwatch.GetElapsedTime(watch), Is.LessThan(TimeSpan.FromSeconds(10)));
            Assert.That(reports.Select(r => r.Began), Is.EqualTo(Schedule(began)), "40 minutes, doubled with every cycle up to a day");
            Assert.That(due, Is.EqualTo(reports.Skip(1).Select(r => r.Began)), "the log said so before");
            Assert.That(reports, Is.All.Matches<CycleReport>(r => r is { Requests: 1, Writes: 0 } && r.Stopped!.StartsWith("You appear to have entered invalid credentials", StringComparison.Ordinal)));
            Assert.That(log[0].ResultReason, Does.StartWith("EncounteredQuarantineException: "));
            Assert.That(tenant.Log.Audit[^1].Activity, Is.EqualTo("Disable provisioning"));
            Assert.That(tenant.Log.Mails.Select(m => m.Subject), Is.EqualTo(new[] { "Provisioning for Contoso is in quarantine", "Provisioning for Contoso was switched off" }));
            Assert.That((tenant.Job.Status.Code, tenant.Job.Status.ScheduleState), Is.EqualTo(("Quarantine", "Disabled")));
        });
    }

    [Test]
    public async Task After_a_week_the_token_is_renewed_and_everything_catches_up()
    {
        await using var tenant = await StartAsync(probes: 1);
        var (ada, grace) = (tenant.Hire(), tenant.Hire());
        await tenant.CycleAsync();
        var began = tenant.Clock.GetUtcNow();
        tenant.Instead = _ => tenant.Clock.GetUtcNow() < began + 7 * Day ? (401, "{}") : null;
        tenant.Directory.Change(ada.Id, u => u with { Title = "Countess" });
        tenant.Directory.Unassign(grace.Id);
        var newcomer = tenant.Hire();
        var reports = new List<CycleReport>();
        await tenant.Job.RunUntilAsync(began + 9 * Day, reports.Add);

        var refused = reports.TakeWhile(r => r.Stopped is not null).ToList();
        var repaired = reports[refused.Count];
        Assert.Multiple(async () =>
        {
            Assert.That(refused.Select(r => r.Writes), Is.All.Zero);
            Assert.That(repaired.Began - began, Is.InRange(7 * Day, 8 * Day), "the first daily cycle after the repair");
            Assert.That((repaired[TurnOutcome.Updated], repaired[TurnOutcome.Disabled], repaired[TurnOutcome.Created], repaired.IsInitial), Is.EqualTo((1, 1, 1, false)), "nothing of the week is lost");
            Assert.That(reports.Skip(refused.Count + 1).Zip(reports.Skip(refused.Count), (b, a) => b.Began - a.Began), Is.Not.Empty.And.All.EqualTo(TimeSpan.FromMinutes(40)));
            Assert.That(reports.Skip(refused.Count + 1).Select(r => r.Writes), Is.All.Zero);
            Assert.That(tenant.Log.Audit.Single(a => a is { Activity: "Quarantine", Result: "success" }).ActivityDateTime, Is.EqualTo(repaired.Began));
            Assert.That(tenant.Log.Mails, Has.Count.EqualTo(1), "one when it began");
            Assert.That(tenant.Job.Status.Code, Is.EqualTo("Active"));
            Assert.That((await tenant.ReadAsync(ada.Id)).At("title").Text(), Is.EqualTo("Countess"));
            Assert.That((await tenant.ReadAsync(grace.Id)).At("active").Boolean(), Is.False);
            Assert.That((await tenant.ReadAsync(newcomer.Id)).At("active").Boolean(), Is.True);
        });
    }

    private static Task<Tenant> StartAsync(int probes) => Tenant.StartAsync(options: new ProvisioningJobOptions { Probes = probes, NotificationAddress = "admin@example.com" });

    /// <summary>The first cycle, those that come slower and slower, one a day, and the first that is four weeks or more after the first.</summary>
    private static List<DateTimeOffset> Schedule(DateTimeOffset began)
    {
        var begins = new List<DateTimeOffset> { began };
        var minutes = 40;
        while (begins[^1] - began < 28 * Day)
        {
            minutes = Math.Min(minutes * 2, 24 * 60);
            begins.Add(begins[^1].AddMinutes(minutes));
        }

        return begins;
    }

    private static DateTimeOffset Time(string reason)
    {
        var start = reason.IndexOf(Due, StringComparison.Ordinal) + Due.Length;
        return DateTimeOffset.Parse(reason[start..].TrimEnd('.'), CultureInfo.InvariantCulture);
    }
}
