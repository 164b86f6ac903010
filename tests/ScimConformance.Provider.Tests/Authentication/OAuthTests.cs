using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ScimConformance.Provider.Tests.Authentication;

/// <summary>The token endpoint and the access tokens that it hands out (RFC 6749, RFC 6750).</summary>
internal sealed class OAuthTests
{
    private static readonly string Key = NewKey();

    private static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private static Task<TestProvider> StartAsync(Action<ScimOAuthOptions>? configure = null) => TestProvider.StartAsync(options =>
    {
        options.Credentials.Add(ScimCredential.Bearer(ReferenceApplication.DefaultToken));
        options.Configure = provider =>
        {
            provider.OAuth.SigningKeys.Add(Key);
            provider.OAuth.Clients.Add(new ScimOAuthClient
            {
                Id = "sync",
                Secrets = [new ScimClientSecret("first-secret"), new ScimClientSecret("se+cond%2F") { ExpiresAt = new DateTimeOffset(2026, 1, 1, 13, 0, 0, TimeSpan.Zero) }],
            });
            provider.OAuth.Clients.Add(new ScimOAuthClient { Id = "reader", Secrets = [new ScimClientSecret("reader-secret")], Permissions = ScimPermissions.Read, Tenant = "second" });
            configure?.Invoke(provider.OAuth);
        };
    });

    [Test]
    public async Task A_client_gets_a_token_by_its_secret_in_the_body_and_works_with_it()
    {
        await using var provider = await StartAsync();

        var answer = await provider.TokenAsync("grant_type=client_credentials&client_id=sync&client_secret=first-secret");

        Assert.That(answer.Status, Is.EqualTo(200), answer.Text);
        Assert.Multiple(async () =>
        {
            Assert.That((string?)answer.Json["token_type"], Is.EqualTo("Bearer"));
            Assert.That((int?)answer.Json["expires_in"], Is.EqualTo(3600));
            Assert.That((string?)answer.Json["scope"], Is.EqualTo("scim.read scim.write"));
            Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
            Assert.That((await provider.GetAsync("/Users", Bearer(answer))).Status, Is.EqualTo(200));
            Assert.That((await provider.PostAsync("/Users", $$"""{"schemas":["{{Urn.User}}"],"userName":"a"}""", Bearer(answer))).Status, Is.EqualTo(201));
        });
    }

    /// <summary>Found by sending spoilt requests: what is no token was read before it was checked.</summary>
    [TestCase("a.b.c")]
    [TestCase("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOAJhIn0.c2ln")]
    [TestCase("eyJhbGc9.eqJpc3MiOiJhIn0.c2ln")]
    [TestCase("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOlsxXX0.c2ln")]
    [TestCase("..")]
    [TestCase("a.b.c.d.e")]
    public async Task What_is_no_assertion_is_refused_like_one_that_is_wrong(string assertion)
    {
        await using var provider = await StartAsync();

        var client = await provider.TokenAsync($"grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion={assertion}");
        var grant = await provider.TokenAsync($"grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion={assertion}");

        Assert.Multiple(() =>
        {
            Assert.That((client.Status, (string?)client.Json["error"]), Is.EqualTo((401, "invalid_client")));
            Assert.That((grant.Status, (string?)grant.Json["error"]), Is.EqualTo((400, "invalid_grant")));
        });
    }

    /// <summary>Found likewise.</summary>
    [Test]
    public async Task Two_content_types_are_none()
    {
        await using var provider = await StartAsync();

        var answer = await provider.SendAsync(
            "POST", "http://localhost" + ReferenceApplication.TokenPath, "grant_type=client_credentials&client_id=sync&client_secret=first-secret", ("Content-Type", "application/x-www-form-urlencoded, application/json; charset=utf-16"));

        Assert.That((answer.Status, (string?)answer.Json["error"]), Is.EqualTo((400, "invalid_request")));
    }

