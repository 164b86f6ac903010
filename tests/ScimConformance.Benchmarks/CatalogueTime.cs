using System.Diagnostics;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Benchmarks;

/// <summary>How long the whole catalogue takes against the reference provider in process, one check at a time.</summary>
/// <param name="Checks">How many checks ran.</param>
/// <param name="Passed">How many of them passed.</param>
/// <param name="First">The first run in a fresh process, compilation included.</param>
/// <param name="Median">The median of the runs after it.</param>
internal sealed record CatalogueTime(int Checks, int Passed, TimeSpan First, TimeSpan Median)
{
    /// <summary>The time aimed for, first run included.</summary>
    public static TimeSpan Aim { get; } = TimeSpan.FromSeconds(5);

    public static async Task<CatalogueTime> MeasureAsync(int rounds)
    {
        var times = new List<TimeSpan>();
        var passed = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await using var provider = await ReferenceProvider.StartAsync();
            using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = round });
            var outcomes = await new PlanRunner(runner).RunAsync(FullCatalogue.Instance.Entries);
            times.Add(Stopwatch.GetElapsedTime(started));
            passed = outcomes.Count(o => o.Status == CheckStatus.Passed);
        }

        return new CatalogueTime(FullCatalogue.Instance.Entries.Count, passed, times[0], times.Skip(1).Order().ElementAt(rounds / 2));
    }
}
