using System.Globalization;
using System.Text.Json;
using ScimConformance.Faults;

namespace ScimConformance.Endurance;

/// <summary>The arguments cannot be obeyed; the message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command line of the kill matrix. A shard writes its part as JSON; all parts merged, or a run without shards, make the page.</summary>
internal static class KillMatrixCommand
{
    private const string Page = "docs/kill-matrix.md";

    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task RunAsync(string[] args)
    {
        var (shard, shards, parallel, output) = (1, 1, Environment.ProcessorCount, (string?)null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new UsageException($"{args[i]} needs a value.");
            switch (args[i])
            {
                case "--shard":
                    (shard, shards) = value.Split('/') is [var one, var of] ? (Number(args[i], one), Number(args[i], of)) : throw new UsageException($"--shard takes I/N, for example 2/4, not '{value}'.");
                    break;
                case "--parallel":
                    parallel = Number(args[i], value);
                    break;
                case "--output":
                    output = value;
                    break;
                default:
                    throw new UsageException($"{args[i]} is not known; there are --shard I/N, --parallel N and --output FILE.");
            }
        }

        if (shard > shards)
        {
            throw new UsageException($"There is no shard {shard} of {shards}.");
        }

        var faults = FaultCatalogue.All.Where((_, place) => place % shards == shard - 1).ToList();
        var runs = await KillMatrix.RunAsync(faults, parallel, Console.WriteLine);
        output ??= shards == 1 ? Page : $"kill-matrix-{shard}-of-{shards}.json";
        await File.WriteAllTextAsync(output, shards == 1 ? KillMatrixPage.Write(runs) : JsonSerializer.Serialize(runs));
        Console.WriteLine($"Written to {output}.");
    }

    /// <exception cref="UsageException">A part is missing, or the parts are not the whole catalogue of faults.</exception>
    public static async Task MergeAsync(string[] args)
    {
        var output = args is [.., "--output", var file] ? file : Page;
        var parts = args is [.., "--output", _] ? args[..^2] : args;
        var runs = new List<FaultRun>();
        foreach (var part in parts)
        {
            runs.AddRange(File.Exists(part) ? JsonSerializer.Deserialize<List<FaultRun>>(await File.ReadAllTextAsync(part))! : throw new UsageException($"There is no file '{part}'."));
        }

        var byId = runs.ToDictionary(r => r.Fault, StringComparer.Ordinal);
        if (FaultCatalogue.All.FirstOrDefault(f => !byId.ContainsKey(f.Id)) is { } missing)
        {
            throw new UsageException($"The parts do not have the fault '{missing.Id}': give the files of all shards, made by this version.");
        }

        await File.WriteAllTextAsync(output, KillMatrixPage.Write([.. FaultCatalogue.All.Select(f => byId[f.Id])]));
        Console.WriteLine($"Written to {output}.");
    }

    private static int Number(string option, string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new UsageException($"{option} takes whole numbers above 0, not '{value}'.");
}
