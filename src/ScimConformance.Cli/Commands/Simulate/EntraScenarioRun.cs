using ScimConformance.Harness;
using ScimConformance.Simulators;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Cli;

/// <summary>Plays Entra's scenarios, which are conformance checks, and shows how each came out.</summary>
internal static class EntraScenarioRun
{
    /// <summary>How many people a scenario creates that puts load on the endpoint.</summary>
    private const int PeopleUnderLoad = 1000;

    private static IEnumerable<CatalogueEntry> All =>
        new CheckCatalogue(SimulatorScenarios.Groups, SimulatorScenarios.Requirements).Entries.Where(e => e.Check.Id.StartsWith("ENTRA-", StringComparison.Ordinal));

    /// <summary>The scenarios of a name.</summary>
    /// <exception cref="UsageException">There is none; the message names the nearest.</exception>
    public static IReadOnlyList<CatalogueEntry> Find(string name)
    {
        var found = All.Where(e => name == "all" || e.Check.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || e.Group.Id.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count > 0
            ? found
            : throw new UsageException($"There is no scenario '{name}'. Did you mean {string.Join(", ", Likeness.Order(name, All.Select(e => e.Check.Id)).Take(5))}? 'list checks' shows them all, '--scenario all' plays them.");
    }

    /// <summary>Plays scenarios.</summary>
    public static async Task<int> RunAsync(Screen screen, IReadOnlyList<CatalogueEntry> entries, Endpoint endpoint, TestDataOptions data, int parallel, string? transcriptPath, CancellationToken cancellation)
    {
        await using var transcript = OutputFiles.Open("--transcript", transcriptPath);
        screen.Line($"entra, {entries.Count} {(entries.Count == 1 ? "scenario" : "scenarios")} against {endpoint.Description}");
        // Whoever names a scenario of many people means it.
        var load = entries.All(e => e.Check.Needs.Contains(Needs.Load)) ? PeopleUnderLoad : 0;
        using var runner = await CheckRunner.ConnectAsync(endpoint.Target.WithLoad(load), data, cancellation);
        var plan = new PlanRunner(runner, parallel);
        var outcomes = await screen.WatchAsync(entries.Count, finished => plan.RunAsync(entries, finished, cancellation));
        if (transcript is not null)
        {
            var stream = new RunningTranscript(transcript, endpoint.Target.Credentials);
            foreach (var outcome in outcomes)
            {
                await transcript.WriteAsync($"# {outcome.Entry.Check.Id}: {outcome.Entry.Check.Title} ({FailureText.Words(outcome.Status)})\n\n");
                foreach (var exchange in outcome.Exchanges)
                {
                    if (exchange.Request.Headers.All(h => h.Name != "ADSCIMVersion"))
                    {
                        await transcript.WriteAsync("# by the scenario itself, to prepare or to judge; no part of Entra's traffic\n");
                    }

                    stream.Write(exchange);
                }
            }
        }

        var redactor = new Redactor(endpoint.Target);
        screen.Table(
            ["scenario", "title", "outcome", "why"],
            outcomes.Select(o => (IReadOnlyList<string>)
                [o.Entry.Check.Id, o.Entry.Check.Title, FailureText.Words(o.Status), redactor.Text(o.Message ?? o.Reason ?? "").ReplaceLineEndings(" ")]).ToList());
        screen.Line();
        screen.Line($"{outcomes.Count} scenarios: {string.Join(", ", CheckStatuses.WorstFirst.Select(s => (Status: s, Count: outcomes.Count(o => o.Status == s))).Where(c => c.Count > 0).Select(c => $"{c.Count} {FailureText.Words(c.Status)}"))}");
        return outcomes.Any(o => o.Status is CheckStatus.Failed) ? ExitCode.NotConformant
            : outcomes.Any(o => o.Status is CheckStatus.Errored or CheckStatus.Inconclusive) ? ExitCode.Undecided
            : ExitCode.Conformant;
    }
}
