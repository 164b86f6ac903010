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

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var entries = _settings.Judgement.Entries;
        var startedAt = _clock.GetUtcNow();
        var started = _clock.GetTimestamp();
        _screen.Line($"{CommandLine.Name} {CommandLine.Version}, seed {_settings.Data.Seed}");
        var stages = new List<Stage>();
        try
        {
            await ConnectAsync(stages, entries, cancellation);
            var outcomes = await RunStagesAsync(stages, entries.Count, cancellation);
            var report = ToReport(stages, entries, outcomes, startedAt, _clock.GetElapsedTime(started));
            var written = _settings.Reports.Write(report);
            RunSummary.Show(_screen, report, _settings.Detail);
            foreach (var path in written)
            {
                _screen.Line($"Report: {path}");
            }

            return RunSummary.ExitCodeOf(report);
        }
        finally
        {
            foreach (var stage in stages)
            {
                await stage.DisposeAsync();
            }
        }
    }

    private async Task ConnectAsync(List<Stage> stages, IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation)
    {
        if (_settings.Url is { } url)
        {
            await ConnectAsync(stages, Endpoint.At(url, _settings.Credentials, _settings.Timeout), entries, cancellation);
            return;
        }

        // Where the RFCs and an identity provider ask for opposite answers no provider can please both, so there are two configurations.
        foreach (var group in entries.GroupBy(Catalogue.NeedsTolerance))
        {
            await ConnectAsync(stages, await Endpoint.ReferenceAsync(group.Key, _settings.Timeout, cancellation), group.ToList(), cancellation);
        }
    }

    private async Task ConnectAsync(List<Stage> stages, Endpoint endpoint, IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation)
    {
        var runner = await CheckRunner.ConnectAsync(endpoint.Target, _settings.Data, cancellation);
        stages.Add(new Stage(endpoint, runner, entries));
        _screen.Line($"Endpoint: {endpoint.Description}");
        if (runner.Profile.UserCreationProblem is { } problem)
        {
            _screen.Line($"Users could not be created: {new Redactor(endpoint.Target.Credentials).Text(problem)}");
            _screen.Line(UserCreationAdvice.Text);
        }
    }

    private Task<Dictionary<CatalogueEntry, CheckResult>> RunStagesAsync(List<Stage> stages, int total, CancellationToken cancellation) =>
        _screen.WatchAsync(total, async finished =>
        {
            var results = new Dictionary<CatalogueEntry, CheckResult>(ReferenceEqualityComparer.Instance);
            foreach (var stage in stages)
            {
                var redactor = new Redactor(stage.Endpoint.Target.Credentials);
                foreach (var outcome in await new PlanRunner(stage.Runner, _settings.Parallel).RunAsync(stage.Entries, finished, cancellation))
                {
                    results[outcome.Entry] = CheckResult.From(outcome, redactor) with { Configuration = stages.Count > 1 ? stage.Endpoint.Configuration : null };
                }
            }

            return results;
        });

    private ConformanceReport ToReport(
        List<Stage> stages, IReadOnlyList<CatalogueEntry> entries, Dictionary<CatalogueEntry, CheckResult> results, DateTimeOffset startedAt, TimeSpan duration)
    {
        var redactor = new Redactor(stages.SelectMany(s => s.Endpoint.Target.Credentials.Secrets));
        return new ConformanceReport
        {
            Tool = new ReportTool(CommandLine.Name, CommandLine.Version),
            Run = new ReportRun(stages[0].Runner.RunPrefix, _settings.Data.Seed, startedAt, duration, Arguments.WithoutSecrets(_settings.Arguments, redactor)),
            Target = ReportTarget.From(stages[0].Runner.Profile, redactor),
            Results = entries.Select(e => results[e]).ToList(),
            Verdicts = _settings.Judgement.Verdicts,
            Deciding = _settings.Judgement.Deciding,
            Strict = _settings.Judgement.Strict,
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
