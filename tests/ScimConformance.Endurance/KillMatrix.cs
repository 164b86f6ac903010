using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Endurance;

/// <summary>What the whole catalogue found on a provider with one fault.</summary>
/// <param name="Fault">The fault's id.</param>
/// <param name="Red">Ids of the checks that judged the provider broken, in catalogue order.</param>
/// <param name="Inconclusive">How many checks could not be decided because of it.</param>
/// <param name="Errored">Ids of the checks that erred, which no fault may cause; or why the provider could not be judged at all.</param>
internal sealed record FaultRun(string Fault, IReadOnlyList<string> Red, int Inconclusive, IReadOnlyList<string> Errored);

/// <summary>Runs every fault against every check, in process, each fault on providers of its own.</summary>
internal static class KillMatrix
{
    /// <summary>The seed of test data; fixed, so that the page is the same every time.</summary>
    private const long Seed = 1;

    /// <summary>Runs faults.</summary>
    /// <param name="faults">Which.</param>
    /// <param name="parallel">How many at the same time.</param>
    /// <param name="progress">Told a line when a fault is done.</param>
    /// <returns>One run for each fault, in their order.</returns>
    public static async Task<IReadOnlyList<FaultRun>> RunAsync(IReadOnlyList<Fault> faults, int parallel, Action<string> progress)
    {
        var runs = new FaultRun[faults.Count];
        var done = 0;
        await Parallel.ForAsync(0, faults.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (place, _) =>
        {
            var run = runs[place] = await RunAsync(faults[place]);
            progress($"{Interlocked.Increment(ref done)}/{faults.Count} {run.Fault}: {run.Red.Count} red");
        });
        return runs;
    }

    private static async Task<FaultRun> RunAsync(Fault fault)
    {
        var outcomes = new List<CheckOutcome>();
        var named = fault.Breaks.Select(id => FullCatalogue.Instance.Find(id)!).ToList();
        foreach (var entries in FullCatalogue.Instance.Entries.GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
        {
            await using var provider = await ReferenceProvider.StartAsync(fault, tolerant: entries.Key);
            try
            {
                using var runner = await CheckRunner.ConnectAsync(provider.Target.WithLoad(FullCatalogue.LoadOf(named)), new TestDataOptions { Seed = Seed });
                outcomes.AddRange(await new PlanRunner(runner).RunAsync(entries.ToList()));
            }
            catch (UnusableTargetException e)
            {
                return new FaultRun(fault.Id, [], 0, [e.Message]);
            }
        }

        return new FaultRun(
            fault.Id,
            Ids(outcomes, CheckStatus.Failed, CheckStatus.Warned, CheckStatus.Noted),
            outcomes.Count(o => o.Status == CheckStatus.Inconclusive),
            Ids(outcomes, CheckStatus.Errored));
    }

    private static List<string> Ids(IEnumerable<CheckOutcome> outcomes, params CheckStatus[] statuses) =>
        outcomes.Where(o => statuses.Contains(o.Status)).Select(o => o.Entry.Check.Id).ToList();
}
