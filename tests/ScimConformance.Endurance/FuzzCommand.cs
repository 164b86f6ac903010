using System.Globalization;
using ScimConformance.Testing.Fuzzing;

namespace ScimConformance.Endurance;

/// <summary>Sends the reference provider spoilt requests, a million unless told otherwise.</summary>
internal static class FuzzCommand
{
    private const long MostGrowth = 64 << 20;
    private const string FindingsFile = "fuzz-findings.txt";

    /// <returns>How many things were not as they must be.</returns>
    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task<int> RunAsync(string[] args, Action<string> say)
    {
        var report = await FuzzRun.RunAsync(Read(args), say);
        say(string.Create(CultureInfo.InvariantCulture, $"{report.Requests} requests in {report.Elapsed.TotalSeconds:0} s; slowest answer {report.Slowest.TotalMilliseconds:0} ms: {report.SlowestRequest}"));
        say("Answers: " + string.Join(", ", report.Statuses.OrderBy(s => s.Key).Select(s => $"{(s.Key == 0 ? "hung up on broken HTTP" : s.Key.ToString(CultureInfo.InvariantCulture))} {s.Value}")));
        say(string.Create(CultureInfo.InvariantCulture, $"Managed heap {Mib(report.HeapBefore)} before, {Mib(report.HeapAfter)} after; working set {Mib(report.WorkingSetBefore)} before, {Mib(report.WorkingSetAfter)} after, {Mib(report.WorkingSetPeak)} at most."));
        if (report.Findings.Count > 0)
        {
            await File.WriteAllLinesAsync(FindingsFile, report.Findings.Select(f => $"#{f.Number} {f.Wrong} ({f.Status})\n{f.Request}\n---\n{f.Answer}\n=====\n"));
            say($"{report.Findings.Count} findings, written to {FindingsFile}.");
        }

        var grown = report.HeapAfter - report.HeapBefore > MostGrowth;
        if (grown)
            say($"The managed heap has grown by more than {Mib(MostGrowth)}.");
        return report.Findings.Count + (grown ? 1 : 0);
    }

    private static FuzzOptions Read(string[] args)
    {
        var options = new FuzzOptions(1_000_000);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new UsageException($"{args[i]} has no value.");
            options = args[i] switch
            {
                "--requests" => options with { Requests = Number(args[i], value, 1) },
                "--seed" => options with { Seed = Number(args[i], value, 0) },
                "--connections" => options with { Connections = Number(args[i], value, 1) },
                "--store" => options with { Store = value },
                _ => throw new UsageException($"fuzz takes --requests N, --seed N, --connections N and --store STORE, not '{args[i]}'."),
            };
        }

        return options;
    }

    private static int Number(string option, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new UsageException($"{option} takes a whole number of at least {least}, not '{value}'.");

    private static string Mib(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.0} MiB");
}
