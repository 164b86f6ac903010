using System.Diagnostics;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Testing;

namespace ScimConformance.Benchmarks;

/// <summary>How fast the harness sends over HTTP with eight checks at a time, beside a bare HttpClient loop that sends the same requests to the same server.</summary>
/// <param name="Checks">How many checks ran.</param>
/// <param name="Requests">How many requests they send, clean-up included.</param>
/// <param name="Harness">Requests a second of the harness, the median round.</param>
/// <param name="Bare">Requests a second of the bare loop, the median round.</param>
/// <param name="HarnessCpu">Processor time of this process for each request, in microseconds, the harness sending.</param>
/// <param name="BareCpu">The same, the bare loop sending.</param>
internal sealed record HarnessOverHttp(int Checks, int Requests, double Harness, double Bare, double HarnessCpu, double BareCpu)
{
    /// <summary>How many checks run at a time, as <c>--parallel 8</c>.</summary>
    public const int Parallel = 8;

    /// <summary>The share of the bare loop's speed aimed for.</summary>
    public const double Aim = 0.5;

    /// <summary>Requests for each check.</summary>
    public double PerCheck => (double)Requests / Checks;

    /// <summary>The harness's share of the bare loop's speed.</summary>
    public double Ratio => Harness / Bare;

    /// <summary>Measures: round 0 of both warms up.</summary>
    /// <param name="rounds">How many rounds count.</param>
    public static async Task<HarnessOverHttp> MeasureAsync(int rounds)
    {
        using var provider = await ServerProcess.StartAsync("provider", "100");
        var target = new ScimTarget(new Uri(provider.Url, ReferenceApplication.DefaultPath)) { Credentials = ScimCredentials.Bearer(ReferenceApplication.DefaultToken) }
            .WithSecondTenant(ScimCredentials.Bearer(ReferenceApplication.SecondToken), new Uri(provider.Url, ReferenceApplication.SecondTenantPath));
        var entries = FullCatalogue.Instance.Entries.Where(e => !FullCatalogue.NeedsTolerance(e.Spec)).ToList();
        var recorded = await RecordedCheck.RecordAsync(target, entries);
        var requests = recorded.Sum(c => c.Requests.Count);

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        var bare = new BareReplay(http);
        var harnessRounds = new List<Round>();
        var bareRounds = new List<Round>();
        for (var round = 0; round <= rounds; round++)
        {
            using var runner = await CheckRunner.ConnectAsync(target, new TestDataOptions { Seed = round + 2 });
            var plan = new PlanRunner(runner, Parallel);
            harnessRounds.Add(await TimeAsync(() => plan.RunAsync(entries), requests));
            bareRounds.Add(await TimeAsync(() => bare.RunAsync(recorded, Parallel), requests));
        }

        var (ours, theirs) = (Median(harnessRounds), Median(bareRounds));
        return new HarnessOverHttp(entries.Count, requests, ours.PerSecond, theirs.PerSecond, ours.CpuMicroseconds, theirs.CpuMicroseconds);
    }

    private static async Task<Round> TimeAsync(Func<Task> run, int requests)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await run();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new Round(requests / seconds, (process.TotalProcessorTime - cpu).TotalMicroseconds / requests);
    }

    private static Round Median(List<Round> rounds) => rounds.Skip(1).OrderBy(r => r.PerSecond).ElementAt((rounds.Count - 1) / 2);
}
