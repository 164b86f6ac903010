using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScimConformance.Provider.Tests.Storage;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Provider.Tests.Authentication;

/// <summary>Workload identity: assertions of an issuer that is trusted (RFC 7523).</summary>
internal sealed class AssertionTests
{
    private const string Issuer = "https://platform.example.com";

    private const string Audience = "scim.example.com";

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [OneTimeTearDown]
    public void TearDown() => key.Dispose();

    private Task<TestProvider> StartAsync(bool allowReuse = false, bool jwks = true, string store = "memory") => TestProvider.StartAsync(options => (options.Store, options.Configure) = (store, provider =>
    {
        provider.OAuth.Issuers.Add(new ScimTokenIssuer { Name = Issuer, Audience = Audience, Keys = jwks ? Jwks() : key.ExportSubjectPublicKeyInfoPem(), AllowReuse = allowReuse });
        provider.OAuth.Clients.Add(new ScimOAuthClient { Id = "sync", Workloads = [new ScimWorkload(Issuer, "job:nightly")] });
        provider.OAuth.Clients.Add(new ScimOAuthClient { Id = "other", Secrets = [new ScimClientSecret("other-secret")] });
    }));

    private string Jwks()
    {
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        return $$"""{"keys":[{"kty":"EC","crv":"P-256","use":"sig","kid":"k1","x":"{{jwk.X}}","y":"{{jwk.Y}}"}]}""";
    }

    private string Assert1(TestProvider provider, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = provider.Clock.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            NotBefore = now,
            Expires = now.AddMinutes(10),
            Claims = new Dictionary<string, object> { ["sub"] = "job:nightly", ["jti"] = "one" },
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = "k1" }, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    private static string Grant(string assertion) => $"grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion={assertion}";

    private static string Client(string assertion, string more = "") =>
        $"grant_type=client_credentials&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion={assertion}{more}";

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_assertion_gets_a_token_as_a_grant_and_in_the_place_of_a_secret(bool jwks)
    {
        await using var provider = await StartAsync(jwks: jwks);

        var byGrant = await provider.TokenAsync(Grant(Assert1(provider)));
        var byClient = await provider.TokenAsync(Client(Assert1(provider, token => token.Claims["jti"] = "two"), "&client_id=sync"));

        Assert.That((byGrant.Status, byClient.Status), Is.EqualTo((200, 200)), byGrant.Text);
        Assert.That((await provider.GetAsync("/Users", ("Authorization", $"Bearer {(string?)byGrant.Json["access_token"]}"))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_assertion_is_good_once_unless_its_issuer_reuses_them()
    {
        await using var provider = await StartAsync();
        await using var lenient = await StartAsync(allowReuse: true);
        var assertion = Assert1(provider);

        Assert.That((await provider.TokenAsync(Grant(assertion))).Status, Is.EqualTo(200));
        Assert.That((string?)(await provider.TokenAsync(Grant(assertion))).Json["error"], Is.EqualTo("invalid_grant"));
        Assert.That((await lenient.TokenAsync(Grant(assertion))).Status, Is.EqualTo(200));
        Assert.That((await lenient.TokenAsync(Grant(assertion))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task An_assertion_that_one_node_has_taken_is_refused_by_the_others_and_after_a_restart([Values("sqlite", "postgres")] string kind)
    {
        await using var place = await StorePlace.MakeAsync(kind);
        string assertion;
        await using (var first = await StartAsync(store: place.Store))
        {
            await using var second = await StartAsync(store: place.Store);
            assertion = Assert1(first);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? first : second).TokenAsync(Grant(assertion)))));
            Assert.That(answers.Count(answer => answer.Status == 200), Is.EqualTo(1));
            Assert.That((await second.TokenAsync(Grant(Assert1(first, token => token.Claims["jti"] = "two")))).Status, Is.EqualTo(200));
        }

        await using var restarted = await StartAsync(store: place.Store);
        Assert.That((string?)(await restarted.TokenAsync(Grant(assertion))).Json["error"], Is.EqualTo("invalid_grant"));
    }

    [Test]
    public async Task While_nobody_can_tell_whether_an_assertion_was_used_it_gets_no_token()
    {
        if (PostgresCluster.Missing is { } missing)
            Assert.Ignore(missing);
        await using var cluster = await PostgresCluster.StartAsync();
        await using var provider = await StartAsync(store: $"postgres:{cluster.ConnectionString()}");

        await cluster.KillAsync();
        var refused = await provider.TokenAsync(Grant(Assert1(provider)));
        await cluster.RestartAsync();
        var granted = await provider.TokenAsync(Grant(Assert1(provider)));

        Assert.That(granted.Status, Is.EqualTo(200), granted.Text);
        Assert.That((refused.Status, (string?)refused.Json["error"], refused.Headers["Retry-After"]), Is.EqualTo((503, "temporarily_unavailable", "5")));
        Assert.That(refused.Text, Does.Not.Contain("Npgsql").And.Not.Contain("   at "));
    }

    private static IEnumerable<TestCaseData> Wrong()
    {
        yield return Case("issuer", token => token.Issuer = "https://evil.example.com");
        yield return Case("audience", token => token.Audience = "somebody.example.com");
        yield return Case("subject", token => token.Claims["sub"] = "job:other");
        yield return Case("no subject", token => token.Claims.Remove("sub"));
        yield return Case("expired", token => token.Expires = token.NotBefore!.Value.AddMinutes(-2));
        yield return Case("no expiration", token => token.Expires = null);
        yield return Case("expires too far ahead", token => token.Expires = token.NotBefore!.Value.AddDays(2));
        yield return Case("not yet good", token => token.NotBefore = token.NotBefore!.Value.AddMinutes(5));
        yield return Case("another key", token => token.SigningCredentials = new SigningCredentials(
            new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k1" }, SecurityAlgorithms.EcdsaSha256));
        yield return Case("unsigned", token => token.SigningCredentials = null);

        static TestCaseData Case(string name, Action<SecurityTokenDescriptor> change) => new TestCaseData(change).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task An_assertion_with_one_thing_wrong_is_refused(Action<SecurityTokenDescriptor> change)
    {
        await using var provider = await StartAsync();

        var byGrant = await provider.TokenAsync(Grant(Assert1(provider, change)));
        var byClient = await provider.TokenAsync(Client(Assert1(provider, change)));

        Assert.Multiple(() =>
        {
            Assert.That((byGrant.Status, (string?)byGrant.Json["error"]), Is.EqualTo((400, "invalid_grant")));
            Assert.That((byClient.Status, (string?)byClient.Json["error"]), Is.EqualTo((401, "invalid_client")));
        });
    }

    [Test]
    public async Task An_assertion_is_good_for_its_own_client_only()
    {
        await using var provider = await StartAsync();

        Assert.That((string?)(await provider.TokenAsync(Client(Assert1(provider), "&client_id=other"))).Json["error"], Is.EqualTo("invalid_client"));
    }

    [Test]
    public void A_shared_secret_is_no_key_of_an_issuer() => Assert.That(async () => await TestProvider.StartAsync(options => options.Configure = provider =>
        provider.OAuth.Issuers.Add(new ScimTokenIssuer { Name = Issuer, Audience = Audience, Keys = """{"keys":[{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}]}""" })),
        Throws.ArgumentException.With.Message.Contains(Issuer));
}
