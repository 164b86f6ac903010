using System.Globalization;
using System.Text.Json;
using ScimConformance.Faults;

namespace ScimConformance.Endurance;

/// <summary>The arguments cannot be obeyed; the message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>
/// The command line of the kill matrix. A shard writes its part as JSON, and so does a run of some faults only; all parts merged, or a run of
/// everything, make the page. Where two parts have the same fault the later one counts.
/// </summary>
internal static class KillMatrixCommand
{
    private const string Page = "docs/kill-matrix.md";

    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task RunAsync(string[] args)
    {
        var (shard, shards, parallel, output) = (1, 1, Environment.ProcessorCount, (string?)null);
        string[] only = [];
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new UsageException($"{args[i]} needs a value.");
            switch (args[i])
            {
                case "--shard":
                    (shard, shards) = value.Split('/') is [var one, var of] ? (Number(args[i], one), Number(args[i], of)) : throw new UsageException($"--shard takes I/N, for example 2/4, not '{value}'.");
                    break;
                case "--only":
                    only = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                    break;
                case "--parallel":
                    parallel = Number(args[i], value);
                    break;
                case "--output":
                    output = value;
                    break;
                default:
                    throw new UsageException($"{args[i]} is not known; there are --shard I/N, --only FAULT,FAULT, --parallel N and --output FILE.");
            }
        }

        if (shard > shards)
        {
            throw new UsageException($"There is no shard {shard} of {shards}.");
        }

        if (only.FirstOrDefault(id => FaultCatalogue.Find(id) is null) is { } unknown)
        {
            throw new UsageException($"--only has '{unknown}', which is no fault; 'scim-conformance list faults' shows them.");
        }

        var isPart = shards > 1 || only.Length > 0;
        var faults = FaultCatalogue.All.Where((f, place) => place % shards == shard - 1 && (only.Length == 0 || only.Contains(f.Id))).ToList();
        var runs = await KillMatrix.RunAsync(faults, parallel, Console.WriteLine);
        output ??= isPart ? $"kill-matrix-{shard}-of-{shards}.json" : Page;
        await File.WriteAllTextAsync(output, isPart ? JsonSerializer.Serialize(runs) : KillMatrixPage.Write(runs));
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

        var byId = new Dictionary<string, FaultRun>(StringComparer.Ordinal);
        runs.ForEach(r => byId[r.Fault] = r);
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
