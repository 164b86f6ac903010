using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Testing;
using ScimConformance.Testing.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning.Histories;

/// <summary>Whatever happens in the directory, and whatever the network does meanwhile: when it is quiet again both sides become the same, and then nothing more is sent.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HistoryTests
{
    private const int Phases = 8;
    private const int MostCycles = 130;

    [Test]
    public async Task Both_sides_end_the_same([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var clock = new SimulatedClock(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var directory = new IdpDirectory(seed, clock);
        var history = new DirectoryHistory(directory, clock, random);
        var network = new UnreliableNetwork(random);
        await using var provider = await ReferenceProvider.StartAsync(tolerant: true);
        using var job = EntraProvisioning.CreateJob(
            new ProvisioningConnection(Target(provider, network, clock), Transcript: null),
            directory,
            new EntraOptions { Mapping = EntraMappings.Generic, Wire = (EntraWire)(seed % 2), MembersPerRequest = seed % 3 == 0 ? 1 : 10 },
            new ProvisioningJobOptions { Clock = clock, Probes = seed % 5 == 0 ? 1 : 0, ClearsManager = seed % 7 == 0 });
        job.Start();
        history.Pass(30);
        for (var phase = 0; phase < Phases; phase++)
        {
            network.PerThousand = phase % 2 == 0 ? 60 : 0;
            history.Pass(random.Next(1, 15));
            for (var cycles = random.Next(1, 4); cycles > 0; cycles--)
            {
                await job.RunCycleAsync();
                clock.Advance(TimeSpan.FromMinutes(40));
            }
        }

        network.PerThousand = 0;
        await SettleAsync(job, clock);
        var sides = new BothSides(directory, await ReadAsync(provider), job.LinkOf);
        Assert.That(sides.Differences(references: false), Is.Empty, () => string.Join('\n', history.Events));
        Assert.That(sides.ActiveOrphans(), Is.SubsetOf(network.CreatedUnknowingly));

        // Memberships and managers of who comes back into scope are noticed by a restart alone (Microsoft, Known issues).
        job.Restart(ResetScopes.Watermark);
        await SettleAsync(job, clock);
        sides = new BothSides(directory, await ReadAsync(provider), job.LinkOf);
        Assert.That(sides.Differences(), Is.Empty, () => string.Join('\n', history.Events));
        Assert.That(sides.Compared, Is.GreaterThan(20), "too little to say anything");
        Assert.That((await job.RunCycleAsync()).Writes, Is.Zero);
    }

    private static ScimTarget Target(ReferenceProvider provider, UnreliableNetwork network, SimulatedClock clock) => new(provider.Target.BaseUrl)
    {
        Credentials = provider.Target.Credentials,
        CreateHandler = () => network.Before(provider.Server.CreateHandler()),
        Pacing = new RequestPacing(clock: clock),
        Clock = network.Clock,
    };

    /// <summary>Runs cycles until one finds nothing to do and nothing waits.</summary>
    private static async Task SettleAsync(ProvisioningJob job, SimulatedClock clock)
    {
        for (var cycles = 0; cycles < MostCycles; cycles++)
        {
            clock.Advance(TimeSpan.FromHours(6));
            var report = await job.RunCycleAsync();
            if (report.Writes == 0 && report[TurnOutcome.Failed] == 0 && report.Stopped is null && job.Status.Waiting == (0, 0))
            {
                return;
            }
        }

        Assert.Fail($"No steady state after {MostCycles} cycles; waiting are {string.Join(", ", job.State.Escrows())}.");
    }

    private static async Task<ProviderContents> ReadAsync(ReferenceProvider provider)
    {
        using var http = provider.Server.CreateClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {ReferenceProvider.Token}");
        return await ProviderContents.ReadAsync(http, provider.Target.BaseUrl);
    }
}
