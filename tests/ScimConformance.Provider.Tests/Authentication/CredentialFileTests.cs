namespace ScimConformance.Provider.Tests.Authentication;

/// <summary>Credentials that change while the provider runs.</summary>
internal sealed class CredentialFileTests
{
    private string path = "";

    [SetUp]
    public void SetUp() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{TestContext.CurrentContext.Test.ID}.json");

    [TearDown]
    public void TearDown() => File.Delete(path);

    private Task<TestProvider> StartAsync(string json)
    {
        File.WriteAllText(path, json);
        return TestProvider.StartAsync(options => options.Configure = provider =>
        {
            provider.Credentials.Clear();
            provider.CredentialsFile = path;
        });
    }

    private static async Task<int> StatusAsync(TestProvider provider, string token) => (await provider.GetAsync("/Users", ("Authorization", $"Bearer {token}"))).Status;

    [Test]
    public async Task A_token_is_rotated_without_a_gap()
    {
        await using var provider = await StartAsync("""{"credentials":[{"bearer":"old"}]}""");
        Assert.That((await StatusAsync(provider, "old"), await StatusAsync(provider, "new")), Is.EqualTo((200, 401)));

        await ChangeAsync(provider, """{"credentials":[{"bearer":"old"},{"bearer":"new"}]}""");
        Assert.That((await StatusAsync(provider, "old"), await StatusAsync(provider, "new")), Is.EqualTo((200, 200)));

        await ChangeAsync(provider, """{"credentials":[{"bearer":"new"}]}""");
        Assert.That((await StatusAsync(provider, "old"), await StatusAsync(provider, "new")), Is.EqualTo((401, 200)));
    }

    [Test]
    public async Task A_slip_of_the_pen_locks_nobody_out()
    {
        await using var provider = await StartAsync("""{"credentials":[{"bearer":"old"}]}""");

        foreach (var slip in new[] { """{"credentials":[{"bearer":"old" """, """{"credentials":[null]}""", """{"clients":[{"id":"sync","secrets":[null]}]}""", "null" })
        {
            await ChangeAsync(provider, slip);
            Assert.That(await StatusAsync(provider, "old"), Is.EqualTo(200), slip);
        }
    }

    [Test]
    public async Task An_entry_says_tenant_permissions_and_expiry()
    {
        await using var provider = await StartAsync("""
            {
              "credentials": [
                { "bearer": "viewer", "tenant": "second", "permissions": ["API Access", "View Users"], "expiresAt": "2026-01-01T13:00:00Z" },
                { "user": "admin", "password": "p:ss" }
              ],
              "clients": [{ "id": "sync", "secrets": [{ "value": "s1" }, { "value": "s2" }], "permissions": ["api access", "view groups"] }]
            }
            """);

        Assert.Multiple(async () =>
        {
            Assert.That(await StatusAsync(provider, "viewer"), Is.EqualTo(200));
            Assert.That((await provider.GetAsync("/Groups", ("Authorization", "Bearer viewer"))).Status, Is.EqualTo(403));
            Assert.That((await provider.GetAsync("/Users", ("Authorization", "Basic YWRtaW46cDpzcw=="))).Status, Is.EqualTo(200));
            Assert.That((string?)(await provider.TokenAsync("grant_type=client_credentials&client_id=sync&client_secret=s2")).Json["scope"], Is.EqualTo("scim.groups.read"));
            Assert.That((await provider.GetAsync("/ServiceProviderConfig")).Json["authenticationSchemes"]!.AsArray(), Has.Count.EqualTo(3));
        });
        provider.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await StatusAsync(provider, "viewer"), Is.EqualTo(401));
    }

    [TestCase("""{"credentials":[{"bearer":"one-secret","password":"x"}]}""", "credentials[0]")]
    [TestCase("""{"credentials":[{"bearer":"one-secret","permissions":["Edit Everything"]}]}""", "\"Edit Everything\"")]
    [TestCase("""{"credentials":[{"bearer":"one-secret","expires":"2027-01-01"}]}""", "expires")]
    [TestCase("""{"clients":[{"id":"sync"}]}""", "\"sync\"")]
    [TestCase("""{"credentials":[{"bearer":"one-secret"}],"issuers":[{"name":"i","audience":"a"}]}""", "issuers[0]")]
    [TestCase("""{"credentials":[null]}""", "credentials[0]: it is null")]
    [TestCase("""{"credentials":null}""", "credentials")]
    [TestCase("""{"clients":[{"id":"sync","secrets":[{"value":"one-secret"},null]}]}""", "clients[0]: secrets[1]: it is null")]
    [TestCase("""{"clients":[{"id":"sync","workloads":[null]}]}""", "clients[0]: workloads[0]: it is null")]
    [TestCase("""{}""", "no credentials")]
    [TestCase("""not json""", "cannot be used")]
    public void A_file_that_cannot_be_is_refused_at_the_start_without_its_secrets(string json, string named) =>
        Assert.That(async () => await StartAsync(json), Throws.ArgumentException.With.Message.Contains(named).And.Message.Not.Contains("one-secret"));

    private async Task ChangeAsync(TestProvider provider, string json)
    {
        var before = File.GetLastWriteTimeUtc(path);
        await File.WriteAllTextAsync(path, json);
        File.SetLastWriteTimeUtc(path, before.AddSeconds(1));
        provider.Clock.Advance(TimeSpan.FromSeconds(2));
    }
}
