using System.Globalization;
using ScimConformance.Testing.Endurance.Concurrency;

namespace ScimConformance.Endurance;

/// <summary><c>concurrency</c>: many clients write to the same users and groups, on each store.</summary>
internal static class ConcurrencyCommand
{
    /// <summary>Runs it; 0 where no update was lost and no answer was a 5xx.</summary>
    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task<int> RunAsync(string[] args, Action<string> progress)
    {
        var options = new OptionReader(args, "concurrency", "--store", "--clients", "--seconds", "--users", "--groups", "--seed");
        var load = new Load(options.Number("--clients", 64), options.Number("--seconds", 60), options.Number("--users", 1_000), options.Number("--groups", 50), options.Number("--seed", 1));
        if (load.Users < load.Clients)
        {
            throw new UsageException($"--users is {load.Users}; there must be at least as many as clients ({load.Clients}).");
        }

        var wrong = 0;
        foreach (var store in options.Choice("--store", "all", "memory", "sqlite", "postgres"))
        {
            var result = await (store switch
            {
                "memory" => ConcurrencyRun.InMemoryAsync(load),
                "sqlite" => ConcurrencyRun.OnSqliteAsync(load),
                _ => ConcurrencyRun.OnPostgresAsync(load),
            });
            progress(string.Create(
                CultureInfo.InvariantCulture,
                $"{store}: {result.Writes} writes in {result.Seconds:0} s by {load.Clients} clients ({result.Writes / result.Seconds:0} a second), {result.Stale} answered 412, {result.Contended} answered 409; {result.Wrong.Count} findings"));
            foreach (var finding in result.Wrong)
            {
                progress($"  {finding}");
            }

            wrong += result.Wrong.Count;
        }

        return wrong == 0 ? 0 : 1;
    }
}
