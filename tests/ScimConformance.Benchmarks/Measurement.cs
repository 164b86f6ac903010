using System.Text.Json;
using ScimConformance.Benchmarks.Provisioning;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Benchmarks;

/// <summary>One measurement: provider and bare server, each driven in turn in every round; then the other stores, and the other server.</summary>
internal sealed class Measurement(MeasurementOptions options)
{
    // Its store, which the tests wrote, looks through all users for each filter.
    private const int ScimmyUsers = 1_000;

    private readonly IReadOnlyList<Operation> _operations = Operation.All.Where(o => options.Only.Count == 0 || options.Only.Contains(o.Name)).ToList();

    /// <summary>Measures and writes the report.</summary>
    /// <exception cref="UsageException">wrk is not installed, or an operation is unknown.</exception>
    public async Task RunAsync()
    {
        if (_operations.Count == 0)
        {
            throw new UsageException($"--only takes one of {string.Join(", ", Operation.All.Select(o => o.Name))}.");
        }

        var folder = System.IO.Directory.CreateTempSubdirectory("scim-benchmark-");
        try
        {
            var whole = options.Only.Count == 0;
            var catalogue = whole ? await ShowAsync("The whole catalogue in process", CatalogueTime.MeasureAsync(rounds: 5)) : null;
            var harness = whole ? await ShowAsync("The harness over HTTP", HarnessOverHttp.MeasureAsync(options.Rounds)) : null;
            var startup = whole ? await ShowAsync("serve", StartupTime.MeasureAsync(options.Rounds)) : null;
            var scales = new List<Scale>();
            foreach (var users in options.Stores.Contains("memory") ? options.Users : [])
            {
                scales.Add(await CompareAsync(users, folder.FullName));
            }

            var others = new List<OtherServer>();
            foreach (var store in options.Stores.Where(store => store != "memory"))
            {
                others.Add(await MeasureStoreAsync(store, options.Users[0], folder.FullName));
            }

            if (options.Scimmy)
            {
                others.Add(await MeasureScimmyAsync(folder.FullName));
            }

            var entra = options.Entra ? await ShowAsync("A simulation of Entra", ProvisioningSpeed.MeasureAsync(ProvisioningPlan.Parse([]))) : null;
            await File.WriteAllTextAsync(options.Output, new Report(options).Write(scales, others, catalogue, harness, startup, entra));
            Console.WriteLine($"Written to {options.Output}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<T> ShowAsync<T>(string title, Task<T> measuring)
    {
        Console.WriteLine($"{title} ...");
        var result = await measuring;
        Console.WriteLine($"  {result}");
        return result;
    }

    private async Task<Scale> CompareAsync(int users, string folder)
    {
        Console.WriteLine($"{users} users in memory");
        using var provider = await ServerProcess.StartAsync("provider", $"{users}");
        var memory = await provider.MeasureMemoryAsync();
        Console.WriteLine($"  heap {memory.Heap / 1e6:0} MB, resident {memory.Resident / 1e6:0} MB");
        using var http = provider.Client();
        var directory = await Directory.PrepareAsync(http);
        var answersFile = Path.Combine(folder, "answers.json");
        var answers = await RecordedAnswers.OfAsync(http, directory);
        await File.WriteAllTextAsync(answersFile, JsonSerializer.Serialize(answers));
        using var bare = await ServerProcess.StartAsync("bare", answersFile);
        var driver = await Driver.CreateAsync(folder, directory, options.Seconds);

        var results = new List<Comparison>();
        foreach (var operation in _operations)
        {
            Console.WriteLine(operation.Title);
            var comparison = new Comparison(operation, answers[operation.Name].Body.Length);
            results.Add(comparison);
            // Round 0 warms up: compilation is tiered, and the first seconds are not like the rest.
            for (var round = 0; round <= options.Rounds; round++)
            {
                var ours = await driver.RunAsync(provider, operation, provider.BasePath, $"p{round}");
                var theirs = await driver.RunAsync(bare, operation, "/" + operation.Name, $"b{round}");
                if (round > 0)
                {
                    comparison.Add(ours, theirs);
                    Console.WriteLine($"  provider {ours.PerSecond,8:0} /s {ours.CpuMicroseconds,6:0.0} us   bare {theirs.PerSecond,8:0} /s {theirs.CpuMicroseconds,6:0.0} us   ratio {ours.PerSecond / theirs.PerSecond:0.00}");
                }
            }
        }

        return new Scale(users, results, memory);
    }

    private async Task<OtherServer> MeasureStoreAsync(string store, int users, string folder)
    {
        if (store == "postgres")
        {
            if (PostgresCluster.Missing is { } missing)
            {
                throw new UsageException($"{missing} Or leave postgres out of --stores.");
            }

            await using var cluster = await PostgresCluster.StartAsync(durable: true);
            return await MeasureStoreAsync("PostgreSQL", $"postgres:{cluster.ConnectionString()}", users, folder);
        }

        return await MeasureStoreAsync("SQLite", $"sqlite:{Path.Combine(folder, "users.db")}", users, folder);
    }

    private async Task<OtherServer> MeasureStoreAsync(string name, string store, int users, string folder)
    {
        Console.WriteLine($"{users} users in {name}");
        using var provider = await ServerProcess.StartAsync("provider", $"{users}", store);
        return await MeasureAloneAsync($"{name}, {users:N0} users", provider, folder);
    }

    private async Task<OtherServer> MeasureScimmyAsync(string folder)
    {
        Console.WriteLine($"{ScimmyUsers} users in scimmy");
        using var server = await ServerProcess.StartScimmyAsync();
        using (var http = server.Client())
        {
            await Directory.FillAsync(http, ScimmyUsers);
        }

        return await MeasureAloneAsync($"scimmy, {ScimmyUsers:N0} users", server, folder);
    }

    private async Task<OtherServer> MeasureAloneAsync(string name, ServerProcess server, string folder)
    {
        using var http = server.Client();
        var driver = await Driver.CreateAsync(folder, await Directory.PrepareAsync(http), options.Seconds);
        var rounds = new Dictionary<string, Round>();
        foreach (var operation in _operations)
        {
            var alone = new List<Round>();
            for (var round = 0; round <= options.Rounds; round++)
            {
                alone.Add(await driver.RunAsync(server, operation, server.BasePath, $"a{round}"));
            }

            rounds[operation.Name] = Comparison.Median(alone.Skip(1));
            Console.WriteLine($"  {operation.Title}: {rounds[operation.Name].PerSecond:0} /s {rounds[operation.Name].CpuMicroseconds:0.0} us");
        }

        return new OtherServer(name, rounds);
    }
}

/// <summary>The provider with a number of users in memory, beside the bare server.</summary>
internal sealed record Scale(int Users, IReadOnlyList<Comparison> Results, MemoryUse Memory)
{
    /// <summary>How many times the processor time of the operation on a small group that on a large one takes; null where either was not measured.</summary>
    public double? LargeToSmall => Results.FirstOrDefault(r => r.Operation.Name == Operation.LargeGroup) is { } large
        && Results.FirstOrDefault(r => r.Operation.Name == Operation.SmallGroup) is { } small
            ? large.Provider.CpuMicroseconds / small.Provider.CpuMicroseconds
            : null;
}

/// <summary>A server that is measured without a bare one beside it.</summary>
internal sealed record OtherServer(string Name, IReadOnlyDictionary<string, Round> Rounds);
