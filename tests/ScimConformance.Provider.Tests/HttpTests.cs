using System.Net;
using System.Net.Http.Headers;
using ScimConformance.Protocol;

namespace ScimConformance.Provider.Tests;

/// <summary>Media types, methods, credentials, versions, limits and addresses.</summary>
[TestFixture]
internal sealed class HttpTests
{
    private static readonly string NewUser = $$"""{"schemas":["{{Urn.User}}"],"userName":"http"}""";

    private TestProvider scim = null!;
    private string id = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        scim = await TestProvider.StartAsync(options =>
        {
            options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
            options.Credentials.Add(ScimCredential.Bearer("read-token") with { ReadOnly = true });
            options.Credentials.Add(ScimCredential.Bearer("old-token") with { ExpiresAt = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) });
            options.Credentials.Add(ScimCredential.Basic("admin", "p:ss"));
            options.Configure = provider => provider.Limits = new ScimLimits { BodyBytes = 4096, JsonDepth = 10, FilterLength = 200, FilterDepth = 5, OperationsPerPatch = 3 };
        });
        id = await scim.CreateUserAsync("bjensen");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await scim.DisposeAsync();

    [TestCase(null, 200, "application/scim+json")]
    [TestCase("*/*", 200, "application/scim+json")]
    [TestCase("application/scim+json", 200, "application/scim+json")]
    [TestCase("application/json", 200, "application/json")]
    [TestCase("application/json, text/plain;q=0.5", 200, "application/json")]
    [TestCase("application/json;q=0.5, application/scim+json", 200, "application/scim+json")]
    [TestCase("text/html", 406, "application/scim+json")]
    [TestCase("application/scim+json;q=0", 406, "application/scim+json")]
    public async Task The_answer_has_a_media_type_that_the_client_takes(string? accept, int status, string expected)
    {
        var answer = await scim.GetAsync($"/Users/{id}", accept is null ? [] : [("Accept", accept)]);
        Assert.That((answer.Status, answer.MediaType), Is.EqualTo((status, expected)));
    }

    [TestCase("application/json", 409)]
    [TestCase("application/scim+json; charset=UTF-8", 409)]
    [TestCase("text/plain", 415)]
    [TestCase("application/json-patch+json", 415)]
    [TestCase("application/scim+json; charset=iso-8859-1", 415)]
    public async Task Only_JSON_in_UTF_8_is_read(string contentType, int status) =>
        Assert.That((await scim.PostAsync("/Users", NewUser.Replace("\"http\"", "\"bjensen\""), ("Content-Type", contentType))).Status, Is.EqualTo(status));

    [TestCase("DELETE", "/Users", 405, "GET, POST, HEAD, OPTIONS")]
    [TestCase("POST", "/Users/x", 405, "GET, PUT, PATCH, DELETE, HEAD, OPTIONS")]
    [TestCase("GET", "/Users/.search", 405, "POST, OPTIONS")]
    [TestCase("POST", "/Schemas", 405, "GET, HEAD, OPTIONS")]
    [TestCase("DELETE", "/ResourceTypes/User", 405, "GET, HEAD, OPTIONS")]
    [TestCase("PUT", "/ServiceProviderConfig", 405, "GET, HEAD, OPTIONS")]
    [TestCase("BREW", "/Users", 405, "GET, POST, HEAD, OPTIONS")]
    [TestCase("GET", "/Me", 501, null)]
    [TestCase("GET", "/Bulk", 405, "POST, OPTIONS")]
    [TestCase("GET", "/Nope", 404, null)]
    [TestCase("GET", "/Users/a/b", 404, null)]
    [TestCase("GET", "/users", 404, null)]
    [TestCase("GET", "/Schemas/urn:ietf:params:scim:api:messages:2.0:PatchOp", 404, null)]
    [TestCase("GET", "/ResourceTypes/Nope", 404, null)]
    public async Task What_is_not_offered_is_refused_as_an_Error_message(string method, string path, int status, string? allow)
    {
        var answer = await scim.SendAsync(method, path, null);
        answer.IsError(status, null);
        Assert.That(answer.Headers.GetValueOrDefault("Allow"), Is.EqualTo(allow));
    }

    [Test]
    public async Task HEAD_and_OPTIONS_answer_without_a_body()
    {
        var get = await scim.GetAsync($"/Users/{id}");
        var head = await scim.SendAsync("HEAD", $"/Users/{id}", null);
        var options = await scim.SendAsync("OPTIONS", "/Users", null);
        Assert.Multiple(() =>
        {
            Assert.That((head.Status, head.Text, head.Headers["ETag"]), Is.EqualTo((200, "", get.Headers["ETag"])));
            Assert.That((options.Status, options.Text, options.Headers["Allow"]), Is.EqualTo((204, "", "GET, POST, HEAD, OPTIONS")));
        });
    }

    [TestCase("/Schemas?filter=id%20pr", 403)]
    [TestCase("/ResourceTypes?filter=name%20pr", 403)]
    [TestCase("/ServiceProviderConfig?filter=x", 403)]
    [TestCase("/Schemas?count=1&startIndex=5&sortBy=x", 200)]
    [TestCase("/Schemas/urn:ietf:params:scim:schemas:core:2.0:User", 200)]
    [TestCase("/ResourceTypes/User", 200)]
    public async Task Discovery_is_never_filtered_nor_paged(string path, int status)
    {
        var answer = await scim.GetAsync(path);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Text);
        if (path.Contains("count"))
            Assert.That(answer.Json["Resources"]!.AsArray(), Has.Count.EqualTo((int)answer.Json["totalResults"]!).And.Count.EqualTo(7));
    }

    [TestCase(null, 401)]
    [TestCase("Bearer wrong", 401)]
    [TestCase("Bearer ", 401)]
    [TestCase("non-token", 401)]
    [TestCase("Bearer old-token", 401)]
    [TestCase("Basic YWRtaW46d3Jvbmc=", 401)]
    [TestCase("Basic ***", 401)]
    [TestCase("Bearer admin:p:ss", 401)]
    [TestCase("Basic YWRtaW46cDpzcw==", 409)]
    [TestCase("bearer " + ReferenceApplication.DefaultToken, 409)]
    [TestCase("Bearer read-token", 403)]
    public async Task Credentials_decide(string? authorization, int status)
    {
        using var client = scim.Server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/scim/v2/Users") { Content = new StringContent(NewUser.Replace("\"http\"", "\"bjensen\"")) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await client.SendAsync(request);
        var answer = await Answer.ReadAsync(response);
        answer.IsError(status, status == 409 ? "uniqueness" : null);
        Assert.That(answer.Headers.GetValueOrDefault("WWW-Authenticate"), status == 401 ? Does.Contain("Bearer realm=\"SCIM\"").And.Contain("Basic realm=\"SCIM\"") : Is.Null);
    }

    [Test]
    public async Task Only_the_ServiceProviderConfig_is_open_to_everybody()
    {
        using var client = scim.Server.CreateClient();
        Assert.Multiple(async () =>
        {
            Assert.That((await client.GetAsync("/scim/v2/ServiceProviderConfig")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await client.GetAsync("/scim/v2/Schemas")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        });
    }

    [Test]
    public async Task Versions_guard_every_write()
    {
        var guarded = await scim.CreateUserAsync("guarded");
        var patch = """{"op":"replace","path":"title","value":"X"}""";
        var body = $$"""{"schemas":["{{Urn.User}}"],"userName":"guarded"}""";
        Assert.Multiple(async () =>
        {
            Assert.That((await scim.PatchAsync($"/Users/{guarded}", patch, ("If-Match", "W/\"9\""))).Status, Is.EqualTo(412));
            Assert.That((await scim.PutAsync($"/Users/{guarded}", body, ("If-Match", "\"9\""))).Status, Is.EqualTo(412));
            Assert.That((await scim.DeleteAsync($"/Users/{guarded}", ("If-Match", "W/\"9\""))).Status, Is.EqualTo(412));
            Assert.That((await scim.DeleteAsync($"/Users/{guarded}", ("If-None-Match", "*"))).Status, Is.EqualTo(412));
            Assert.That((await scim.PatchAsync($"/Users/{guarded}", patch, ("If-Match", "W/\"8\", \"1\""))).Status, Is.EqualTo(200));
            Assert.That((await scim.PutAsync($"/Users/{guarded}", body, ("If-Match", "*"))).Status, Is.EqualTo(200));
            Assert.That((await scim.GetAsync($"/Users/{guarded}", ("If-None-Match", "W/\"3\""))).Status, Is.EqualTo(304));
            Assert.That((await scim.GetAsync($"/Users/{guarded}", ("If-None-Match", "W/\"2\""))).Status, Is.EqualTo(200));
            Assert.That((await scim.DeleteAsync($"/Users/{guarded}", ("If-Match", "W/\"3\""))).Status, Is.EqualTo(204));
        });
    }

    [Test]
    public async Task Limits_hold()
    {
        var nested = string.Concat(Enumerable.Repeat("[", 20)) + string.Concat(Enumerable.Repeat("]", 20));
        var operation = """{"op":"remove","path":"title"}""";
        (await scim.PostAsync("/Users", $$"""{"userName":"{{new string('x', 5000)}}"}""")).IsError(413, null);
        (await scim.PostAsync("/Users", $$"""{"unknown":{{nested}}}""")).IsError(400, "invalidSyntax");
        (await scim.PatchAsync($"/Users/{id}", string.Join(',', Enumerable.Repeat(operation, 4)))).IsError(413, null);
        Assert.Multiple(async () =>
        {
            Assert.That(await scim.FindAsync($"userName eq \"{new string('x', 200)}\""), Is.EqualTo("400 invalidFilter"));
            Assert.That(await scim.FindAsync($"{new string('(', 6)}userName pr{new string(')', 6)}"), Is.EqualTo("400 invalidFilter"));
        });
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("\"x\"")]
    [TestCase("{\"userName\":\"x\"")]
    [TestCase("{} {}")]
    public async Task A_body_that_is_not_a_JSON_object_is_refused(string body) => (await scim.PostAsync("/Users", body)).IsError(400, "invalidSyntax");

    [Test]
    public async Task Headers_that_a_proxy_would_set_are_not_believed()
    {
        var answer = await scim.GetAsync($"/Users/{id}", ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "https"), ("Forwarded", "host=evil.example"));
        Assert.That((string?)answer.Json["meta"]!["location"], Is.EqualTo($"http://localhost/scim/v2/Users/{id}"));
    }

    [TestCase("10.0.0.1", "https://scim.example.com/scim/v2/Users/")]
    [TestCase("::ffff:10.0.0.1", "https://scim.example.com/scim/v2/Users/")]
    [TestCase("10.0.0.2", "http://localhost/scim/v2/Users/")]
    public async Task A_known_proxy_is_believed_and_nobody_else(string address, string expected)
    {
        await using var provider = await TestProvider.StartAsync(options => options.Configure = provider =>
        {
            provider.KnownProxies.Add(IPAddress.Parse("10.0.0.1"));
            provider.AllowedHosts.Add("scim.example.com");
        });
        var user = await provider.CreateUserAsync("proxied");
        var answer = await provider.Server.SendAsync(http =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (http.Request.Scheme, http.Request.Host, http.Request.Method, http.Request.Path) = ("http", new("localhost"), "GET", $"/scim/v2/Users/{user}");
            http.Request.Headers.Authorization = $"Bearer {ReferenceApplication.DefaultToken}";
            http.Request.Headers["X-Forwarded-Host"] = "spoofed.example, scim.example.com";
            http.Request.Headers["X-Forwarded-Proto"] = "gopher, https";
        });
        Assert.That(answer.Response.Headers.ContentLocation.ToString(), Is.EqualTo(expected + user));
    }

    [Test]
    public async Task The_public_URL_and_the_list_of_hosts_decide_where_they_are_set()
    {
        await using var provider = await TestProvider.StartAsync(options => options.Configure = provider =>
        {
            provider.PublicBaseUrl = new Uri("https://scim.example.com/tenant/v2/");
            provider.AllowedHosts.Add("localhost");
        });
        var user = await provider.CreateUserAsync("public");
        var answer = await provider.GetAsync($"/Users/{user}");
        var spoofed = await provider.GetAsync($"/Users/{user}", ("Host", "evil.example"));
        Assert.That((string?)answer.Json["meta"]!["location"], Is.EqualTo($"https://scim.example.com/tenant/v2/Users/{user}"));
        spoofed.IsError(400, null);
    }
}
