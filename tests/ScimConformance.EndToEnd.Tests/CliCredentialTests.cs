using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Every way to authenticate: the security checks work with it, and no secret shows anywhere.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliCredentialTests
{
    private const string Secret = "s3cret-of-the-client";

    [TestCase("basic")]
    [TestCase("body")]
    public async Task Tokens_by_client_credentials(string authentication)
    {
        var asked = 0;
        await using var login = await CliServer.AnsweringAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync();
            var inHeader = context.Request.Headers.Authorization.ToString() == "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"me:{Secret}"));
            var right = form["grant_type"] == "client_credentials" && form["scope"] == "scim" && (authentication == "basic" ? inHeader : form["client_secret"] == Secret && !inHeader);
            Interlocked.Increment(ref asked);
            context.Response.StatusCode = right ? 200 : 401;
            await context.Response.WriteAsync(right ? $$"""{"access_token":"{{CliServer.Token}}","token_type":"bearer","expires_in":3600}""" : """{"error":"invalid_client"}""");
        });
        await using var server = await CliServer.ReferenceAsync();

        var result = await CheckAsync(
            server, CliServer.Token, ("SCIM_CLIENT_SECRET", Secret), "--oauth-token-url", login.Url + "/token", "--client-id", "me", "--scope", "scim", "--client-auth", authentication);

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(asked, Is.EqualTo(1), "one token serves the run");
    }

    [Test]
    public async Task A_header_alone()
    {
        await using var server = await CliServer.ReferenceAsync((context, next) =>
        {
            // An endpoint behind a gateway that knows keys and no tokens.
            if (context.Request.Headers.TryGetValue("X-Api-Key", out var key))
            {
                context.Request.Headers.Authorization = key == Secret ? $"Bearer {CliServer.Token}" : "Bearer wrong";
            }

            return next(context);
        });

        var result = await CheckAsync(server, Secret, ("NOTHING", ""), "--header", $"X-Api-Key: {Secret}");

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
    }

    [Test]
    public async Task User_name_and_password_beside_a_header_for_routing()
    {
        await using var server = await CliServer.ReferenceAsync((context, next) =>
        {
            if (context.Request.Headers["X-Tenant"] != "7")
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            if (context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"admin:{Secret}")))
            {
                context.Request.Headers.Authorization = $"Bearer {CliServer.Token}";
            }

            return next(context);
        });

        var result = await CheckAsync(server, Secret, ("SCIM_BASIC", $"admin:{Secret}"), "--header", "X-Tenant: 7");

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
    }

    [Test]
    public async Task A_client_that_is_refused_is_told_with_the_way_out()
    {
        await using var login = await CliServer.AnsweringAsync(context =>
        {
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("""{"error":"invalid_client"}""");
        });

        var result = await CliProcess.RunAsync("check", "http://localhost:9/scim", "--oauth-token-url", login.Url + "/token", "--client-id", "me", "--client-secret", Secret);

        Assert.That(result.Errors, Does.Contain("gave no token: it answered 401 invalid_client. Check --client-id and --client-secret, or try --client-auth body."));
        Assert.That(result.Everything, Does.Not.Contain(Secret));
        Assert.That(result.ExitCode, Is.EqualTo(2));
    }

    [TestCase("--oauth-token-url https://login.example.com/token", "--oauth-token-url needs --client-id, or the environment variable SCIM_CLIENT_ID")]
    [TestCase("--oauth-token-url http://login.example.com/token --client-id a --client-secret b", "must start with https://")]
    [TestCase("--oauth-token-url https://login.example.com/token --token abcd", "--token and --oauth-token-url exclude each other")]
    [TestCase("--client-id a", "give its URL with --oauth-token-url")]
    [TestCase("--header novalue", "it must have the form \"Name: value\"")]
    [TestCase("--header A: --token abcd", "the value of A is empty")]
    [TestCase("--header Authorization:x --token abcd", "and --token exclude each other")]
    [TestCase("--client-auth jwt --oauth-token-url https://login.example.com/token --client-id a --client-secret b", "--client-auth 'jwt' must be basic or body")]
    public async Task What_does_not_fit_together_is_refused(string arguments, string message)
    {
        var result = await CliProcess.RunAsync(["check", "http://localhost:9/scim", .. arguments.Split(' ')]);

        Assert.That(result.Errors, Does.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task A_dry_run_prints_the_requests_to_the_endpoint_without_secrets_and_sends_nothing()
    {
        using var folder = new TemporaryFolder();
        using var process = CliProcess.Start(
            ["check", "https://scim.example.com/v2", "--dry-run", "--seed", "7", "--only", "PUT-001", "ENTRA-CREATE-001", "--oauth-token-url", "https://login.example.com/token", "--client-id", "me", "--client-secret", Secret, "--header", "X-Tenant: 7", "--json", "r.json"],
            folder.Path);
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain("### discovery, and a trial user").And.Contain("### PUT-001 ").And.Contain("### ENTRA-CREATE-001 "));
        Assert.That(result.Output, Does.Contain("POST https://scim.example.com/v2/Users\n").And.Contain("Authorization: Bearer [redacted]\n").And.Contain("X-Tenant: [redacted]\n").And.Contain("Nothing was sent."));
        Assert.That(result.Output, Does.Match(@"PUT https://scim\.example\.com/v2/Users/\S+\n").And.Match(@"DELETE https://scim\.example\.com/v2/Users/\S+\n"));
        Assert.That(result.Everything, Does.Not.Contain(Secret));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public async Task An_endpoint_that_asks_for_patience_is_obeyed_and_that_is_told()
    {
        var refused = 0;
        await using var server = await CliServer.ReferenceAsync((context, next) =>
        {
            if (context.Request.Method != "PUT" || Interlocked.Increment(ref refused) % 2 == 0)
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        using var folder = new TemporaryFolder();
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--only", "PUT-001", "--rate", "200", "--json", "r.json"], folder.Path);
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain("The endpoint asked for patience 2 times (429, or 503 with Retry-After); the run waited 2.0 s"));
        var json = await File.ReadAllTextAsync(Path.Combine(folder.Path, "r.json"));
        Assert.That(json, Does.Match("""(?s)"throttling": \{\s*"rate": 200,\s*"answers": 2,\s*"waitedMs": 2000,\s*"givenUp": 0""").And.Contain("\"status\": 429"));
    }

    private static async Task<CliResult> CheckAsync(CliServer server, string secret, (string Name, string Value) variable, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        using var process = CliProcess.Start(
            ["check", server.Url, "--only", "SECURITY-ACCESS", "SECURITY-DISCLOSURE", "PUT-001", "ENTRA-CREATE-001", "--journal", "j.jsonl", "--json", "r.json", "--markdown", "r.md", .. arguments], folder.Path, variable);
        var result = await process.EndAsync();
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            Assert.That(await File.ReadAllTextAsync(file), Does.Not.Contain(secret).And.Not.Contain(Secret), file);
        }

        Assert.That(result.Everything, Does.Not.Contain(secret).And.Not.Contain(Secret));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder.Path, "j.jsonl")), Does.Contain("\"event\":\"announced\""));
        return result;
    }
}
