using System.Reflection;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>One run of <c>check</c>: connects, runs, reports.</summary>
internal sealed class CheckRun
{
    private readonly Screen _screen;
    private readonly CheckSettings _settings;
    private readonly TimeProvider _clock = TimeProvider.System;

    public CheckRun(Screen screen, CheckSettings settings)
    {
        _screen = screen;
        _settings = settings;
    }

    private static string Version =>
        typeof(CheckRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var entries = Select();
        var startedAt = _clock.GetUtcNow();
        var started = _clock.GetTimestamp();
        _screen.Line($"{CommandLine.Name} {Version}, seed {_settings.Data.Seed}");
        var stages = await ConnectAsync(entries, cancellation);
        try
        {
            var outcomes = await RunStagesAsync(stages, entries.Count, cancellation);
            var report = ToReport(stages, entries, outcomes, startedAt, _clock.GetElapsedTime(started));
            var written = _settings.Reports.Write(report);
            RunSummary.Show(_screen, report, _settings.Verdicts.Where(v => entries.Any(v.Covers)).ToList(), _settings.Strict);
            foreach (var path in written)
            {
                _screen.Line($"Report: {path}");
            }

            return RunSummary.ExitCodeOf(report.Results.Select(r => r.Status), _settings.Strict);
        }
        finally
        {
            foreach (var stage in stages)
            {
                await stage.DisposeAsync();
            }
        }
    }

    private IReadOnlyList<CatalogueEntry> Select()
    {
        try
        {
            return PlanSelection.Select(Catalogue.Load(), _settings.Verdicts, _settings.Only);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private async Task<IReadOnlyList<Stage>> ConnectAsync(IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation)
    {
        var stages = new List<Stage>();
        foreach (var (endpoint, mine) in Endpoint.For(_settings, entries))
        {
            var runner = await CheckRunner.ConnectAsync(endpoint.Target, _settings.Data, cancellation);
            stages.Add(new Stage(endpoint, runner, mine));
            _screen.Line($"Endpoint: {endpoint.Description}");
            if (runner.Profile.UserCreationProblem is { } problem)
            {
                var redactor = new Redactor(endpoint.Target.Credentials);
                _screen.Line($"Users could not be created: {redactor.Text(problem)}");
                _screen.Line(UserCreationAdvice.Text);
            }
        }

        return stages;
    }

    private Task<Dictionary<CatalogueEntry, CheckResult>> RunStagesAsync(IReadOnlyList<Stage> stages, int total, CancellationToken cancellation) =>
        _screen.WatchAsync(total, async finished =>
        {
            var results = new Dictionary<CatalogueEntry, CheckResult>(ReferenceEqualityComparer.Instance);
            foreach (var stage in stages)
            {
                var redactor = new Redactor(stage.Endpoint.Target.Credentials);
                foreach (var outcome in await new PlanRunner(stage.Runner, _settings.Parallel).RunAsync(stage.Entries, finished, cancellation))
                {
                    results[outcome.Entry] = CheckResult.From(outcome, redactor);
                }
            }

            return results;
        });

    private ConformanceReport ToReport(
        IReadOnlyList<Stage> stages, IReadOnlyList<CatalogueEntry> entries, Dictionary<CatalogueEntry, CheckResult> results, DateTimeOffset startedAt, TimeSpan duration)
    {
        var redactor = new Redactor(_settings.Credentials);
        return new ConformanceReport
        {
            Tool = new ReportTool(CommandLine.Name, Version),
            Run = new ReportRun(stages[0].Runner.RunPrefix, _settings.Data.Seed, startedAt, duration, Arguments.WithoutSecrets(_settings.Arguments, redactor)),
            Target = ReportTarget.From(stages[0].Runner.Profile, redactor),
            Results = entries.Select(e => results[e]).ToList(),
        };
    }

    /// <summary>A connected endpoint and the checks that run against it.</summary>
    private sealed record Stage(Endpoint Endpoint, CheckRunner Runner, IReadOnlyList<CatalogueEntry> Entries) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            Runner.Dispose();
            await Endpoint.DisposeAsync();
        }
    }
}