    [TestCase("sync", "first-secret")]
    [TestCase("sync", "se+cond%2F", Description = "not encoded, as many clients do")]
    [TestCase("sync", "se%2Bcond%252F", Description = "encoded, as RFC 6749 section 2.3.1 has it")]
    public async Task A_client_gets_a_token_by_basic(string id, string secret)
    {
        await using var provider = await StartAsync();

        Assert.That((await provider.TokenAsync("grant_type=client_credentials", Basic(id, secret))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_secret_expires_and_the_other_goes_on()
    {
        await using var provider = await StartAsync();
        provider.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.TokenAsync("grant_type=client_credentials", Basic("sync", "se+cond%2F"))).Status, Is.EqualTo(401));
            Assert.That((await provider.TokenAsync("grant_type=client_credentials", Basic("sync", "first-secret"))).Status, Is.EqualTo(200));
        });
    }

    [TestCase("grant_type=client_credentials&client_id=sync&client_secret=wrong", 401, "invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=nobody&client_secret=first-secret", 401, "invalid_client")]
    [TestCase("grant_type=client_credentials&client_id=sync", 401, "invalid_client")]
    [TestCase("grant_type=client_credentials", 401, "invalid_client")]
    [TestCase("grant_type=password&client_id=sync&client_secret=first-secret", 400, "unsupported_grant_type")]
    [TestCase("client_id=sync&client_secret=first-secret", 400, "invalid_request")]
    [TestCase("grant_type=client_credentials&grant_type=client_credentials&client_id=sync&client_secret=first-secret", 400, "invalid_request")]
    [TestCase("grant_type=client_credentials&client_id=sync&client_secret=first-secret&scope=everything", 400, "invalid_scope")]
    [TestCase("grant_type=client_credentials&client_id=reader&client_secret=reader-secret&scope=scim.write", 400, "invalid_scope")]
    public async Task A_request_that_will_not_do_is_refused_in_the_form_of_rfc_6749(string form, int status, string error)
    {
        await using var provider = await StartAsync();

        var answer = await provider.TokenAsync(form);

        Assert.Multiple(() =>
        {
            Assert.That((answer.Status, (string?)answer.Json["error"]), Is.EqualTo((status, error)), answer.Text);
            Assert.That(answer.Headers["Cache-Control"], Is.EqualTo("no-store"));
            Assert.That(answer.Headers.ContainsKey("WWW-Authenticate"), Is.EqualTo(status == 401));
            Assert.That(answer.Text, Does.Not.Contain("first-secret"));
        });
    }

    [Test]
    public async Task Two_ways_of_authenticating_are_one_too_many()
    {
        await using var provider = await StartAsync();

        var answer = await provider.TokenAsync("grant_type=client_credentials&client_id=sync&client_secret=first-secret", Basic("sync", "first-secret"));

        Assert.That((string?)answer.Json["error"], Is.EqualTo("invalid_request"));
    }

    [Test]
    public async Task Parameters_in_the_url_do_not_count_and_only_post_is_there()
    {
        await using var provider = await StartAsync();
        const string Url = "http://localhost/oauth/token?grant_type=client_credentials&client_id=sync&client_secret=first-secret";

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.SendAsync("POST", Url, null, ("Content-Type", "application/x-www-form-urlencoded"))).Status, Is.EqualTo(400));
            Assert.That((await provider.GetAsync(Url)).Status, Is.EqualTo(405));
        });
    }

    [Test]
    public async Task A_scope_narrows_and_a_client_has_no_more_than_it_may()
    {
        await using var provider = await StartAsync();
        var reading = await provider.TokenAsync("grant_type=client_credentials&client_id=sync&client_secret=first-secret&scope=scim.users.read");

        Assert.Multiple(async () =>
        {
            Assert.That((await provider.GetAsync("/Users", Bearer(reading))).Status, Is.EqualTo(200));
            Assert.That((await provider.GetAsync("/Groups", Bearer(reading))).Status, Is.EqualTo(403));
            Assert.That((await provider.PostAsync("/Users", "{}", Bearer(reading))).Status, Is.EqualTo(403));
        });
    }

    [Test]
    public async Task A_token_is_good_for_its_tenant_and_until_it_expires()
    {
        await using var provider = await StartAsync();
        await provider.CreateUserAsync("babs");
        var token = await provider.TokenAsync("grant_type=client_credentials&client_id=reader&client_secret=reader-secret");

        Assert.That((int?)(await provider.GetAsync("/Users", Bearer(token))).Json["totalResults"], Is.Zero);
        Assert.That((await provider.GetAsync("http://localhost/scim/second/v2/Users", Bearer(token))).Status, Is.EqualTo(200));
        Assert.That((await provider.GetAsync("http://localhost/scim/default/v2/Users", Bearer(token))).Status, Is.EqualTo(401));
        provider.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.That((await provider.GetAsync("/Users", Bearer(token))).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task Another_node_with_the_same_key_accepts_the_token_and_one_without_the_client_does_not()
    {
        await using var provider = await StartAsync();
        await using var node = await StartAsync();
        await using var stranger = await StartAsync(oauth => oauth.Clients.RemoveAt(0));
        await using var otherKey = await StartAsync(oauth => oauth.SigningKeys[0] = NewKey());
        await using var rotated = await StartAsync(oauth => oauth.SigningKeys.Insert(0, NewKey()));
        var token = Bearer(await provider.TokenAsync("grant_type=client_credentials&client_id=sync&client_secret=first-secret"));

        Assert.Multiple(async () =>
        {
            Assert.That((await node.GetAsync("/Users", token)).Status, Is.EqualTo(200));
            Assert.That((await rotated.GetAsync("/Users", token)).Status, Is.EqualTo(200));
            Assert.That((await stranger.GetAsync("/Users", token)).Status, Is.EqualTo(401));
            Assert.That((await otherKey.GetAsync("/Users", token)).Status, Is.EqualTo(401));
        });
    }

    [Test]
    public async Task A_token_that_somebody_else_made_is_refused()
    {
        await using var provider = await StartAsync();
        var token = (string)(await provider.TokenAsync("grant_type=client_credentials&client_id=reader&client_secret=reader-secret")).Json["access_token"]!;
        var parts = token.Split('.');
        var claims = Base64UrlEncoder.Decode(parts[1]);
        using var key = ECDsa.Create();
        key.ImportFromPem(Key);
        var publicPem = key.ExportSubjectPublicKeyInfoPem();
        string[] forged =
        [
            $"{parts[0]}.{Base64UrlEncoder.Encode(claims.Replace("scim.read", "scim.read scim.write", StringComparison.Ordinal))}.{parts[2]}",
            $"{parts[0]}.{Base64UrlEncoder.Encode(claims.Replace("\"second\"", "\"default\"", StringComparison.Ordinal))}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            $"{parts[0]}.{parts[1]}.",
            $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.",
            $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"at+jwt"}""")}.{parts[1]}.{parts[2]}",
            Hmac(Encoding.UTF8.GetBytes(publicPem)),
            Hmac(key.ExportSubjectPublicKeyInfo()),
        ];

        Assert.That((await provider.GetAsync("/Users", ("Authorization", $"Bearer {token}"))).Status, Is.EqualTo(200));
        foreach (var text in forged)
            Assert.That((await provider.GetAsync("/Users", ("Authorization", $"Bearer {text}"))).Status, Is.EqualTo(401), text);

        string Hmac(byte[] secret)
        {
            var head = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"at+jwt"}""")}.{parts[1]}";
            return $"{head}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(head)))}";
        }
    }

    [Test]
    public async Task A_token_in_the_url_does_not_count()
    {
        await using var provider = await StartAsync();
        provider.Http.DefaultRequestHeaders.Authorization = null;

        Assert.That((await provider.GetAsync($"/Users?access_token={ReferenceApplication.DefaultToken}")).Status, Is.EqualTo(401));
    }

    [Test]
    public async Task The_config_tells_how_to_authenticate()
    {
        await using var provider = await StartAsync();

        var schemes = (await provider.GetAsync("/ServiceProviderConfig")).Json["authenticationSchemes"]!.AsArray().Select(scheme => (string?)scheme!["type"]);

        Assert.That(schemes, Is.EqualTo(new[] { "oauthbearertoken", "oauth2" }));
    }

    [TestCase(59)]
    [TestCase(361)]
    public void A_lifetime_is_60_to_360_minutes(int minutes) =>
        Assert.That(async () => await StartAsync(oauth => oauth.TokenLifetime = TimeSpan.FromMinutes(minutes)), Throws.ArgumentException.With.Message.Contains($"{minutes} minutes"));

    [Test]
    public void A_key_that_will_not_do_is_refused_at_the_start_and_not_shown()
    {
        using var weak = RSA.Create(1024);
        string[] keys = ["not a key", weak.ExportPkcs8PrivateKeyPem(), """{"kty":"oct","k":"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}"""];

        Assert.Multiple(() =>
        {
            foreach (var key in keys)
                Assert.That(async () => await StartAsync(oauth => oauth.SigningKeys[0] = key), Throws.ArgumentException.With.Message.StartsWith("Signing key 1").And.Message.Not.Contains(key));
        });
    }

    [Test]
    public async Task A_jwk_signs_too()
    {
        using var rsa = RSA.Create(2048);
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true)) { KeyId = "k1" });
        var json = $$"""{"kty":"RSA","kid":"k1","n":"{{jwk.N}}","e":"{{jwk.E}}","d":"{{jwk.D}}","p":"{{jwk.P}}","q":"{{jwk.Q}}","dp":"{{jwk.DP}}","dq":"{{jwk.DQ}}","qi":"{{jwk.QI}}"}""";
        await using var provider = await StartAsync(oauth => oauth.SigningKeys[0] = json);

        var answer = await provider.TokenAsync("grant_type=client_credentials", Basic("sync", "first-secret"));

        Assert.That(new JsonWebToken((string)answer.Json["access_token"]!).Alg, Is.EqualTo("RS256"));
        Assert.That((await provider.GetAsync("/Users", Bearer(answer))).Status, Is.EqualTo(200));
    }

    private static (string, string) Bearer(Answer token) => ("Authorization", $"Bearer {(string?)token.Json["access_token"]}");

    private static (string, string) Basic(string id, string secret) => ("Authorization", $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))}");
}
