using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using ScimConformance.Checks;
using ScimConformance.Provider;
using ScimConformance.Simulators;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>A run follows from its seed: two runs against providers that count their ids and their time send the same bytes.</summary>
internal sealed class CliSeedTests
{
    // Concurrency is a race by its nature: the order of its requests on the wire follows from no seed.
    private static bool IsRace(string id) => id is "ENTRA-GROUP-012" or "INTEROP-REG-043" || id.StartsWith("ROBUST-", StringComparison.Ordinal);

    [Test]
    [CancelAfter(240_000)]
    public async Task Two_runs_with_the_same_seed_send_the_same_bytes()
    {
        var checks = ConformanceChecks.Groups.Concat(SimulatorScenarios.Groups).SelectMany(g => g.Checks).Select(c => c.Id).Where(id => !IsRace(id)).ToList();
        var (first, port) = await RunAsync("20240506", 0, ["--only", .. checks]);
        var (second, _) = await RunAsync("20240506", port, ["--only", .. checks]);

        Assert.That(first, Has.Length.AtLeast(500_000));
        if (!first.AsSpan().SequenceEqual(second))
        {
            var place = first.AsSpan().CommonPrefixLength(second);
            Assert.Fail($"They differ at byte {place} of {first.Length} and {second.Length}:\n{Around(first, place)}\n--- and ---\n{Around(second, place)}");
        }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task Another_seed_gives_other_names()
    {
        var (first, port) = await RunAsync("1", 0, "--only", "PUT-001");
        var (second, _) = await RunAsync("2", port, "--only", "PUT-001");

        Assert.That(Encoding.UTF8.GetString(first), Does.Contain("-put-001-1@example.com"));
        Assert.That(second, Is.Not.EqualTo(first));
    }

    private static async Task<(byte[] Sent, int Port)> RunAsync(string seed, int port, params string[] arguments)
    {
        var clock = new RequestClock();
        await using var app = ReferenceApplication.Create(
            configureServices: services => services.AddSingleton<IIdSource, SequentialIdSource>().AddSingleton<TimeProvider>(clock),
            beforeProvider: pipeline => pipeline.Use((context, next) =>
            {
                clock.Advance();
                return next(context);
            }));
        await app.StartAsync();
        await using var proxy = new RecordingProxy(new Uri(app.Urls.First() + ReferenceApplication.DefaultPath), port);
        using var folder = new TemporaryFolder();
        using var process = CliProcess.Start(["check", proxy.Url, "--token", CliServer.Token, "--seed", seed, .. arguments], folder.Path);
        var result = await process.EndAsync();
        Assert.That(result.Output, Does.Contain($"--seed {seed} repeats it"), result.Errors);
        return (WithoutCursors(proxy.Sent), proxy.Port);
    }

    /// <summary>Cursors are the server's, and no two are alike.</summary>
    private static byte[] WithoutCursors(byte[] sent) =>
        Encoding.Latin1.GetBytes(Regex.Replace(Encoding.Latin1.GetString(sent), """(cursor=|"cursor":")[A-Za-z0-9_-]+""", "$1*"));

    private static string Around(byte[] bytes, int place) =>
        Encoding.UTF8.GetString(bytes.AsSpan(Math.Max(0, place - 600)..Math.Min(bytes.Length, place + 200)));

    /// <summary>A clock that moves on by ten milliseconds with each request.</summary>
    private sealed class RequestClock : TimeProvider
    {
        private long _requests;

        public void Advance() => Interlocked.Increment(ref _requests);

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero).AddMilliseconds(10 * Interlocked.Read(ref _requests));
    }
}

/// <summary>A folder that goes with its test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("scim-conformance").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
