using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Entra's requests are those of the captures and documents in fixtures/entra.</summary>
public sealed class EntraFixtureTests
{
    private const string Account =
        """{"id":"48af03ac28ad4fb88478","externalId":"alice","userName":"alice@contoso.com","active":true,"displayName":"Alice A","emails":[{"primary":true,"type":"work","value":"alice@contoso.com"}],"name":{"formatted":"Alice A"}}""";

    private static readonly Dictionary<string, Situation> Situations = new()
    {
        ["test-connection"] = new(s => s.FindsNobody(), (entra, _) => entra.TestConnectionAsync(), new() { MatchBy = ["userName"] }),
        ["match-user-name"] = Matching(u => u with { UserName = "Test_User@contoso.com" }, "userName"),
        ["match-external-id"] = Matching(u => u with { Alias = "2a69c9a6-1708-45b7-acbe-a7b4c8fb102a" }, "externalId"),
        ["match-work-email"] = Matching(u => u with { Email = "user@contoso.com" }, "emails[type eq \"work\"].value"),
        ["match-special-characters"] = Matching(u => u with { UserName = "Contoso IT (EU) & Söns 100% \"q\"" }, "userName"),
        ["create-user"] = new(s => s.FindsNobody().Answers(201, Account), (entra, user) => entra.SynchronizeAsync(user), new()),
        ["create-user-active-as-text"] = new(s => s.FindsNobody().Answers(201, Account), (entra, user) => entra.SynchronizeAsync(user), new() { ActiveAsTextOnCreate = true }),
        ["read-user"] = Changing(Account, u => u),
        ["rename-user"] = Changing(Account.Replace("{\"formatted\":\"Alice A\"}", "{\"formatted\":\"Pvlo\"}", StringComparison.Ordinal), u => u with { DisplayName = "Pvlo" }),
        ["change-work-email"] = Changing(Account, u => u with { Email = "AdeleV2@REDACTED.onmicrosoft.com" }),
        ["add-work-email"] = Changing(Account.Replace("\"emails\"", "\"others\"", StringComparison.Ordinal), u => u),
        ["disable-user"] = Changing(Account, u => u with { State = AccountState.Disabled }),
        ["restore-user"] = Changing(Account.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal), u => u),
        ["restore-user-not-shown"] = Changing(Account.Replace("\"active\":true,", "", StringComparison.Ordinal), u => u),
        ["delete-user"] = new(s => s.Finds(Account).Answers(200, Account).Answers(204), async (entra, user) =>
        {
            await entra.SynchronizeAsync(user);
            entra.Directory.Change(user, u => u with { State = AccountState.HardDeleted });
            await entra.SynchronizeAsync(user);
        }, new()),
    };

    private static IEnumerable<string> Names => WireFixture.Names("entra");

    [TestCaseSource(nameof(Names))]
    public async Task Request_is_as_it_was_seen(string name)
    {
        var situation = Situations[name];
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.Bearer("secret"));
        var directory = new IdpDirectory(seed: 1);
        var user = directory.AddUser(directory.NewGuid(), "alice@contoso.com");
        directory.Change(user.Id, u => u with { DisplayName = "Alice A" });
        directory.Assign(user.Id);
        using var entra = new EntraClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, situation.Options);
        situation.Script(server);
        await situation.Play(entra, user.Id);
        WireFixture.Read("entra", name).Match(server.Tap.Requests[^1]);
        Assert.That(entra.Steps.Select(s => s.Problem), Is.All.Null);
    }

    [Test]
    public void Every_situation_has_its_fixture() => Assert.That(Names, Is.EquivalentTo(Situations.Keys));

    private static Situation Matching(Func<IdpUser, IdpUser> change, string by) => new(s => s.FindsNobody(), (entra, user) =>
    {
        entra.Directory.Change(user, change);
        return entra.MatchAsync(user);
    }, new() { MatchBy = [by] });

    /// <summary>The account is found as it is; after the change one GET, and a PATCH if something differs.</summary>
    private static Situation Changing(string account, Func<IdpUser, IdpUser> change) => new(
        s => s.Finds(Account).Answers(200, Account).Answers(200, account).Answers(204),
        async (entra, user) =>
        {
            await entra.SynchronizeAsync(user);
            entra.Directory.Change(user, change);
            await entra.SynchronizeAsync(user);
        },
        new());

    private sealed record Situation(Func<ScriptedServer, ScriptedServer> Script, Func<EntraClient, string, Task> Play, EntraOptions Options);
}
