using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ScimConformance.Provider.Tests;

/// <summary>The reference application in a test server, with a clock that tests move and identifiers that count.</summary>
internal sealed class TestProvider : IAsyncDisposable
{
    private readonly IHost host;

    private TestProvider(IHost host, TestClock clock)
    {
        this.host = host;
        Clock = clock;
        Http = host.GetTestClient();
        Http.BaseAddress = new Uri("http://localhost/scim/v2/");
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReferenceApplication.DefaultToken);
    }

    internal TestClock Clock { get; }

    internal HttpClient Http { get; }

    internal TestServer Server => host.GetTestServer();

    internal static async Task<TestProvider> StartAsync(Action<ReferenceOptions>? configure = null)
    {
        var options = new ReferenceOptions();
        configure?.Invoke(options);
        var clock = new TestClock();
        var host = new HostBuilder().ConfigureWebHost(web => web
            .UseTestServer()
            .ConfigureServices(services =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<IIdSource, SequentialIdSource>();
                ReferenceApplication.ConfigureServices(services, options);
            })
            .Configure(app => ReferenceApplication.Configure(app))).Build();
        await host.StartAsync();
        return new TestProvider(host, clock);
    }

    internal Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    internal Task<Answer> PostAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("POST", path, body, headers);

    internal Task<Answer> PutAsync(string path, string body, params (string Name, string Value)[] headers) => SendAsync("PUT", path, body, headers);

    internal Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync("DELETE", path, null, headers);

    /// <summary>Asks the token endpoint with a form, without the headers that all other requests have.</summary>
    internal async Task<Answer> TokenAsync(string form, params (string Name, string Value)[] headers)
    {
        using var client = host.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token") { Content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded") };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Sends a PATCH message with these operations.</summary>
    internal Task<Answer> PatchAsync(string path, string operations, params (string Name, string Value)[] headers) => SendAsync("PATCH", path,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""", headers);

    internal async Task<Answer> SendAsync(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.TrimStart('/'));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        }

        foreach (var (name, value) in headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value) && request.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Creates a user with these members besides schemas and userName, and returns its identifier.</summary>
    internal async Task<string> CreateUserAsync(string userName, string more = "")
    {
        var answer = await PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"{{userName}}"{{(more.Length == 0 ? "" : ",")}}{{more}}}""");
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer.Id;
    }

    internal async Task<string> CreateGroupAsync(string displayName, params string[] members)
    {
        var values = string.Join(',', members.Select(id => $$"""{"value":"{{id}}"}"""));
        var answer = await PostAsync("/Groups", $$"""{"schemas":["{{Urn.Group}}"],"displayName":"{{displayName}}","members":[{{values}}]}""");
        Assert.That(answer.Status, Is.EqualTo(201), answer.Text);
        return answer.Id;
    }

    internal async Task<JsonNode> ReadUserAsync(string id) => (await GetAsync($"/Users/{id}")).Json;

    internal async Task<JsonNode> ReadGroupAsync(string id) => (await GetAsync($"/Groups/{id}")).Json;

    /// <summary>The userNames that a filter finds, in order.</summary>
    internal async Task<string> FindAsync(string filter)
    {
        var answer = await GetAsync($"/Users?filter={Uri.EscapeDataString(filter)}");
        return answer.Status == 200
            ? string.Join(' ', answer.Json["Resources"]!.AsArray().Select(user => (string?)user!["userName"]))
            : $"{answer.Status} {answer.ScimType}";
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync();
        host.Dispose();
    }
}
