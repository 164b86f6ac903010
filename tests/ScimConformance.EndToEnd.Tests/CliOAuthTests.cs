using System.Net;
using System.Net.Http.Headers;
using NUnit.Framework;
using ScimConformance.Provider;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>The provider's own token endpoint, and everything else by which <c>serve</c> lets clients in, over real sockets.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliOAuthTests
{
    private const string Secret = "s3cret-of-the-sync-client";

    [TestCase("basic")]
    [TestCase("body")]
    public async Task A_run_gets_its_tokens_from_the_providers_own_token_endpoint(string authentication)
    {
        await using var server = await CliServer.ReferenceAsync(configure: options => options.OAuth.Clients.Add(new ScimOAuthClient { Id = "sync", Secrets = [new ScimClientSecret(Secret)] }));
        var root = server.Url[..^ReferenceApplication.DefaultPath.Length];

        using var process = CliProcess.Start(
            ["check", server.Url, "--for", "security", "--oauth-token-url", root + ReferenceApplication.TokenPath, "--client-id", "sync", "--client-auth", authentication, "--verbose"],
            environment: ("SCIM_CLIENT_SECRET", Secret));
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Everything, Does.Not.Contain(Secret));
        Assert.That(result.Everything, Does.Contain("SECURITY-ACCESS-010"));
    }

    [Test]
    public async Task Serve_prints_the_token_endpoint_and_lets_nobody_else_in()
    {
        using var serve = CliProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--store", "memory", "--oauth-client", $"sync:{Secret}", "--oauth-client", "sync:another"]);
        var url = await serve.LineAsync("Serving SCIM 2.0 at ");
        var tokens = await serve.LineAsync("Token endpoint: ");
        using var http = new HttpClient();

        using var granted = await http.PostAsync(tokens, new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "sync"), new("client_secret", "another")]));
        var token = System.Text.Json.JsonDocument.Parse(await granted.Content.ReadAsStringAsync()).RootElement.GetProperty("access_token").GetString();
        var (right, known) = (await StatusAsync(http, url, token!), await StatusAsync(http, url, ReferenceApplication.DefaultToken));
        serve.Signal("INT");
        var end = await serve.EndAsync();

        Assert.Multiple(() =>
        {
            Assert.That(right, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(known, Is.EqualTo(HttpStatusCode.Unauthorized), "the token that everyone knows is for tests");
            Assert.That(end.ExitCode, Is.Zero, end.Everything);
            Assert.That(end.Everything, Does.Not.Contain(Secret).And.Not.Contain(token));
        });
    }

    [Test]
    public async Task Serve_takes_up_a_changed_file_of_credentials()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        await File.WriteAllTextAsync(file, """{"credentials":[{"bearer":"old-token"},{"bearer":"other-tenants-token","tenant":"other"}]}""");
        using var serve = CliProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--store", "memory", "--credentials", file]);
        var url = await serve.LineAsync("Serving SCIM 2.0 at ");
        using var http = new HttpClient();

        Assert.That(await StatusAsync(http, url, "old-token"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(http, url.Replace("/scim/", "/scim/other/", StringComparison.Ordinal), "other-tenants-token"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StatusAsync(http, url, "new-token"), Is.EqualTo(HttpStatusCode.Unauthorized));
        await File.WriteAllTextAsync(file, """{"credentials":[{"bearer":"new-token"},{"bearer":"other-tenants-token","tenant":"other"}]}""");
        Assert.That(async () => await StatusAsync(http, url, "new-token"), Is.EqualTo(HttpStatusCode.OK).After(10_000, 200));
        Assert.That(await StatusAsync(http, url, "old-token"), Is.EqualTo(HttpStatusCode.Unauthorized));

        serve.Signal("INT");
        Assert.That((await serve.EndAsync()).ExitCode, Is.Zero);
        File.Delete(file);
    }

    [Test]
    public async Task Tenants_are_judged_over_the_wire_by_token_and_by_url()
    {
        await using var server = await CliServer.ReferenceAsync();
        var root = server.Url[..^ReferenceApplication.DefaultPath.Length];

        var byToken = await CheckTenantsAsync(server.Url, []);
        var byUrl = await CheckTenantsAsync(server.Url, ["--second-url", root + ReferenceApplication.SecondTenantPath]);
        var without = await CliProcess.RunAsync("check", server.Url, "--only", "SECURITY-TENANT", "--token", CliServer.Token);

        Assert.Multiple(() =>
        {
            Assert.That(byToken.ExitCode, Is.Zero, byToken.Everything);
            Assert.That(byToken.Everything, Does.Contain("12 passed").And.Contain("2 not applicable"));
            Assert.That(byUrl.ExitCode, Is.Zero, byUrl.Everything);
            Assert.That(byUrl.Everything, Does.Contain("14 passed"));
            Assert.That(byUrl.Everything, Does.Not.Contain(ReferenceApplication.SecondToken));
            Assert.That(without.Everything, Does.Contain("14 not applicable"));
        });
    }

    [TestCase("--oauth-client", "sync", "--oauth-client")]
    [TestCase("--oauth-lifetime", "30", "60 to 360")]
    [TestCase("--rate-limit", "0", "--rate-limit")]
    [TestCase("--credentials", "no-such-file.json", "no-such-file.json")]
    public async Task What_cannot_be_is_told_with_the_option(string option, string value, string told)
    {
        var result = await CliProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--store", "memory", option, value);

        Assert.That(result.ExitCode, Is.EqualTo(64), result.Everything);
        Assert.That(result.Errors, Does.Contain(told));
    }

    [Test]
    public async Task A_file_of_credentials_that_cannot_be_is_told_with_the_place()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");
        await File.WriteAllTextAsync(file, """{"credentials":[{"bearer":"one-secret","user":"x"}]}""");

        var result = await CliProcess.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--store", "memory", "--credentials", file);

        Assert.That(result.ExitCode, Is.EqualTo(64), result.Everything);
        Assert.That(result.Errors, Does.Contain("credentials[0]").And.Not.Contain("one-secret"));
        File.Delete(file);
    }

    private static Task<CliResult> CheckTenantsAsync(string url, string[] more) =>
        CliProcess.RunAsync(["check", url, "--only", "SECURITY-TENANT", "--token", CliServer.Token, "--second-token", ReferenceApplication.SecondToken, "--verbose", .. more]);

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string baseUrl, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, baseUrl + "/Users?count=1") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
