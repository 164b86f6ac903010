using System.Collections.Concurrent;

namespace ScimConformance.Harness;

/// <summary>Runs many checks: those that may run beside others first, several at a time, then those that must run alone, one by one.</summary>
public sealed class PlanRunner
{
    /// <summary>After how many checks in a row without any answer the target is asked whether it is still there.</summary>
    private const int GiveUpAfter = 3;

    private readonly CheckRunner _runner;
    private readonly int _parallel;
    private int _silentInARow;
    private IReadOnlyList<string> _leftBehind = [];

    /// <summary>Creates a runner.</summary>
    /// <param name="runner">Runs one check.</param>
    /// <param name="parallel">How many checks may run at the same time, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="parallel"/> is below 1.</exception>
    public PlanRunner(CheckRunner runner, int parallel = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallel, 1);
        _runner = runner;
        _parallel = parallel;
    }

    /// <summary>Which of the resources that checks share could not be removed, in words.</summary>
    public IReadOnlyList<string> LeftBehind => _leftBehind;

    /// <summary>Runs the checks, and removes what they shared.</summary>
    /// <param name="entries">What to run.</param>
    /// <param name="finished">Called after each check, one call at a time; null for none.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>One outcome for each entry, in the order of <paramref name="entries"/>.</returns>
    public async Task<IReadOnlyList<CheckOutcome>> RunAsync(
        IReadOnlyList<CatalogueEntry> entries, Action<CheckOutcome>? finished = null, CancellationToken cancellation = default)
    {
        var outcomes = new ConcurrentDictionary<CatalogueEntry, CheckOutcome>(ReferenceEqualityComparer.Instance);
        var report = new Lock();
        async ValueTask RunOne(CatalogueEntry entry, CancellationToken token)
        {
            var outcome = await RunOrSkipAsync(entry, token);
            outcomes[entry] = outcome;
            lock (report)
            {
                finished?.Invoke(outcome);
            }
        }

        try
        {
            var shared = entries.Where(e => e.Check.Isolation == Isolation.Shared);
            await Parallel.ForEachAsync(shared, new ParallelOptions { MaxDegreeOfParallelism = _parallel, CancellationToken = cancellation }, RunOne);
            foreach (var entry in entries.Where(e => e.Check.Isolation == Isolation.Alone))
            {
                await RunOne(entry, cancellation);
            }
        }
        finally
        {
            _leftBehind = await _runner.RemoveSharedAsync();
        }

        return entries.Select(e => outcomes[e]).ToList();
    }

    private async Task<CheckOutcome> RunOrSkipAsync(CatalogueEntry entry, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _silentInARow) >= GiveUpAfter)
        {
            return new CheckOutcome { Entry = entry, Status = CheckStatus.Errored, Reason = $"not run: the target gave no answer to {GiveUpAfter} checks in a row, nor to a plain GET of its users" };
        }

        var outcome = await _runner.RunAsync(entry, cancellation);
        var own = outcome.Exchanges.Where(e => !e.IsShared).ToList();
        var silent = own.Count > 0 && own.All(e => e.Response is null);
        if (!silent)
        {
            Interlocked.Exchange(ref _silentInARow, 0);
        }
        else if (Interlocked.Increment(ref _silentInARow) == GiveUpAfter && await _runner.AnswersAsync(cancellation))
        {
            // Checks of hostile input are refused by closing the connection: several of them in a row say nothing about the target.
            Interlocked.Exchange(ref _silentInARow, 0);
        }

        return outcome;
    }
}
