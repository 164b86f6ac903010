using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Clean-up at an endpoint that is full of other people's users: what the run made goes, and nothing else is touched.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CliSweepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("scim-conformance-sweep").FullName;
    private readonly ConcurrentQueue<(string Method, string Path, int Status)> _requests = [];

    [TestCase(false)]
    [TestCase(true)]
    [CancelAfter(240_000)]
    public async Task A_run_killed_in_its_middle_is_swept_by_its_journal_or_by_its_prefix(bool journalIsLost)
    {
        const long seed = 4711;
        var slow = true;
        await using var server = await CliServer.ReferenceAsync(
            async (context, next) =>
            {
                // Removal is slow, so that there is something to be left behind; what is on its way when the process dies is not carried out.
                if (slow && context.Request.Method == "DELETE")
                {
                    await Task.Delay(1000, context.RequestAborted);
                }

                await RecordAsync(context, next);
            },
            configure: options => options.SeedUsers = 1000);
        using var strangers = await Strangers.MoveInAsync(server.Url, TestData.PrefixOf(seed));
        _requests.Clear();

        using (var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--seed", $"{seed}", "--parallel", "6"], _folder))
        {
            while (_requests.Count(r => r is { Method: "POST", Status: 201 }) < 40)
            {
                await Task.Delay(20);
            }

            process.Signal("KILL");
            await process.EndAsync();
        }

        // Until the server has noticed the broken connections.
        await Task.Delay(1500);
        slow = false;
        var left = await strangers.LeftByRunAsync();
        Assert.That(left, Is.Not.Empty, "nothing was left to sweep: the test would show nothing");
        var journal = Directory.GetFiles(Path.Combine(_folder, ".scim-conformance"), "*.jsonl").Single();
        if (journalIsLost)
        {
            File.Delete(journal);
        }

        string[] which = journalIsLost ? ["--prefix", TestData.PrefixOf(seed)] : [];
        var dry = await SweepAsync(server, [.. which, "--dry-run"]);
        Assert.That(dry.ExitCode, Is.EqualTo(1), dry.Everything);
        Assert.That(await strangers.LeftByRunAsync(), Is.EqualTo(left), "a dry run removes nothing");

        var swept = await SweepAsync(server, which);

        Assert.That(swept.ExitCode, Is.Zero, swept.Everything);
        Assert.That(swept.Output, Does.Contain($"{left.Count} removed, ").And.Contain(", 0 left."));
        await strangers.ExpectUntouchedAndAloneAsync();
        Assert.That(File.Exists(journal), Is.False);
        Assert.That(File.ReadAllText(Path.Combine(_folder, ".scim-conformance", ".gitignore")), Is.EqualTo("*\n"));
    }

    [Test]
    [CancelAfter(240_000)]
    public async Task A_whole_run_leaves_strangers_alone_and_nothing_behind()
    {
        const long seed = 4712;
        await using var server = await CliServer.ReferenceAsync(RecordAsync, configure: options => options.SeedUsers = 1000);
        using var strangers = await Strangers.MoveInAsync(server.Url, TestData.PrefixOf(seed));
        _requests.Clear();
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--seed", $"{seed}", "--parallel", "4", "--quiet"], _folder);

        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Errors, Is.Empty);
        await strangers.ExpectUntouchedAndAloneAsync();
        Assert.That(_requests.Count(r => r.Method is "PUT" or "PATCH" or "DELETE"), Is.AtLeast(500));
        Assert.That(_requests.Where(r => r.Method is not ("GET" or "HEAD" or "OPTIONS") && strangers.Before.Keys.Any(s => r.Path.EndsWith(s, StringComparison.Ordinal))), Is.Empty, "requests that would have changed a stranger");
        Assert.That(Directory.GetFiles(Path.Combine(_folder, ".scim-conformance"), "*.jsonl"), Is.Empty, "a run that cleaned up removes its journal");
    }

    [Test]
    public async Task An_endpoint_that_finds_somebody_else_gets_no_change_of_that_account()
    {
        // Whatever the filter asks for, each identity provider's match finds the one user who was there before.
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            if (context.Request is { Method: "GET", Path.Value: "/scim/v2/Users" })
            {
                context.Request.QueryString = new QueryString("?filter=userName%20eq%20%22stranger@example.com%22");
            }

            await RecordAsync(context, next);
        });
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", $"Bearer {CliServer.Token}");
        using var created = await http.PostAsync($"{server.Url}/Users", new StringContent("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"stranger@example.com","active":true}""", Encoding.UTF8, "application/scim+json"));
        var stranger = created.Headers.Location!;
        var before = await http.GetStringAsync(stranger);
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--for", "entra", "okta", "onelogin"], _folder);

        var result = await process.EndAsync();

        Assert.That(result.Output, Does.Contain("was not sent: this check did not create that resource"), result.Everything);
        Assert.That(await http.GetStringAsync(stranger), Is.EqualTo(before));
        Assert.That(_requests.Where(r => r.Method is not "GET" && stranger.AbsolutePath.EndsWith(r.Path, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task A_journal_of_another_endpoint_or_no_journal_at_all_is_told()
    {
        await using var server = await CliServer.ReferenceAsync();
        var file = Path.Combine(_folder, "other.jsonl");
        await File.WriteAllTextAsync(file, """{"event":"announced","entry":1,"baseUrl":"https://other.example.com/scim","prefix":"scabcdefg","method":"POST","endpoint":"/Users","name":"scabcdefg-trial"}""" + "\n");

        var nothing = await SweepAsync(server);
        var other = await SweepAsync(server, "--journal", file);
        await File.WriteAllTextAsync(file, "{\"tool\":1}\nx\n");
        var wrong = await SweepAsync(server, "--journal", file);
        var prefix = await SweepAsync(server, "--prefix", "SCABCDEFG");

        Assert.That((nothing.ExitCode, other.ExitCode, wrong.ExitCode, prefix.ExitCode), Is.EqualTo((0, 0, 64, 64)));
        Assert.That(nothing.Output, Does.Contain("Nothing to remove: no journal tells of something left"));
        Assert.That(other.Output, Does.Contain("tells of https://other.example.com/scim, not of"));
        Assert.That(wrong.Errors, Does.Contain("is no journal of a run: line 1").And.Contain("Give a file that 'check' wrote"));
        Assert.That(prefix.Errors, Does.Contain("--prefix: 'SCABCDEFG' is no prefix of a run; it must be"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        try
        {
            await next(context);
        }
        finally
        {
            _requests.Enqueue((method, path, context.Response.StatusCode));
        }
    }

    private async Task<CliResult> SweepAsync(CliServer server, params string[] arguments)
    {
        using var process = CliProcess.Start(["sweep", server.Url, "--token", CliServer.Token, .. arguments], _folder);
        return await process.EndAsync();
    }
}
