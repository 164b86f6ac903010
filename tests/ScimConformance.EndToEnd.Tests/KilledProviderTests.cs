using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing.Provisioning;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Entra provisions an application that is killed and started again in the middle of cycles: it waits, tries again, and both sides end the same.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class KilledProviderTests : IDisposable
{
    private const string Token = "killed-provider-token";
    private const int People = 150;
    private const int MostCycles = 20;

    private readonly string _folder = Directory.CreateTempSubdirectory("scim-killed-").FullName;
    private readonly Uri _url = new($"http://127.0.0.1:{FreePort()}/scim/v2");
    private readonly SimulatedClock _clock = new(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private CliProcess? _provider;
    private int _exchanges;
    private int _killAfter = int.MaxValue;
    private Action? _whenKilled;

    public void Dispose()
    {
        _provider?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Both_sides_end_the_same_after_kill_9_in_every_part_of_a_cycle()
    {
        var directory = IdpDirectory.Generate(new DirectoryPlan { Users = People, Groups = 8, DisabledPerThousand = 50 }, seed: 4, _clock);
        var log = new ProvisioningLogList();
        using var job = NewJob(directory, log);
        job.Start();
        await StartAsync();

        // Among the people of the initial cycle: some of them exist already, one perhaps without that anybody was told.
        var report = await KilledDuringCycleAsync(job, afterExchanges: People);
        Assert.That(report[TurnOutcome.Created], Is.InRange(1, People - 1));
        Assert.That(report[TurnOutcome.Failed], Is.GreaterThan(0));
        Assert.That(log.Records.Where(r => r.Status == "failure").Select(r => r.ErrorCode).Distinct(), Is.SubsetOf(new[] { "WebExceptionProtocolError", "UnableToResolveReferenceAttributeValue" }));
        Assert.That(job.Status.Waiting.Escrowed, Is.GreaterThan(0), "what failed waits for another try");

        // Nobody there at all: that is a quarantine, and it ends by itself.
        _clock.Advance(TimeSpan.FromMinutes(40));
        Assert.That((await job.RunCycleAsync()).Stopped, Is.Not.Null);
        Assert.That(job.Status.Code, Is.EqualTo("Quarantine"));
        await StartAsync();

        // Among the references of the retries.
        _clock.Advance(TimeSpan.FromHours(6));
        await KilledDuringCycleAsync(job, afterExchanges: People + 40);
        await StartAsync();
        await SettleAsync(job);
        Assert.That(job.Status.Code, Is.EqualTo("Active"));
        await CompareAsync(directory, job);

        // Among changes, switchings off and deletions.
        Change(directory);
        await KilledDuringCycleAsync(job, afterExchanges: 30);
        await StartAsync();
        await SettleAsync(job);
        await CompareAsync(directory, job);
        Assert.That((await job.RunCycleAsync()).Writes, Is.Zero, "both sides are the same, so nothing is to do");
    }

    [Test]
    public async Task Simulator_and_application_killed_together_go_on_from_their_files()
    {
        var directory = IdpDirectory.Generate(new DirectoryPlan { Users = People, Groups = 8 }, seed: 5, _clock);
        var state = Path.Combine(_folder, "job.state");
        using var gone = new CancellationTokenSource();
        await StartAsync();
        using (var first = NewJob(directory, new ProvisioningLogList(), state))
        {
            first.Start();
            (_killAfter, _whenKilled) = (_exchanges + People, gone.Cancel);
            Assert.That(() => first.RunCycleAsync(gone.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        await StartAsync();
        using var job = NewJob(directory, new ProvisioningLogList(), state);
        await SettleAsync(job);
        await CompareAsync(directory, job);
        Assert.That((await job.RunCycleAsync()).Writes, Is.Zero);
    }

    private ProvisioningJob NewJob(IdpDirectory directory, ProvisioningLogList log, string? state = null) => EntraProvisioning.CreateJob(
        new ProvisioningConnection(new ScimTarget(_url) { Credentials = ScimCredentials.Bearer(Token), Pacing = new RequestPacing(clock: _clock) }, Transcript: null) { Exchanged = Count },
        directory,
        new EntraOptions { Mapping = EntraMappings.Generic, MembersPerRequest = 5 },
        new ProvisioningJobOptions { Clock = _clock, Parallel = 4, Log = log, StateFile = state });

    private void Count(Exchange exchange)
    {
        if (Interlocked.Increment(ref _exchanges) == _killAfter)
        {
            _provider!.Signal("KILL");
            _whenKilled?.Invoke();
        }
    }

    private async Task<CycleReport> KilledDuringCycleAsync(ProvisioningJob job, int afterExchanges)
    {
        _killAfter = _exchanges + afterExchanges;
        var report = await job.RunCycleAsync();
        Assert.That(_exchanges, Is.GreaterThan(_killAfter), "the cycle ended before the kill");
        _killAfter = int.MaxValue;
        _clock.Advance(TimeSpan.FromMinutes(40));
        return report;
    }

    private async Task StartAsync()
    {
        _provider?.Dispose();
        _whenKilled = null;
        _killAfter = int.MaxValue;
        _provider = CliProcess.Start(["serve", "--urls", _url.GetLeftPart(UriPartial.Authority), "--token", Token, "--store", $"sqlite:{Path.Combine(_folder, "scim.db")}"], _folder);
        await _provider.LineAsync("Serving SCIM 2.0 at ");
    }

    private async Task SettleAsync(ProvisioningJob job)
    {
        for (var cycles = 0; cycles < MostCycles; cycles++)
        {
            _clock.Advance(TimeSpan.FromHours(6));
            var report = await job.RunCycleAsync();
            if (report is { Writes: 0, Stopped: null } && job.Status.Waiting == (0, 0))
            {
                return;
            }
        }

        Assert.Fail($"No steady state after {MostCycles} cycles; {job.Status.Waiting.Escrowed} changes wait.");
    }

    private static void Change(IdpDirectory directory)
    {
        var people = directory.Users.Where(u => u.State == AccountState.Enabled).Take(60).ToList();
        foreach (var (person, index) in people.Select((p, i) => (p, i)))
        {
            switch (index % 6)
            {
                case 0:
                    directory.Change(person.Id, u => u with { UserName = $"renamed{index}@example.com", Title = "Astronomer" });
                    break;
                case 1:
                    directory.Unassign(person.Id);
                    break;
                case 2:
                    directory.Change(person.Id, u => u with { State = AccountState.Disabled, Mobile = "+41 44 000 00 00" });
                    break;
                case 3:
                    directory.HardDelete(person.Id);
                    break;
                case 4:
                    directory.Change(person.Id, u => u with { ManagerId = people[0].Id });
                    break;
                default:
                    directory.RemoveMember(directory.Groups.First().Id, person.Id);
                    directory.AddMember(directory.Groups.Last().Id, person.Id);
                    break;
            }
        }
    }

    /// <summary>Directory and application, attribute by attribute, the application read with plain GET requests.</summary>
    private async Task CompareAsync(IdpDirectory directory, ProvisioningJob job)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var sides = new BothSides(directory, await ProviderContents.ReadAsync(http, _url), job.LinkOf);
        Assert.That(sides.Differences(), Is.Empty);
        Assert.That(sides.ActiveOrphans(), Is.Empty, "accounts that nobody knows of");
        Assert.That(sides.Compared, Is.GreaterThan(People * 10));
        TestContext.Out.WriteLine($"{sides.Compared} values compared, {job.Requests} requests sent, {job.Writes} of them to change something");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
