using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>One run of <c>check</c>: connects, runs, reports.</summary>
internal sealed class CheckRun
{
    private readonly Screen _screen;
    private readonly CheckSettings _settings;
    private readonly TimeProvider _clock = TimeProvider.System;

    // A second's worth at 25 requests a second: the provider in this process is judged by every check.
    private const int ReferenceLoad = 10;

    public CheckRun(Screen screen, CheckSettings settings)
    {
        _screen = screen.With(settings.Detail);
        _settings = settings;
    }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var entries = _settings.Judgement.Entries;
        var startedAt = _clock.GetUtcNow();
        var started = _clock.GetTimestamp();
        using var gitHub = GitHubActions.Begin(_screen);
        _screen.Info($"{CommandLine.Name} {CommandLine.Version}, seed {_settings.Data.Seed} (--seed {_settings.Data.Seed} repeats it), run {TestData.PrefixOf(_settings.Data.Seed)}");
        var stages = new List<Stage>();
        using var book = _settings.Url is { } url ? RunBook.Open(_settings.Journal, url, _settings.Data.Seed) : null;
        using var secondBook = _settings is { Url: { } first, SecondTenant: { } second } ? RunBook.OpenSecond(_settings.Journal, second.Url ?? first, _settings.Data.Seed) : null;
        var endpoint = _settings.Url is null ? null : Endpoint.At(Target(_settings.Url, book, secondBook));
        try
        {
            await ConnectAsync(stages, endpoint, entries, cancellation);
            var outcomes = await RunStagesAsync(stages, entries.Count, cancellation);
            var report = _settings.Acceptance.Apply(ToReport(stages, entries, outcomes, startedAt, _clock.GetElapsedTime(started)));
            var written = _settings.Reports.Write(report);
            gitHub.Summarise(report);
            RunSummary.Show(_screen, report);
            foreach (var path in written)
            {
                _screen.Line($"Report: {path}");
            }

            if (_settings.Acceptance.Write(report) is { } list)
            {
                _screen.Line(list);
            }

            gitHub.Annotate(report);
            return RunSummary.ExitCodeOf(report);
        }
        finally
        {
            foreach (var stage in stages)
            {
                await stage.DisposeAsync();
            }

            foreach (var (open, target) in new[] { (book, endpoint?.Target), (secondBook, endpoint?.Target.SecondTenant) })
            {
                if (open is not null && await open.CloseAsync(target!) is { } left)
                {
                    _screen.Errors.WriteLine(left);
                }
            }
        }
    }

    private ScimTarget Target(Uri url, RunBook? book, RunBook? secondBook)
    {
        var target = new ScimTarget(url)
        {
            Scim11BaseUrl = _settings.Scim11Url,
            Credentials = _settings.Credentials,
            Timeout = _settings.Timeout,
            Pacing = new RequestPacing(_settings.Rate),
            Journal = book!.Journal,
        };
        return _settings.SecondTenant is { } second ? target.WithSecondTenant(second.Credentials, second.Url, secondBook!.Journal) : target;
    }

    private async Task ConnectAsync(List<Stage> stages, Endpoint? endpoint, IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation)
    {
        if (endpoint is not null)
        {
            await ConnectStageAsync(stages, endpoint, entries, cancellation);
            return;
        }

        // Where the RFCs and an identity provider ask for opposite answers no provider can please both, so there are two configurations.
        foreach (var group in entries.GroupBy(Catalogue.NeedsTolerance))
        {
            await ConnectStageAsync(stages, await Endpoint.ReferenceAsync(group.Key, _settings.Profile, _settings.Timeout, cancellation), group.ToList(), cancellation);
        }
    }

    private async Task ConnectStageAsync(List<Stage> stages, Endpoint endpoint, IReadOnlyList<CatalogueEntry> entries, CancellationToken cancellation)
    {
        var runner = await CheckRunner.ConnectAsync(endpoint.Target.WithLoad(_settings is { Load: 0, Url: null } ? ReferenceLoad : _settings.Load), _settings.Data, cancellation);
        stages.Add(new Stage(endpoint, runner, entries));
        _screen.Info($"Endpoint: {endpoint.Description}");
        if (runner.Profile.UserCreationProblem is { } problem)
        {
            _screen.Info($"Users could not be created: {new Redactor(endpoint.Target).Text(problem)}");
            _screen.Info(UserCreationAdvice.Text);
        }
    }

    private Task<Dictionary<CatalogueEntry, CheckResult>> RunStagesAsync(List<Stage> stages, int total, CancellationToken cancellation) =>
        _screen.WatchAsync(total, async finished =>
        {
            var results = new Dictionary<CatalogueEntry, CheckResult>(ReferenceEqualityComparer.Instance);
            foreach (var stage in stages)
            {
                var redactor = new Redactor(stage.Endpoint.Target);
                var plan = new PlanRunner(stage.Runner, _settings.Parallel);
                foreach (var outcome in await plan.RunAsync(stage.Entries, finished, cancellation))
                {
                    results[outcome.Entry] = CheckResult.From(outcome, redactor) with { Configuration = stages.Count > 1 ? stage.Endpoint.Configuration : null };
                }

                stage.LeftBehind = plan.LeftBehind.Select(redactor.Text).ToList();
            }

            return results;
        });

    private ConformanceReport ToReport(
        List<Stage> stages, IReadOnlyList<CatalogueEntry> entries, Dictionary<CatalogueEntry, CheckResult> results, DateTimeOffset startedAt, TimeSpan duration)
    {
        var redactor = new Redactor(stages.Select(s => s.Endpoint.Target).SelectMany(t => t.Credentials.Secrets.Concat(t.SecondTenant?.Credentials.Secrets ?? [])));
        return new ConformanceReport
        {
            Tool = new ReportTool(CommandLine.Name, CommandLine.Version),
            Run = new ReportRun(stages[0].Runner.RunPrefix, _settings.Data.Seed, startedAt, duration, Arguments.WithoutSecrets(_settings.Arguments, redactor))
            {
                Throttling = stages[0].Endpoint.Target.Pacing.SoFar,
            },
            Target = ReportTarget.From(stages[0].Runner.Profile, redactor),
            Results = entries.Select(e => results[e]).ToList(),
            Verdicts = _settings.Judgement.Verdicts,
            Deciding = _settings.Judgement.Deciding,
            Strict = _settings.Judgement.Strict,
            Notes = stages.SelectMany(s => s.LeftBehind).Select(problem => $"A user that checks shared was left behind: {problem}.").ToList(),
        };
    }

    /// <summary>A connected endpoint and the checks that run against it.</summary>
    private sealed record Stage(Endpoint Endpoint, CheckRunner Runner, IReadOnlyList<CatalogueEntry> Entries) : IAsyncDisposable
    {
        /// <summary>Which of the users that checks share could not be removed, in words.</summary>
        public IReadOnlyList<string> LeftBehind { get; set; } = [];

        public async ValueTask DisposeAsync()
        {
            Runner.Dispose();
            await Endpoint.DisposeAsync();
        }
    }
}
