using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using ScimConformance.Provider.Compatibility;

namespace ScimConformance.EndToEnd.Tests;

/// <summary><c>simulate entra</c> with many people, stopped in its middle by Ctrl+C and gone on with.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CliSimulateTests : IDisposable
{
    private const int People = 150;

    private readonly string _folder = Directory.CreateTempSubdirectory("scim-conformance-simulate").FullName;
    private readonly ConcurrentQueue<(string Method, string Path)> _requests = [];
    private TimeSpan _delay = TimeSpan.FromMilliseconds(10);

    private string State => Path.Combine(_folder, "job.state");

    [Test]
    [CancelAfter(240_000)]
    public async Task Ctrl_C_saves_the_state_and_the_same_command_goes_on()
    {
        await using var server = await StartAsync();
        var log = Path.Combine(_folder, "log.jsonl");
        string[] command = ["simulate", "entra", server.Url, "--token", CliServer.Token, "--users", $"{People}", "--groups", "3", "--changes", "4", "--state", State, "--log", log];

        var stopped = await StopAsync(command);

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.Everything);
        Assert.That(stopped.Output, Does.Contain($"What was created stays. The same command goes on from {State}."));
        Assert.That(Count("DELETE"), Is.Zero);
        Assert.That(Count("POST"), Is.InRange(20, People - 1));

        _delay = TimeSpan.Zero;
        var ended = await CliProcess.RunAsync(command);

        Assert.That(ended.ExitCode, Is.Zero, ended.Everything);
        Assert.That(ended.Output, Does.Contain($"Going on from {State} after 0 cycles, with "));
        Assert.That(Count("POST"), Is.EqualTo(People + 3), "nobody was created twice, by a seed that was not given");
        Assert.That(await TotalAsync(server, "Users"), Is.EqualTo(People));
        Assert.That(File.ReadLines(log).Select(l => JsonNode.Parse(l)!["provisioningAction"]?.ToString()).Count(a => a == "Create"), Is.EqualTo(People + 3), "the log goes on too");

        _requests.Clear();
        var again = await CliProcess.RunAsync(command);
        Assert.That(again.ExitCode, Is.Zero, again.Everything);
        Assert.That(again.Output, Does.Match(@"(?m)^1 +incremental +0 +4 "), "those who changed after the last cycle");
        Assert.That(Count("POST"), Is.Zero);

        var other = await CliProcess.RunAsync([.. command, "--seed", "99"]);
        Assert.That(other.ExitCode, Is.EqualTo(64));
        Assert.That(other.Errors, Does.Contain($"--state {State}: that simulation had --seed ").And.Contain("this one has 99").And.Contain("or another --state file"));
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task Ctrl_C_without_state_removes_what_was_created()
    {
        await using var server = await StartAsync();

        var stopped = await StopAsync(["simulate", "entra", server.Url, "--token", CliServer.Token, "--users", $"{People}"]);

        Assert.That(stopped.ExitCode, Is.EqualTo(130), stopped.Everything);
        Assert.That(Count("DELETE"), Is.GreaterThanOrEqualTo(20));
        Assert.That(await TotalAsync(server, "Users"), Is.Zero);
    }

    [Test]
    public async Task The_rate_is_kept_and_the_number_of_members_too()
    {
        var patches = new ConcurrentQueue<int>();
        await using var server = await CliServer.ReferenceAsync(
            async (context, next) =>
            {
                if (context.Request is { Method: "PATCH", Path.Value: { } path } && path.Contains("/Groups/", StringComparison.Ordinal))
                {
                    context.Request.EnableBuffering();
                    var body = await JsonNode.ParseAsync(context.Request.Body);
                    context.Request.Body.Position = 0;
                    patches.Enqueue(body!["Operations"]![0]!["value"]!.AsArray().Count);
                }

                await next(context);
            },
            configure: options => options.Tolerance = ScimTolerance.All);

        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var result = await CliProcess.RunAsync("simulate", "entra", server.Url, "--token", CliServer.Token, "--users", "10", "--groups", "1", "--members", "3", "--cycles", "1", "--rate", "20", "--parallel", "8");

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(patches, Is.EqualTo(new[] { 3, 3, 3, 1 }));
        Assert.That(System.Diagnostics.Stopwatch.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromSeconds(2)), "more than 40 requests at 20 a second");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<CliServer> StartAsync() => CliServer.ReferenceAsync(
        async (context, next) =>
        {
            await Task.Delay(_delay);
            await next(context);
            _requests.Enqueue((context.Request.Method, context.Request.Path));
        },
        configure: options => options.Tolerance = ScimTolerance.All);

    private int Count(string method) => _requests.Count(r => r.Method == method);

    private async Task<CliResult> StopAsync(string[] command)
    {
        using var process = CliProcess.Start(command, _folder);
        while (Count("POST") < 20)
        {
            await Task.Delay(20);
        }

        process.Signal("INT");
        return await process.EndAsync();
    }

    private static async Task<int> TotalAsync(CliServer server, string type)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", CliServer.Token);
        return (int)JsonNode.Parse(await http.GetStringAsync(new Uri($"{server.Url}/{type}?count=1")))!["totalResults"]!;
    }
}
