using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ScimConformance.EndToEnd.Tests;

/// <summary><c>serve</c> as whoever operates it sees it: health, log, metrics, shutdown.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliServeOperationTests
{
    private const string Token = "token-of-the-tests";

    private static readonly string[] Start = ["serve", "--urls", "http://127.0.0.1:0", "--store", "memory", "--token", Token];

    [Test]
    public async Task Health_needs_no_credentials_and_tells_no_details()
    {
        using var process = CliProcess.Start(Start);
        var health = await process.LineAsync("Health: ");
        using var client = new HttpClient();

        var answer = await client.GetAsync(health);

        Assert.That((answer.StatusCode, await answer.Content.ReadAsStringAsync()), Is.EqualTo((HttpStatusCode.OK, "healthy\n")));
    }

    [Test]
    public async Task The_start_tells_what_to_paste_into_each_console()
    {
        using var process = CliProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--store", "memory"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var token = await process.LineAsync("Token: ");
        var okta = await process.LineAsync("  Okta      ");
        var entra = await process.LineAsync("  Entra     ");
        var flag = await process.LineAsync("            Tenant URL with the flag for standard PATCH requests: ");
        var oneLogin = await process.LineAsync("  OneLogin  ");

        Assert.That(okta, Is.EqualTo($"SCIM connector base URL: {url}   Authentication Mode: HTTP Header   Authorization (Bearer): {token}"));
        Assert.That(entra, Is.EqualTo($"Tenant URL: {url}   Secret Token: {token}"));
        Assert.That(flag, Is.EqualTo($"{url}?aadOptscim062020"));
        Assert.That(oneLogin, Is.EqualTo($"SCIM Base URL: {url}   SCIM Bearer Token: {token}"));
    }

    [Test]
    public async Task A_line_of_the_log_is_JSON_when_asked_and_names_nobody()
    {
        using var process = CliProcess.Start([.. Start, "--log-format", "json"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        using var client = Client();

        var answer = await client.GetAsync($"{url}/Users?filter=emails%5Bvalue%20eq%20%22jo%40example.com%22%5D%20and%20active%20eq%20true&count=5&who=jo");
        await client.GetAsync($"{url}/Users/jo%40example.com");
        process.Signal("TERM");
        var end = await process.EndAsync();

        var lines = end.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That((string?)lines[0]["query"], Is.EqualTo("filter=emails[value eq …] and active eq true&count=5&who=…"));
        Assert.That((string?)lines[1]["path"], Is.EqualTo("/scim/v2/Users/…"));
        Assert.That((string?)lines[1]["route"], Is.EqualTo("/scim/v2/Users/{id}"));
        Assert.That(((int?)lines[1]["status"], (string?)lines[1]["tenant"]), Is.EqualTo((404, "default")));
        Assert.That((string?)lines[0]["requestId"], Is.EqualTo(answer.Headers.GetValues("X-Request-Id").Single()));
        Assert.That(end.Everything, Does.Not.Contain("jo@example").And.Not.Contain(Token));
    }

    [Test]
    public async Task The_log_has_no_secret_whatever_part_of_a_request_carries_it([Values("text", "json")] string format)
    {
        const string Secret = "hunter2-secret";
        using var process = CliProcess.Start([.. Start, "--log-format", format, "--oauth-client", "sync:what-serve-knows-is-blotted-out-anyway"]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var face = await process.LineAsync("Serving SCIM 1.1 at ");
        var tokens = await process.LineAsync("Token endpoint: ");
        using var client = Client();
        using var basic = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"somebody:{Secret}"))) } };

        var user = $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jo@example.com","password":"{{Secret}}"}""";
        await client.PostAsync($"{url}/Users", new StringContent(user, Encoding.UTF8, "application/scim+json"));
        await client.PostAsync($"{url}/Users", new StringContent(user[..^1], Encoding.UTF8, "application/scim+json"));
        await basic.GetAsync($"{url}/Users");
        await client.PostAsync(tokens, new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", "sync"), new("client_secret", Secret)]));
        await client.PostAsync($"{tokens}?client_secret={Secret}&client_id=sync", new FormUrlEncodedContent([]));
        foreach (var query in new[]
        {
            $"access_token={Secret}", $"filter=password eq \"{Secret}\"", $"filter=userName eq '{Secret} {Secret}'", $"filter=userName is \"{Secret}\"", $"filter=eq eq \"{Secret}\"",
            $"filter=userName eq \"a\" and \"{Secret}\"", $"filter=userName eq \"{Secret}", $"filter=userName eq \"a\"&filter=\"{Secret}\"", $"cursor={Secret}", $"attributes={Secret}@example.com",
        })
        {
            await client.GetAsync($"{url}/Users?{query}");
            await client.GetAsync($"{face}/Users.json?{query}");
        }

        process.Signal("TERM");
        var end = await process.EndAsync();
        Assert.That(end.Everything, Does.Not.Contain(Secret).And.Not.Contain("jo@example").And.Not.Contain(Token));
        Assert.That(end.Output.Split('\n').Count(line => line.Contains("/scim/v", StringComparison.Ordinal) && line.Contains("GET", StringComparison.Ordinal)), Is.EqualTo(21));
        Assert.That(end.Output, Does.Contain("filter=password eq …").And.Contain("filter=…"));
        if (format == "json")
            Assert.That(end.Output, Does.Contain("\"route\":\"/scim/v1/Users\""));
    }

    [TestCase("--token", Token)]
    [TestCase("--oauth-client", "sync:s3cret")]
    public async Task Who_listens_everywhere_is_told_a_URL_that_check_takes_for_this_machine(string option, string value)
    {
        using var process = CliProcess.Start(["serve", "--urls", "http://0.0.0.0:0", "--store", "memory", option, value]);
        Assert.That(await process.LineAsync("  scim-conformance check "), Does.Match(@"^http://127\.0\.0\.1:\d+/scim/v2( --oauth-token-url http://127\.0\.0\.1:\d+/oauth/token)?$"));
    }

    [Test]
    public async Task A_public_URL_stands_in_what_is_pasted_and_in_locations([Values("https://abc.example.com", "https://abc.example.com/scim/v2/")] string given)
    {
        const string Public = "https://abc.example.com/scim/v2";
        using var process = CliProcess.Start([.. Start, "--public-url", given]);
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        var outside = await process.LineAsync("Reached from outside at ");
        var okta = await process.LineAsync("  Okta      ");
        var entra = await process.LineAsync("  Entra     ");
        using var client = Client();

        using var throughTunnel = new HttpRequestMessage(HttpMethod.Get, $"{url}/ServiceProviderConfig") { Headers = { Host = "abc.example.com" } };
        using var stranger = new HttpRequestMessage(HttpMethod.Get, $"{url}/ServiceProviderConfig") { Headers = { Host = "evil.example.com" } };
        var answer = await client.SendAsync(throughTunnel);
        var refused = await client.SendAsync(stranger);

        Assert.That(outside, Is.EqualTo(Public));
        Assert.That(okta, Does.StartWith($"SCIM connector base URL: {Public} "));
        Assert.That(entra, Does.StartWith($"Tenant URL: {Public} "));
        Assert.That((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["meta"]!["location"], Is.EqualTo($"{Public}/ServiceProviderConfig"));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task A_request_in_flight_is_answered_before_the_end(string signal)
    {
        using var process = CliProcess.Start(Start);
        var url = new Uri(await process.LineAsync("Serving SCIM 2.0 at "));
        var body = Encoding.UTF8.GetBytes("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"late@example.com"}""");
        using var socket = new TcpClient(url.Host, url.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {url.AbsolutePath}/Users HTTP/1.1\r\nHost: {url.Authority}\r\nAuthorization: Bearer {Token}\r\nContent-Type: application/scim+json\r\nContent-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, 20));
        // The provider has the request once it waits for the rest of the body.
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        process.Signal(signal);
        await Task.Delay(TimeSpan.FromMilliseconds(500));
        await stream.WriteAsync(body.AsMemory(20));
        using var reader = new StreamReader(stream);
        var status = await reader.ReadLineAsync();
        var end = await process.EndAsync();

        Assert.That(status, Is.EqualTo("HTTP/1.1 201 Created"));
        Assert.That((end.ExitCode, end.Output.TrimEnd().Split('\n')[^1]), Is.EqualTo((0, "Stopped.")));
    }

    [Test]
    public async Task Metrics_reach_the_collector_that_the_environment_names()
    {
        var received = new ConcurrentQueue<(string Path, string? Type, string Text)>();
        await using var collector = await CliServer.AnsweringAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            received.Enqueue((http.Request.Path, http.Request.ContentType, Encoding.UTF8.GetString(body.ToArray())));
            http.Response.ContentType = "application/x-protobuf";
        });
        using var process = CliProcess.Start(Start, null, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_METRIC_EXPORT_INTERVAL", "60000"));
        var url = await process.LineAsync("Serving SCIM 2.0 at ");
        using var client = Client();

        await client.GetAsync($"{url}/Users/2819c223");
        process.Signal("TERM");
        var end = await process.EndAsync();

        Assert.That(end.ExitCode, Is.Zero);
        Assert.That(received.Select(r => (r.Path, r.Type)), Does.Contain(("/v1/metrics", "application/x-protobuf")));
        var metrics = string.Concat(received.Select(r => r.Text));
        Assert.That(metrics, Does.Contain("scim.server.requests").And.Contain("scim.server.request.duration").And.Contain("/scim/v2/Users/{id}").And.Contain("scim.tenant"));
        Assert.That(metrics, Does.Not.Contain("2819c223"));
    }

    [TestCase("--log-format", "xml", "--log-format 'xml' must be text or json.")]
    [TestCase("--profile", "nowhere", "--profile nowhere: there is no profile of that name (there are thousandeyes, thousandeyes-delete, thousandeyes-ignore), and the file cannot be read")]
    [TestCase("--public-url", "abc.example.com", "--public-url 'abc.example.com' must be an absolute URL")]
    [TestCase("--public-url", "https://abc.example.com/?x", "--public-url 'https://abc.example.com/?x' must be an absolute URL")]
    [TestCase("--credentials", "/", "--credentials /: ")]
    [TestCase("--oauth-key", "no-such-key.pem", "--oauth-key no-such-key.pem: the file cannot be read")]
    [TestCase("--rate-limit", "many", "Cannot parse argument 'many' for option '--rate-limit'")]
    [TestCase("--fault", "delete-ignore", "There is no fault 'delete-ignore'. Did you mean delete-ignored")]
    public async Task A_wrong_value_is_told_with_the_way_out(string option, string value, string message)
    {
        var result = await CliProcess.RunAsync([.. Start, option, value]);
        Assert.That(result.ExitCode, Is.EqualTo(64), result.Everything);
        Assert.That(result.Errors, Does.StartWith(message));
        Assert.That(result.Errors, Does.Not.Contain("   at "));
    }

    [TestCase("https://127.0.0.1:0")]
    [TestCase("http://127.0.0.1:99999")]
    [TestCase("http://scim.example.com:5000")]
    [TestCase("http://127.0.0.1:0/scim")]
    [TestCase("5000")]
    public async Task An_address_that_cannot_be_listened_on_is_told_as_one(string urls)
    {
        var result = await CliProcess.RunAsync("serve", "--store", "memory", "--token", Token, "--urls", urls);
        Assert.That(result.ExitCode, Is.EqualTo(64), result.Everything);
        Assert.That(result.Errors, Does.StartWith("--urls '"));
    }

    private static HttpClient Client()
    {
        var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
