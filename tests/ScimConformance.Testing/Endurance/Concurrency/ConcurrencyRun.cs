using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Testing.Endurance.Concurrency;

/// <summary>Many clients write to the same users and groups at once; a model of what was answered 2xx says what must be there in the end.</summary>
public static class ConcurrencyRun
{
    /// <summary>Runs on a provider in memory.</summary>
    public static Task<ConcurrencyResult> InMemoryAsync(Load load) => RunAsync("memory", "", 1, load);

    /// <summary>Runs on a provider with a SQLite file in a temporary folder.</summary>
    public static async Task<ConcurrencyResult> OnSqliteAsync(Load load)
    {
        var folder = Directory.CreateTempSubdirectory("scim-concurrency-").FullName;
        try
        {
            return await RunAsync($"sqlite:{Path.Combine(folder, "scim.db")}", folder, 1, load);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs on two providers over one PostgreSQL database; each client sends its requests to both in turn.</summary>
    public static async Task<ConcurrencyResult> OnPostgresAsync(Load load)
    {
        await using var cluster = await PostgresCluster.StartAsync(durable: true);
        return await RunAsync($"postgres:{cluster.ConnectionString()}", "", 2, load);
    }

    private static async Task<ConcurrencyResult> RunAsync(string store, string folder, int nodes, Load load)
    {
        var providers = new List<ServedProvider>();
        var wires = new List<WireClient>();
        try
        {
            for (var i = 0; i < nodes; i++)
            {
                providers.Add(await ServedProvider.StartAsync(store, folder));
                wires.Add(new WireClient(providers[i].BaseUrl));
            }

            var clients = Enumerable.Range(0, load.Clients).Select(number => new ConcurrentClient(number, load, wires)).ToList();
            var users = await CreateAsync(wires, load, load.Users, "Users", number => new JsonObject
            {
                ["schemas"] = new JsonArray(Wire.User), ["userName"] = $"user-{number}", ["nickName"] = "0",
            });
            var groups = await CreateAsync(wires, load, load.Groups, "Groups", number => new JsonObject { ["schemas"] = new JsonArray(Wire.Group), ["displayName"] = $"group-{number}" });
            var clock = Stopwatch.StartNew();
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(load.Seconds));
            await Task.WhenAll(clients.Select(client => Task.Run(() => client.RunAsync(users, groups, end.Token), CancellationToken.None)));
            var seconds = clock.Elapsed.TotalSeconds;
            var wrong = clients.SelectMany(client => client.Unexpected).ToList();
            wrong.AddRange(await FinalState.CompareAsync(wires[^1], clients, users, groups));
            return new ConcurrencyResult(
                clients.Sum(client => client.Writes), seconds, clients.Sum(client => client.Stale), clients.Sum(client => client.Contended), wrong);
        }
        finally
        {
            wires.ForEach(wire => wire.Dispose());
            providers.ForEach(provider => provider.Dispose());
        }
    }

    /// <summary>Creates resources and returns their identifiers.</summary>
    private static async Task<IReadOnlyList<string>> CreateAsync(List<WireClient> wires, Load load, int count, string endpoint, Func<string, JsonObject> body)
    {
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(16, load.Clients) }, async (i, _) =>
            ids[i] = (await wires[i % wires.Count].SendAsync("POST", endpoint, body(i.ToString(CultureInfo.InvariantCulture)))).Id);
        return ids;
    }
}

/// <summary>How much is done at once.</summary>
/// <param name="Clients">Clients that send one request after the other.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="Users">Users that all clients write to.</param>
/// <param name="Groups">Groups that all clients write to.</param>
/// <param name="Seed">What the choice of writes follows from.</param>
public sealed record Load(int Clients = 64, int Seconds = 60, int Users = 1_000, int Groups = 50, int Seed = 1);

/// <summary>What a run found.</summary>
/// <param name="Writes">Writes that were answered 2xx.</param>
/// <param name="Seconds">How long they took.</param>
/// <param name="Stale">PUT requests that were answered 412, because somebody else had changed the user since it was read.</param>
/// <param name="Contended">Requests that were answered 409 and 429, and so had no effect.</param>
/// <param name="Wrong">What ought not to be: updates that are lost, answers that nobody expected; empty as it should be.</param>
public sealed record ConcurrencyResult(int Writes, double Seconds, int Stale, int Contended, IReadOnlyList<string> Wrong);
