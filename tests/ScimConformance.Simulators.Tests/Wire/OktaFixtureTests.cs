using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Okta;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Okta's requests are those of the captures and documents in fixtures/okta, headers in their order.</summary>
public sealed class OktaFixtureTests
{
    private const string Id = "23a35c27-23d3-4c03-b4c5-6443c09e7173";
    private const string Account =
        """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"23a35c27-23d3-4c03-b4c5-6443c09e7173","userName":"test.user@okta.local","name":{"givenName":"Test","middleName":"Excited","familyName":"Old"},"emails":[{"primary":true,"value":"old@okta.local","type":"work","display":"test.user@okta.local"}],"active":true,"groups":[],"meta":{"resourceType":"User"}}""";
    private const string Account2018 =
        """{"id":"23a35c27-23d3-4c03-b4c5-6443c09e7173","externalId":"00uq2kqg7YTkFo3cY0g3","meta":{"resourceType":"User","created":"04-12-2018 00:00:00","lastModified":"04-12-2018 00:00:00","version":"v1.0"},"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"jane.doe@example.com","displayName":"Jane Old","locale":"en_US","active":true,"password":"TkdFNVdIVkxhM2c9","groups":[],"emails":[{"value":"jane.doe@example.com","type":"work","primary":true}],"name":{"familyName":"Old","givenName":"Jane"}}""";

    private static readonly (string Email, string Given, string Family) TestUser = ("test.user@okta.local", "Another", "User");
    private static readonly (string Email, string Given, string Family) Jane = ("jane.doe@example.com", "Jane", "Doe");

    private static readonly Dictionary<string, Situation> Situations = new()
    {
        ["test-credentials"] = new(TestUser, s => s.FindsNobody(), (okta, _) => okta.TestCredentialsAsync()),
        ["verify-groups"] = new(TestUser, s => s.FindsNobody(), (okta, _) => okta.VerifyGroupsAsync()),
        ["user-exists"] = new(TestUser, s => s.FindsNobody(), (okta, user) => okta.ExistsAsync(user.UserName)),
        ["user-exists-plus"] = new(Jane, s => s.FindsNobody(), (okta, user) => okta.ExistsAsync(user.UserName)) { Options = OktaOptions.AsOf2018 },
        ["create-user"] = new(("obi-wan.kenobi@iamciam.dev", "Obi-Wan", "Kenobi"), s => s.FindsNobody().Answers(201, Account), (okta, user) => okta.AssignAsync(user.Id)),
        ["link-user"] = new(TestUser, s => s.Finds(Account).Answers(200, Account), (okta, user) => okta.AssignAsync(user.Id)),
        ["read-user"] = new(TestUser, s => s.Finds(Account).Answers(200, Account).Answers(404), Updating) { MayFail = true },
        ["update-user"] = new(TestUser, s => s.Finds(Account).Answers(200, Account).Answers(200, Account).Answers(200, Account), Updating),
        ["update-user-2018"] = new(Jane, s => s.Finds(Account2018).Answers(200, Account2018).Answers(200, Account2018).Answers(200, Account2018), Updating) { Options = OktaOptions.AsOf2018 },
        ["deactivate-user"] = new(TestUser, s => s.Finds(Account).Answers(200, Account).Answers(204), async (okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            await okta.UnassignAsync(user.Id);
        }),
        ["reactivate-user"] = new(TestUser, s => s.Finds(Account).Answers(200, Account).Answers(204).Finds(Account).Answers(500), async (okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            await okta.UnassignAsync(user.Id);
            await okta.AssignAsync(user.Id);
        }) { MayFail = true },
    };

    private static IEnumerable<string> Names => WireFixture.Names("okta");

    [TestCaseSource(nameof(Names))]
    public async Task Request_is_as_it_was_seen(string name)
    {
        var situation = Situations[name];
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.Basic("admin@example.com", "api-token"));
        var directory = new IdpDirectory(seed: 1);
        directory.AddUser("00use6vjvehodmsQb4x6", situation.Person.Email);
        var user = directory.Change("00use6vjvehodmsQb4x6", u => u with
        {
            GivenName = situation.Person.Given,
            FamilyName = situation.Person.Family,
            DisplayName = $"{situation.Person.Given} {situation.Person.Family}",
        });
        using var okta = new OktaClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, situation.Options);
        situation.Script(server);
        await situation.Play(okta, user);
        WireFixture.Read("okta", name).Match(server.Tap.Requests[^1]);
        Assert.That(okta.Steps.All(s => s.Succeeded), Is.EqualTo(!situation.MayFail));
    }

    [Test]
    public void Every_situation_has_its_fixture() => Assert.That(Names, Is.EquivalentTo(Situations.Keys));

    [Test]
    public async Task The_deactivating_body_has_the_118_bytes_that_were_captured()
    {
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.None);
        var directory = new IdpDirectory(seed: 1);
        var user = directory.AddUser(OktaClient.NewUserId(directory), "jane.doe@example.com");
        using var okta = new OktaClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, new OktaOptions());
        server.Finds(Account).Answers(200, Account).Answers(204);
        await okta.AssignAsync(user.Id);
        await okta.UnassignAsync(user.Id);
        Assert.That(okta.TargetOf(user.Id), Is.EqualTo("/Users/" + Id));
        Assert.That(server.Tap.Requests[^1], Does.Contain("Content-Length: 118\r\n"));
    }

    private static async Task Updating(OktaClient okta, IdpUser user)
    {
        await okta.AssignAsync(user.Id);
        await okta.UpdateProfileAsync(user.Id);
    }

    private sealed record Situation((string Email, string Given, string Family) Person, Func<ScriptedServer, ScriptedServer> Script, Func<OktaClient, IdpUser, Task> Play)
    {
        public OktaOptions Options { get; init; } = new();

        public bool MayFail { get; init; }
    }
}
