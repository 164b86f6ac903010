using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.OneLogin;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>OneLogin's requests are those of the captures and documents in fixtures/onelogin, stray characters included.</summary>
public sealed class OneLoginFixtureTests
{
    private const string Account = """{"id":"e90ef750-39cc-4062-8c35-ab6375bc455e","userName":"onelogin-test-user01","name":{"familyName":" User 01","givenName":"AAA Test"}}""";

    private static readonly Dictionary<string, Situation> Situations = new()
    {
        ["enable"] = new(s => s.FindsNobody(), (oneLogin, _) => oneLogin.EnableAsync()),
        ["lookup-user"] = new(s => s.FindsNobody(), (oneLogin, user) => oneLogin.LookUpAsync(user.UserName)),
        ["create-user"] = new(s => s.Answers(404).Answers(201, Account), (oneLogin, user) => oneLogin.ProvisionAsync(user.Id)),
        ["update-user"] = new(s => s.Finds(Account).Answers(200, Account), (oneLogin, user) => oneLogin.ProvisionAsync(user.Id)),
        ["suspend-user"] = After((oneLogin, user) => oneLogin.SuspendAsync(user.Id)),
        ["delete-user"] = After((oneLogin, user) => oneLogin.RemoveAsync(user.Id)),
        ["add-group-member"] = After((oneLogin, user) => oneLogin.AddToGroupAsync("a3d0173c-e821-4f44-aa09-75779a242e52", user.Id)),
        ["list-groups"] = new(s => s.FindsNobody(), (oneLogin, _) => oneLogin.RefreshEntitlementsAsync()),
        ["create-group"] = new(s => s.Answers(201, """{"id":"1"}"""), (oneLogin, _) => oneLogin.CreateGroupAsync("Admin Role")),
    };

    private static IEnumerable<string> Names => WireFixture.Names("onelogin");

    [TestCaseSource(nameof(Names))]
    public async Task Request_is_as_it_was_seen(string name)
    {
        var request = await PlayAsync(Situations[name]);
        WireFixture.Read("onelogin", name).Match(request);
    }

    [Test]
    public void Every_situation_has_its_fixture() => Assert.That(Names, Is.EquivalentTo(Situations.Keys));

    [Test]
    public async Task The_group_body_has_the_165_bytes_that_were_captured() =>
        Assert.That(await PlayAsync(Situations["add-group-member"]), Does.Contain("Content-Length: 165\r\n"));

    [TestCase("{$user.shoesize}")]
    [TestCase("{$nonsense}")]
    public void An_unknown_macro_is_named_with_the_known_ones(string macro)
    {
        var error = Assert.Throws<FormatException>(() => OneLoginTemplate.Parse($$$"""{"name":"mine","template":{"userName":"{{{macro}}}"}}"""));
        Assert.That(error!.Message, Does.Contain("'mine'").And.Contain(macro).And.Contain("{$user.firstname}"));
    }

    private static async Task<string> PlayAsync(Situation situation)
    {
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.Bearer("secret"));
        var directory = new IdpDirectory(seed: 1);
        directory.AddUser("101", "user01@example.com");
        var user = directory.Change("101", u => u with { UserName = "onelogin-test-user01", GivenName = "AAA Test", FamilyName = " User 01" });
        using var oneLogin = new OneLoginClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, new OneLoginOptions());
        situation.Script(server);
        await situation.Play(oneLogin, user);
        Assert.That(oneLogin.Steps.Select(s => s.Problem), Is.All.Null);
        return server.Tap.Requests[^1];
    }

    private static Situation After(Func<OneLoginClient, IdpUser, Task> play) => new(s => s.Finds(Account).Answers(200, Account).Answers(200, Account), async (oneLogin, user) =>
    {
        await oneLogin.ProvisionAsync(user.Id);
        await play(oneLogin, user);
    });

    private sealed record Situation(Func<ScriptedServer, ScriptedServer> Script, Func<OneLoginClient, IdpUser, Task> Play);
}
