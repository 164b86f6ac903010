using System.Diagnostics;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Benchmarks;

/// <summary>How long the whole catalogue takes against the reference provider in process, one check at a time; those of identity providers against a tolerant one.</summary>
/// <param name="Checks">How many checks ran.</param>
/// <param name="Passed">How many of them passed.</param>
/// <param name="First">The first run in a fresh process, compilation included.</param>
/// <param name="Median">The median of the runs after it.</param>
internal sealed record CatalogueTime(int Checks, int Passed, TimeSpan First, TimeSpan Median)
{
    /// <summary>The time aimed for, first run included.</summary>
    public static TimeSpan Aim { get; } = TimeSpan.FromSeconds(10);

    public static async Task<CatalogueTime> MeasureAsync(int rounds)
    {
        var times = new List<TimeSpan>();
        var passed = 0;
        for (var round = 0; round <= rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            passed = 0;
            foreach (var entries in FullCatalogue.Instance.Entries.GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
            {
                await using var provider = await ReferenceProvider.StartAsync(tolerant: entries.Key);
                using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = round });
                passed += (await new PlanRunner(runner).RunAsync(entries.ToList())).Count(o => o.Status == CheckStatus.Passed);
            }

            times.Add(Stopwatch.GetElapsedTime(started));
        }

        return new CatalogueTime(FullCatalogue.Instance.Entries.Count, passed, times[0], times.Skip(1).Order().ElementAt(rounds / 2));
    }
}
