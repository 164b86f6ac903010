using System.Diagnostics;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Testing.Endurance.Durability;

/// <summary>Kills the provider, now and then the database, during mixed writes, and looks whether everything that was answered 2xx is there afterwards.</summary>
public static class DurabilityRun
{
    private const int Writers = 8;

    // How many writes are answered in a round before the kill.
    private const int LeastWrites = 20;
    private const int MostWrites = 200;
    private static readonly TimeSpan s_longestRound = TimeSpan.FromSeconds(10);

    // Every so many rounds it is the database that is killed, while the provider lives on.
    private const int DatabaseRound = 5;

    /// <summary>Runs rounds on a SQLite file in a temporary folder.</summary>
    /// <param name="rounds">How many times the provider is killed.</param>
    /// <param name="seed">What the choice of writes and the moments of killing follow from.</param>
    /// <param name="progress">Told a line now and then.</param>
    public static async Task<DurabilityResult> OnSqliteAsync(int rounds, int seed, Action<string> progress)
    {
        var folder = Directory.CreateTempSubdirectory("scim-durability-").FullName;
        try
        {
            return await RunAsync($"sqlite:{Path.Combine(folder, "scim.db")}", folder, null, rounds, seed, progress);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs rounds on a PostgreSQL server that is started for them, with fsync on; every fifth round kills the server instead of the provider.</summary>
    /// <param name="rounds">How many times a process is killed.</param>
    /// <param name="seed">What the choice of writes and the moments of killing follow from.</param>
    /// <param name="progress">Told a line now and then.</param>
    public static async Task<DurabilityResult> OnPostgresAsync(int rounds, int seed, Action<string> progress)
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        return await RunAsync($"postgres:{cluster.ConnectionString()}", "", cluster, rounds, seed, progress);
    }

    /// <summary>Runs rounds on a provider in memory, which loses everything: a run that finds nothing wrong there would find nothing anywhere.</summary>
    /// <param name="rounds">How many times the provider is killed.</param>
    /// <param name="seed">What the choice of writes and the moments of killing follow from.</param>
    public static Task<DurabilityResult> InMemoryAsync(int rounds, int seed) => RunAsync("memory", "", null, rounds, seed, _ => { });

    private static async Task<DurabilityResult> RunAsync(string store, string folder, PostgresCluster? cluster, int rounds, int seed, Action<string> progress)
    {
        var random = new Random(seed);
        var writers = Enumerable.Range(0, Writers).Select(number => new Writer(number, random.Next())).ToList();
        var wrong = new List<string>();
        var unanswered = new UnansweredWrites();
        var provider = await ServedProvider.StartAsync(store, folder);
        try
        {
            for (var round = 1; round <= rounds; round++)
            {
                using (var client = new WireClient(provider.BaseUrl))
                {
                    var writing = writers.Select(writer => writer.RunAsync(client, round)).ToList();
                    await WaitAsync(writers, random.Next(LeastWrites, MostWrites), writing);
                    if (cluster is not null && round % DatabaseRound == 0)
                    {
                        await cluster.KillAsync();
                        await Task.WhenAll(writing);
                        await cluster.RestartAsync();
                    }
                    else
                    {
                        provider.Kill();
                        await Task.WhenAll(writing);
                        provider.Dispose();
                        provider = await ServedProvider.StartAsync(store, folder);
                    }
                }

                wrong.AddRange((await VerifyAsync(provider, writers, unanswered)).Select(what => $"round {round}: {what}"));
                if (round % 20 == 0 || round == rounds)
                {
                    progress($"{round} of {rounds} rounds, {writers.Sum(writer => writer.Answered)} writes answered, {wrong.Count} findings");
                }
            }
        }
        finally
        {
            provider.Dispose();
        }

        return new DurabilityResult(rounds, writers.Sum(writer => writer.Answered), unanswered.TookPlace, unanswered.DidNot, wrong);
    }

    /// <summary>Waits for a number of answers, or until it has been long enough.</summary>
    private static async Task WaitAsync(List<Writer> writers, int writes, List<Task> writing)
    {
        var before = writers.Sum(writer => writer.Answered);
        var clock = Stopwatch.StartNew();
        while (writers.Sum(writer => writer.Answered) < before + writes && clock.Elapsed < s_longestRound && !writing.TrueForAll(task => task.IsCompleted))
        {
            await Task.Delay(1);
        }
    }

    private static async Task<IReadOnlyList<string>> VerifyAsync(ServedProvider provider, List<Writer> writers, UnansweredWrites unanswered)
    {
        using var client = new WireClient(provider.BaseUrl);
        var inventory = await Inventory.TakeAsync(client);
        var wrong = inventory.Wrong;
        foreach (var writer in writers)
        {
            wrong.AddRange(writer.Book.Reconcile(inventory.Of(writer.Prefix), unanswered));
            wrong.AddRange(writer.Unexpected);
            writer.Unexpected.Clear();
        }

        if (inventory.SomeUserName is { } taken && await client.SendAsync("POST", "Users", Bodies.User("twin", 1, taken.ToUpperInvariant())) is { Status: not 409 } answer)
        {
            wrong.Add($"the userName {taken} could be given twice: {answer.Status}");
        }

        return wrong;
    }
}

/// <summary>What a run found.</summary>
/// <param name="Rounds">How many times a process was killed.</param>
/// <param name="Answered">Writes that were answered 2xx; all of them must be there.</param>
/// <param name="TookPlace">Writes that were under way when the process was killed, and took place.</param>
/// <param name="DidNot">Writes that were under way, and did not take place.</param>
/// <param name="Wrong">What ought not to be; empty as it should be.</param>
public sealed record DurabilityResult(int Rounds, int Answered, int TookPlace, int DidNot, IReadOnlyList<string> Wrong);
