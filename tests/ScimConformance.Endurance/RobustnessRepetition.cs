using System.Globalization;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Testing;

namespace ScimConformance.Endurance;

/// <summary>Checks of concurrency must not depend on luck: they pass on the strict provider every time, and each of their faults is seen every time, in process and over HTTP.</summary>
internal static class RobustnessRepetition
{
    private const string Spec = "ROBUSTNESS";
    private const string Token = "robustness";

    private static readonly IReadOnlyList<CatalogueEntry> Entries = FullCatalogue.Instance.Entries.Where(e => e.Spec == Spec).ToList();

    /// <summary>Runs all of it.</summary>
    /// <param name="args"><c>--passes N</c> for the strict provider, 50 where not said, and <c>--kills N</c> for each fault, 20.</param>
    /// <param name="progress">Told a line for each provider.</param>
    /// <returns>How many runs did not come out as they must.</returns>
    /// <exception cref="UsageException">An option is unknown or has no proper value.</exception>
    public static async Task<int> RunAsync(string[] args, Action<string> progress)
    {
        var (passes, kills) = (Number(args, "--passes", 50), Number(args, "--kills", 20));
        var wrong = 0;
        foreach (var (where, start) in new (string, Func<Fault?, Task<(ScimTarget, IAsyncDisposable)>>)[] { ("in process", StartInProcessAsync), ("over HTTP", StartServedAsync) })
        {
            wrong += await RepeatAsync(passes, null, Entries, start, o => o.Status == CheckStatus.Passed, line => progress($"{where}, strict: {line}"));
            foreach (var fault in FaultCatalogue.All)
            {
                var named = Entries.Where(e => fault.Breaks.Contains(e.Check.Id)).ToList();
                if (named.Count > 0)
                {
                    wrong += await RepeatAsync(kills, fault, named, start, o => o.Status == CheckStatuses.WhenBroken(o.Entry.Level), line => progress($"{where}, {fault.Id}: {line}"));
                }
            }
        }

        return wrong;
    }

    private static async Task<int> RepeatAsync(
        int times, Fault? fault, IReadOnlyList<CatalogueEntry> entries, Func<Fault?, Task<(ScimTarget Target, IAsyncDisposable Server)>> start, Func<CheckOutcome, bool> isRight, Action<string> progress)
    {
        var (target, server) = await start(fault);
        await using var _ = server;
        var wrong = new List<string>();
        for (var i = 0; i < times; i++)
        {
            using var runner = await CheckRunner.ConnectAsync(target, new TestDataOptions { Seed = i });
            var outcomes = await new PlanRunner(runner).RunAsync(entries);
            wrong.AddRange(outcomes.Where(o => !isRight(o)).Select(o => $"run {i + 1}: {o.Entry.Check.Id} {o.Status} {o.Message ?? o.Reason}"));
        }

        progress(wrong.Count == 0 ? $"{times} of {times} runs as they must be" : $"{wrong.Count} not as they must be\n  {string.Join("\n  ", wrong)}");
        return wrong.Count;
    }

    private static async Task<(ScimTarget Target, IAsyncDisposable Server)> StartInProcessAsync(Fault? fault)
    {
        var provider = await ReferenceProvider.StartAsync(fault);
        return (provider.Target, provider);
    }

    private static async Task<(ScimTarget Target, IAsyncDisposable Server)> StartServedAsync(Fault? fault)
    {
        var options = new ReferenceOptions { Credentials = { ScimCredential.Bearer(Token) } };
        var app = ReferenceApplication.Create(options, beforeProvider: pipeline =>
        {
            if (fault is not null)
            {
                pipeline.UseFault(fault, ReferenceApplication.DefaultPath, ReferenceApplication.DefaultScim11Path);
            }
        });
        await app.StartAsync();
        return (new ScimTarget(new Uri(app.Urls.First() + ReferenceApplication.DefaultPath)) { Credentials = ScimCredentials.Bearer(Token) }, app);
    }

    private static int Number(string[] args, string option, int otherwise)
    {
        if (args.Length % 2 != 0 || args.Where((_, i) => i % 2 == 0).Any(a => a is not ("--passes" or "--kills")))
        {
            throw new UsageException("robustness takes --passes N and --kills N.");
        }

        var place = Array.IndexOf(args, option);
        return place < 0 ? otherwise
            : int.TryParse(args[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new UsageException($"{option} takes whole numbers above 0, not '{args[place + 1]}'.");
    }
}
