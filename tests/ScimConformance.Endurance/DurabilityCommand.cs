using ScimConformance.Testing.Endurance.Durability;

namespace ScimConformance.Endurance;

/// <summary><c>durability</c>: kill -9 during mixed writes, on each store that lasts.</summary>
internal static class DurabilityCommand
{
    /// <summary>Runs it; 0 where nothing was lost.</summary>
    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task<int> RunAsync(string[] args, Action<string> progress)
    {
        var options = new OptionReader(args, "durability", "--store", "--rounds", "--seed");
        var (rounds, seed) = (options.Number("--rounds", 200), options.Number("--seed", 1));
        var wrong = 0;
        foreach (var store in options.Choice("--store", "both", "sqlite", "postgres"))
        {
            var result = store == "sqlite"
                ? await DurabilityRun.OnSqliteAsync(rounds, seed, line => progress($"{store}: {line}"))
                : await DurabilityRun.OnPostgresAsync(rounds, seed, line => progress($"{store}: {line}"));
            progress($"{store}: {result.Rounds} kills, {result.Answered} writes answered 2xx; of those under way {result.TookPlace} took place whole and {result.DidNot} not at all; {result.Wrong.Count} findings");
            foreach (var finding in result.Wrong)
            {
                progress($"  {finding}");
            }

            wrong += result.Wrong.Count;
        }

        return wrong == 0 ? 0 : 1;
    }
}
