using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary><c>serve</c>, <c>simulate</c> and <c>list</c> as a user runs them.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliServeTests
{
    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Serve_tells_its_URL_and_a_random_token_and_stops_when_asked(string signal)
    {
        using var process = CliProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var token = await process.LineAsync("Token: ");
        using var client = new HttpClient();

        var refused = await client.GetAsync(url + "/Users");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var accepted = await client.GetAsync(url + "/Users?filter=userName%20eq%20%22" + token + "%22");
        process.Signal(signal);
        var end = await process.EndAsync();

        Assert.That((refused.StatusCode, accepted.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.OK)));
        Assert.That(end.Output, Does.Match(@"(?m)^\d\d:\d\d:\d\d\.\d{3} GET /scim/v2/Users\?filter=userName eq … 200 \d+\.\d ms tenant=default client=\S+ request=\S+$").And.Contain("Stopped."));
        Assert.That(end.ExitCode, Is.Zero);
    }

    [Test]
    public async Task Serve_takes_user_and_password_and_repeats_neither()
    {
        using var process = CliProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0", "--basic", "admin:pass:word"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(ScimCredentials.Basic("admin", "pass:word").Authorization!);

        var accepted = await client.GetAsync(url + "/Users");
        process.Signal("TERM");
        var end = await process.EndAsync();

        Assert.That(accepted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(end.Everything, Does.Not.Contain("pass:word"));
    }

    [Test]
    public async Task A_port_that_is_taken_is_told_with_the_way_out()
    {
        using var first = CliProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0"]);
        var url = new Uri(await first.LineAsync("Serving SCIM 2.0 at "));

        var second = await CliProcess.RunAsync("serve", "--store", "memory", "--urls", url.GetLeftPart(UriPartial.Authority));

        Assert.That(second.Errors, Does.Contain("address already in use").And.Contain("Choose another address with --urls"));
        Assert.That(second.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task Serve_breaks_what_the_fault_says()
    {
        using var process = CliProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0", "--no-tolerance", "--fault", "delete-ignored"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var token = await process.LineAsync("Token: ");

        var check = await CliProcess.RunAsync("check", url, "--token", token, "--only", "DELETE");

        Assert.That(check.ExitCode, Is.EqualTo(1), check.Everything);
    }

    [TestCase("entra")]
    [TestCase("okta")]
    [TestCase("onelogin")]
    public async Task Simulate_plays_a_life_and_writes_what_went_over_the_wire(string idp)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"cli-{idp}.http");
        var result = await CliProcess.RunAsync("simulate", idp, "--transcript", file, "--seed", "3");

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain("content with every answer").And.Contain(file));
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain("POST /scim/v2/Users").And.Not.Contain(CliServer.Token));
    }

    [Test]
    public async Task Simulate_runs_cycles_goes_on_from_its_state_and_writes_the_provisioning_log()
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, "cli-entra.jsonl");
        var cycles = await CliProcess.RunAsync("simulate", "entra", "--users", "12", "--groups", "2", "--cycles", "3", "--changes", "2", "--flag", "--seed", "3", "--log", log);
        Assert.That(cycles.ExitCode, Is.Zero, cycles.Everything);
        Assert.That(cycles.Output, Does.Match(@"(?m)^1 +initial +14 ").And.Match(@"(?m)^2 +incremental +0 +2 ").And.Contain("12 users and 2 groups linked; 0 failures wait"));
        Assert.That(File.ReadLines(log).Select(l => JsonNode.Parse(l)!["provisioningAction"]?.ToString()).Count(a => a == "Create"), Is.EqualTo(14));
    }

    [Test]
    public async Task Simulate_leaves_nothing_behind_at_an_endpoint()
    {
        using var process = CliProcess.Start(["serve", "--store", "memory", "--urls", "http://127.0.0.1:0"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var token = await process.LineAsync("Token: ");
        var cycles = await CliProcess.RunAsync("simulate", "entra", url + "?aadOptscim062020", "--token", token, "--users", "5", "--groups", "1");
        Assert.That(cycles.ExitCode, Is.Zero, cycles.Everything);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        Assert.That(await client.GetStringAsync(url + "/Users"), Does.Contain("\"totalResults\":0"));
        Assert.That(await client.GetStringAsync(url + "/Groups"), Does.Contain("\"totalResults\":0"));
    }

    [Test]
    public async Task Simulate_plays_scenarios()
    {
        var result = await CliProcess.RunAsync("simulate", "entra", "--scenario", "ENTRA-CONNECT", "--seed", "3");
        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Match("(?m)^ENTRA-CONNECT-001 .* passed").And.Contain("5 scenarios: 5 passed"));
    }

    [Test]
    public async Task Simulate_writes_what_scenarios_sent()
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, "cli-entra-scenarios.http");
        var result = await CliProcess.RunAsync("simulate", "entra", "--scenario", "ENTRA-USERS", "--seed", "3", "--transcript", file);
        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain($"Transcript: {file}"));
        var text = await File.ReadAllTextAsync(file);
        Assert.That(text, Does.Match(@"(?m)^# ENTRA-UPDATE-002: .* \(passed\)$").And.Contain("""{"op":"Replace","path":"displayName","value":"Renamed Person"}""").And.Contain("Authorization: Bearer [redacted]"));
        Assert.That(text, Does.Match(@"(?m)^# by the scenario itself, .*\n### GET /scim/v2/Users/").And.Not.Contain(CliServer.Token));
    }

    [TestCase(false, "\"value\":[{\"$ref\":null,\"value\":")]
    [TestCase(true, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":")]
    public async Task Simulate_writes_what_cycles_sent(bool flag, string members)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"cli-entra-cycles-{flag}.http");
        string[] asked = ["simulate", "entra", "--users", "7", "--groups", "1", "--seed", "3", "--transcript", file];
        var result = await CliProcess.RunAsync(flag ? [.. asked, "--flag"] : asked);
        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain($"Transcript: {file}"));
        var text = await File.ReadAllTextAsync(file);
        Assert.That(text.Split("\nPOST /scim/v2/Users HTTP/1.1\n"), Has.Length.EqualTo(8), "one creation for each person, and nothing else is one");
        Assert.That(text, Does.Contain("ADSCIMVersion: 5.0").And.Contain(members).And.Not.Contain(CliServer.Token));
    }

    [TestCase("checks", "id title group spec section level requirements needs")]
    [TestCase("requirements", "id spec section level actor capability statement impact adminSees notTestedBecause checks")]
    [TestCase("faults", "id title breaks")]
    public async Task Lists_are_JSON_when_asked(string what, string members)
    {
        var result = await CliProcess.RunAsync("list", what, "--json");

        var list = JsonNode.Parse(result.Output)!.AsArray();
        Assert.That(list, Has.Count.AtLeast(20));
        Assert.That(list.Select(e => string.Join(' ', e!.AsObject().Select(p => p.Key))).Distinct(), Is.EqualTo(new[] { members }));
    }

    [Test]
    public async Task Requirements_end_with_their_coverage() =>
        Assert.That((await CliProcess.RunAsync("list", "requirements")).Output, Does.Match(@"(?m)^RFC7644: \d+ rows, \d+ verified by a check, \d+ planned, \d+ not testable"));
}
