using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary><c>check --dry-run</c>: prints the requests of a run and sends none of them. The reference provider answers in place of the endpoint.</summary>
internal sealed class DryRun
{
    private const int LongestBody = 2000;

    private readonly Screen _screen;
    private readonly CheckSettings _settings;
    private readonly Redactor _redactor;
    private int _requests;

    public DryRun(Screen screen, CheckSettings settings)
    {
        _screen = screen;

        // A token endpoint is not asked either: a made-up token stands for its tokens, and is blotted out like them.
        _settings = settings with { Credentials = settings.Credentials.WithoutAsking("token-of-the-token-endpoint") };
        _redactor = new Redactor(_settings.Credentials, _settings.SecondTenant?.Credentials);
    }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var first = true;
        _screen.Line($"# {CommandLine.Name} {CommandLine.Version}, seed {_settings.Data.Seed}, run {TestData.PrefixOf(_settings.Data.Seed)}");
        _screen.Line("# Nothing is sent: the reference provider answers in place of the endpoint. Another endpoint's answers (ids, what it offers, what it refuses) may lead to other requests.");
        foreach (var group in _settings.Judgement.Entries.GroupBy(Catalogue.NeedsTolerance))
        {
            await using var stand = await DryEndpoint.StartAsync(_settings, tolerant: group.Key, cancellation);
            using var runner = await CheckRunner.ConnectAsync(stand.Target.WithLoad(_settings.Load), _settings.Data, cancellation);
            Print("discovery, and a trial user", first ? stand.Take() : stand.Take().Take(0));
            first = false;
            foreach (var entry in group)
            {
                await runner.RunAsync(entry, cancellation);
                Print($"{entry.Check.Id} {entry.Check.Title}", stand.Take());
            }
        }

        _screen.Line($"# {_requests} requests. Nothing was sent.");
        return ExitCode.Conformant;
    }

    private void Print(string heading, IEnumerable<RequestRecord> requests)
    {
        var headed = false;
        foreach (var request in requests)
        {
            if (!headed)
            {
                _screen.Line();
                _screen.Line($"### {heading}");
                headed = true;
            }

            _requests++;
            _screen.Line($"{request.Method} {_redactor.Text(request.Url.AbsoluteUri)}");
            foreach (var header in request.Headers.Select(_redactor.Header))
            {
                _screen.Line($"{header.Name}: {header.Value}");
            }

            _screen.Line();
            if (request.Body.Length > 0)
            {
                _screen.Line(Shown(_redactor.Bytes(request.Body)));
                _screen.Line();
            }
        }
    }

    private static string Shown(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span[..Math.Min(body.Length, LongestBody)]);
        return body.Length <= LongestBody ? text : $"{text}… ({body.Length} bytes)";
    }
}
