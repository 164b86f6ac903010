using System.Net;
using System.Text;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Wire;

/// <summary>Tokens by the client credentials grant: how they are asked for, kept and renewed, and that no secret shows.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OAuthClientCredentialsTests
{
    private const string Secret = "cl!ent s&cret";

    private readonly AutomaticClock _clock = new();
    private readonly List<string> _asked = [];
    private string _answer = """{"access_token":"token-@","token_type":"Bearer","expires_in":3600}""";
    private HttpStatusCode _status = HttpStatusCode.OK;

    [Test]
    public async Task The_secret_goes_by_the_Basic_header_form_encoded()
    {
        await ScimCredentials.OAuth(Client()).PrepareAsync();

        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("my+id:cl!ent+s%26cret"));
        Assert.That(_asked, Is.EqualTo(new[] { $"Basic {basic} grant_type=client_credentials&scope=scim+users" }));
    }

    [Test]
    public async Task The_secret_goes_in_the_body_where_the_server_wants_it_so()
    {
        await ScimCredentials.OAuth(Client(ClientAuthentication.Body)).PrepareAsync();

        Assert.That(_asked, Is.EqualTo(new[] { " grant_type=client_credentials&scope=scim+users&client_id=my+id&client_secret=cl%21ent+s%26cret" }));
    }

    [Test]
    public async Task A_token_is_kept_and_renewed_before_it_expires()
    {
        var credentials = ScimCredentials.OAuth(Client());
        await credentials.PrepareAsync();
        _clock.Advance(TimeSpan.FromSeconds(3500));
        await credentials.PrepareAsync();
        Assert.That(credentials.Authorization, Is.EqualTo("Bearer token-1"));

        _clock.Advance(TimeSpan.FromSeconds(80));
        await credentials.PrepareAsync();

        Assert.That(credentials.Authorization, Is.EqualTo("Bearer token-2"));
        Assert.That(_asked, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_refused_token_is_renewed_once_and_not_again_when_that_was_in_vain()
    {
        using var stub = new StubEndpoint();
        var valid = "Bearer token-2";
        stub.Instead = (request, _) => Task.FromResult(request.StartsWith("GET /Users/", StringComparison.Ordinal) && stub.LastAuthorization != valid ? StubEndpoint.Json(401, "{}") : null);
        var credentials = ScimCredentials.OAuth(Client());
        using var client = new ScimClient(new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => stub, Credentials = credentials });

        var renewed = await GetAsync(client);
        valid = "Bearer nothing";
        var vain = await GetAsync(client);
        await GetAsync(client);

        Assert.That((renewed.Status, vain.Status), Is.EqualTo((404, 401)));
        Assert.That(_asked, Has.Count.EqualTo(2), "the first token and one renewal");
    }

    [Test]
    public async Task A_request_with_credentials_of_its_own_or_none_renews_nothing()
    {
        using var stub = new StubEndpoint { Instead = (_, _) => Task.FromResult<HttpResponseMessage?>(StubEndpoint.Json(401, "{}")) };
        using var client = new ScimClient(new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => stub, Credentials = ScimCredentials.OAuth(Client()) });

        await client.SendAsync(new ScimRequest("GET", "/Users") { Anonymous = true }, new Transcript(), new FindingCollector());
        await client.SendAsync(new ScimRequest("GET", "/Users").WithHeader("Authorization", "Bearer made-up"), new Transcript(), new FindingCollector());

        Assert.That(_asked, Has.Count.EqualTo(1));
    }

    [TestCase(401, """{"error":"invalid_client","error_description":"cl!ent s&cret is wrong"}""", "answered 401 invalid_client: [redacted] is wrong. Check --client-id and --client-secret, or try --client-auth body.")]
    [TestCase(400, """{"error":"invalid_scope"}""", "answered 400 invalid_scope. Check --scope.")]
    [TestCase(200, """{"nothing":1}""", "answered 200 without an error of RFC 6749. Check --oauth-token-url")]
    [TestCase(500, "<html>", "answered 500 without an error of RFC 6749.")]
    [TestCase(200, """{"access_token":"x","token_type":"mac"}""", "gave a token of type 'mac'")]
    public void What_the_server_refuses_is_told_with_the_way_out(int status, string body, string message)
    {
        (_status, _answer) = ((HttpStatusCode)status, body);

        Assert.That(
            async () => await CheckRunner.ConnectAsync(new ScimTarget(StubEndpoint.BaseUrl) { Credentials = ScimCredentials.OAuth(Client()) }, new TestDataOptions()),
            Throws.TypeOf<UnusableTargetException>().With.Message.Contains(message).And.Message.Not.Contains("s&cret"));
    }

    [Test]
    public void A_token_endpoint_in_the_clear_is_refused() =>
        Assert.That(() => new OAuthClientCredentials(new Uri("http://login.example.com/token"), "id", Secret), Throws.ArgumentException.With.Message.Contains("https://"));

    [Test]
    public async Task A_redactor_knows_tokens_that_came_after_it()
    {
        var credentials = ScimCredentials.OAuth(Client());
        var redactor = new Redactor(credentials);
        await credentials.PrepareAsync();
        await credentials.RenewAsync(credentials.Authorization);

        Assert.That(redactor.Text($"token-1 token-2 {Secret}"), Is.EqualTo("[redacted] [redacted] [redacted]"));
    }

    [TestCase("X-Api-Key", "key-12345678", "", "")]
    [TestCase("X-Tenant", "1", "Bearer t0ken-t0ken", "1")]
    public async Task Headers_alone_are_credentials_and_beside_a_token_they_go_with_every_request(string name, string value, string authorization, string withoutCredentials)
    {
        using var stub = new StubEndpoint();
        var credentials = (authorization.Length > 0 ? ScimCredentials.Bearer(authorization[7..]) : ScimCredentials.None).With([new WireHeader(name, value)]);
        using var client = new ScimClient(new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => stub, Credentials = credentials });
        var transcript = new Transcript();

        foreach (var request in new[] { new ScimRequest("GET", "/a"), new ScimRequest("GET", "/b") { Anonymous = true }, new ScimRequest("GET", "/c").WithHeader("Authorization", "Bearer wrong") })
        {
            await client.SendAsync(request, transcript, new FindingCollector());
        }

        var seen = transcript.Exchanges.Select(e => string.Concat(e.Request.Headers.Where(h => h.Name == name).Select(h => h.Value))).ToList();
        Assert.That(seen, Is.EqualTo(new[] { value, withoutCredentials, withoutCredentials }));
        Assert.That(new Redactor(credentials).Header(new WireHeader(name, value)).Value, Is.EqualTo(Redactor.Mark));
        Assert.That(new Redactor(credentials).Text("startIndex=1"), Is.EqualTo("startIndex=1"));
    }

    private OAuthClientCredentials Client(ClientAuthentication authentication = ClientAuthentication.Basic) => new(new Uri("https://login.example.com/token"), "my id", Secret)
    {
        Scope = "scim users",
        Authentication = authentication,
        Clock = new TimerlessClock(_clock),
        CreateHandler = () => new TokenEndpoint(this),
    };

    private static Task<ScimResponse> GetAsync(ScimClient client) => client.SendAsync(new ScimRequest("GET", "/Users/x"), new Transcript(), new FindingCollector());

    /// <summary>The time of another clock, with timers that never come: time-outs are not what is tested.</summary>
    private sealed class TimerlessClock(TimeProvider time) : TimeProvider
    {
        public override long TimestampFrequency => time.TimestampFrequency;

        public override long GetTimestamp() => time.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow();
    }

    private sealed class TokenEndpoint(OAuthClientCredentialsTests test) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._asked.Add($"{request.Headers.Authorization} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new HttpResponseMessage(test._status) { Content = new StringContent(test._answer.Replace("@", $"{test._asked.Count}", StringComparison.Ordinal)) };
        }
    }
}
