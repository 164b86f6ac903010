using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Entra's requests are those of the captures and documents in fixtures/entra.</summary>
public sealed class EntraFixtureTests
{
    private const string Named = """{"userName":"alice@contoso.com"}""";
    private const string Filled =
        """{"userName":"alice@contoso.com","displayName":"x","externalId":"x","emails":[{"type":"work","value":"x"}],"name":{"givenName":"x","familyName":"x","formatted":"x"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"x","department":"x"}}""";
    private const string ShownGroup = """{"id":"7","displayName":"displayName","externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159"}""";
    private const string Account =
        """{"id":"48af03ac28ad4fb88478","externalId":"alice","userName":"alice@contoso.com","active":true,"displayName":"Alice A","emails":[{"primary":true,"type":"work","value":"alice@contoso.com"}],"name":{"formatted":"Alice A"}}""";

    private const string Enterprise = EntraSituation.Enterprise;

    private static readonly EntraOptions Default = new();
    private static readonly EntraOptions Flag = new() { Wire = EntraWire.Compliant };
    private static readonly EntraOptions ByUserName = new() { MatchBy = ["userName"] };

    private static readonly Dictionary<string, EntraSituation> Situations = new()
    {
        ["test-connection"] = new(s => s.FindsNobody(), (entra, _) => entra.TestConnectionAsync(), ByUserName),
        ["test-connection-groups"] = new(
            s => s.FindsNobody().FindsNobody(), (entra, _) => entra.Job.TestConnectionAsync(), new EntraOptions { Mapping = EntraMappings.Generic }),
        ["match-user-name"] = Matching(u => u with { UserName = "Test_User@contoso.com" }, "userName"),
        ["match-external-id"] = Matching(u => u with { Alias = "2a69c9a6-1708-45b7-acbe-a7b4c8fb102a" }, "externalId"),
        ["match-work-email"] = Matching(u => u with { Email = "user@contoso.com" }, "emails[type eq \"work\"].value"),
        ["match-special-characters"] = Matching(u => u with { UserName = "Contoso IT (EU) & Söns 100% \"q\"" }, "userName"),
        ["create-user"] = new(s => s.FindsNobody().Answers(201, Account), (entra, user) => entra.SynchronizeAsync(user), Default),
        ["create-user-active-as-text"] = new(s => s.FindsNobody().Answers(201, Account), (entra, user) => entra.SynchronizeAsync(user), new() { ActiveAsTextOnCreate = true }),
        ["create-user-full"] = new(s => s.FindsNobody().Answers(201, Account), (entra, user) => entra.SynchronizeAsync(user), new() { Mapping = EntraMappings.Generic })
        {
            Prepare = (directory, user) => directory.Change(user, u => u with
            {
                GivenName = "Alice", FamilyName = "A", Country = "US", Office = "HQ", City = "Redmond", PostalCode = "98052", Region = "WA", Street = "1 Way",
                Telephone = "555-555-5555", Mobile = "555-555-5555", PreferredLanguage = "en-US", Title = "Engineer", Department = "D", EmployeeId = "E1",
            }),
        },
        ["create-user-custom-extension"] = EntraSituation.Create(Default, ("urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:CustomAttribute", "701984")),
        ["create-user-empty-roles"] = EntraSituation.Create(new() { EmptyRolesOnCreate = true }),
        ["create-user-role-single"] = EntraSituation.Roles(null, "roles[primary eq \"True\"].value", "SingleAppRoleAssignment", "Admin"),
        ["create-user-roles-complex"] = EntraSituation.Roles(null, "roles", "AppRoleAssignmentsComplex", "Admin", "User"),
        ["create-user-roles-assertive"] = EntraSituation.Roles(null, "roles", "AssertiveAppRoleAssignmentsComplex", "User"),
        ["add-role-single"] = EntraSituation.Roles(Named, "roles[primary eq \"True\"].value", "SingleAppRoleAssignment", "Admin"),
        ["add-roles-complex"] = EntraSituation.Roles(Named, "roles", "AppRoleAssignmentsComplex", "Admin"),
        ["replace-roles-assertive"] = EntraSituation.Roles("""{"userName":"alice@contoso.com","roles":[{"value":"Admin"}]}""", "roles", "AssertiveAppRoleAssignmentsComplex", "User"),
        ["read-user"] = Changing(Account, u => u),
        ["rename-user"] = Changing(Account.Replace("{\"formatted\":\"Alice A\"}", "{\"formatted\":\"Pvlo\"}", StringComparison.Ordinal), u => u with { DisplayName = "Pvlo" }),
        ["rename-account"] = EntraSituation.Update("""{"userName":"alice@contoso.com"}""", Default) with
        {
            Prepare = (directory, user) => directory.Change(user, u => u with { UserName = "5b50642d-79fc-4410-9e90-4c077cdd1a59@testuser.com" }),
        },
        ["rename-account-flag"] = EntraSituation.Update("""{"userName":"alice@contoso.com"}""", Flag) with
        {
            Prepare = (directory, user) => directory.Change(user, u => u with { UserName = "alice.b@contoso.com" }),
        },
        ["change-work-email"] = Changing(Account, u => u with { Email = "AdeleV2@REDACTED.onmicrosoft.com" }),
        ["add-work-email"] = Changing(Account.Replace("\"emails\"", "\"others\"", StringComparison.Ordinal), u => u),
        ["add-nick-name"] = EntraSituation.Update(Named, Default, ("nickName", "Babs")),
        ["add-nick-name-flag"] = EntraSituation.Update(Named, Flag, ("nickName", "Babs")),
        ["update-mixed"] = EntraSituation.Update(
            """{"userName":"alice@contoso.com","emails":[{"type":"work","value":"x"}],"addresses":[{"type":"work","formatted":"y"}]}""",
            Default,
            ("emails[type eq \"work\"].value", "AdeleV2@REDACTED.onmicrosoft.com"), ("addresses[type eq \"work\"].formatted", "18/2111"), ($"{Enterprise}:department", "Retail")),
        ["update-many"] = EntraSituation.Update(
            Filled,
            Default,
            ("displayName", "Pvlo"), ("emails[type eq \"work\"].value", "TestBcwqnm@test.microsoft.com"), ("name.givenName", "Gtfd"), ("name.familyName", "Pkqf"), ("externalId", "Eqpj"), ($"{Enterprise}:employeeNumber", "Eqpj")),
        ["update-many-flag"] = EntraSituation.Update(
            Filled,
            Flag,
            ("displayName", "Bjfe"), ("emails[type eq \"work\"].value", "TestMhvaes@test.microsoft.com"), ("name.givenName", "Kkom"), ("name.familyName", "Unua"), ($"{Enterprise}:employeeNumber", "Aklq")),
        ["add-many-flag"] = EntraSituation.Update(
            Named, Flag, ("displayName", "Foo Bar"), ("title", "Bar Foo"), ("name.givenName", "Foo"), ("name.familyName", "Bar"), ("name.formatted", "Foo Bar")),
        ["update-names-flag-operations-first"] = EntraSituation.Update(
            Filled, Flag with { OperationsFirst = true }, ("name.familyName", "test"), ("name.formatted", "test test2")),
        ["update-legacy-extension"] = EntraSituation.Update(Filled, new() { Wire = EntraWire.Legacy2018 }, ($"{Enterprise}:department", "Retail")),
        ["update-custom-extension"] = EntraSituation.Update(
            """{"userName":"alice@contoso.com","urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User":{"CustomAttribute":"1"}}""",
            Default,
            ("urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User:CustomAttribute", "701984")),
        ["set-manager"] = EntraSituation.Manager(new() { OperationsFirst = true }, present: null, "271"),
        ["set-manager-flag"] = EntraSituation.Manager(Flag, present: null, "2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2"),
        ["change-manager"] = EntraSituation.Manager(Default, present: "270", "271"),
        ["clear-manager-flag"] = EntraSituation.Manager(Flag, present: "271", managerId: null) with { Job = new ProvisioningJobOptions { ClearsManager = true } },
        ["disable-user"] = Changing(Account, u => u with { State = AccountState.Disabled }),
        ["disable-user-flag"] = Changing(Account, u => u with { State = AccountState.Disabled }, Flag),
        ["disable-user-not-shown"] = Changing(Account.Replace("\"active\":true,", "", StringComparison.Ordinal), u => u with { State = AccountState.Disabled }),
        ["restore-user"] = Changing(Account.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal), u => u),
        ["restore-user-not-shown"] = Changing(Account.Replace("\"active\":true,", "", StringComparison.Ordinal), u => u),
        ["delete-user"] = new(s => s.Finds(Account).Answers(200, Account).Answers(204), async (entra, user) =>
        {
            await entra.SynchronizeAsync(user);
            entra.Directory.Change(user, u => u with { State = AccountState.HardDeleted });
            await entra.SynchronizeAsync(user);
        }, Default),
        ["match-group"] = MatchingGroup("displayName"),
        ["match-group-special-characters"] = MatchingGroup("Contoso IT (EU)"),
        ["create-group"] = EntraSituation.Group(Default, "1", s => s.FindsNobody().Answers(201, """{"id":"7"}"""), (entra, group, _) => entra.SynchronizeAsync(group)),
        ["read-group"] = EntraSituation.Group(Default, "1", s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup), (entra, group, _) => entra.SynchronizeAsync(group)),
        ["rename-group"] = Renaming(Default, "1879db59-3bdf-4490-ad68-ab880a269474updatedDisplayName"),
        ["rename-group-flag"] = Renaming(Flag, "Cosmologists"),
        ["add-member"] = Adding(Default),
        ["add-member-flag"] = Adding(Flag),
        ["remove-member"] = Removing(Default, "2392066"),
        ["remove-member-null-ref"] = Removing(new() { NullRefOnRemove = true }, "f648f8d5ea4e4cd38e9c"),
        ["remove-member-flag"] = Removing(Flag, "7f4bc1a3-285e-48ae-8202-5accb43efb0e"),
        ["delete-group"] = EntraSituation.Group(Default, "1", s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(204), async (entra, group, _) =>
        {
            await entra.SynchronizeAsync(group);
            entra.Directory.Unassign(group);
            await entra.SynchronizeAsync(group);
        }),
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
        situation.Prepare(directory, user.Id);
        using var entra = new EntraClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, situation.Options, situation.Job);
        situation.Script(server);
        await situation.Play(entra, user.Id);
        WireFixture.Read("entra", name).Match(server.Tap.Requests[^1]);
        Assert.That(entra.Steps.Select(s => s.Problem), Is.All.Null);
    }

    [Test]
    public void Every_situation_has_its_fixture() => Assert.That(Names, Is.EquivalentTo(Situations.Keys));

    private static EntraSituation Matching(Func<IdpUser, IdpUser> change, string by) => new(s => s.FindsNobody(), (entra, user) =>
    {
        entra.Directory.Change(user, change);
        return entra.MatchAsync(user);
    }, new() { MatchBy = [by] });

    /// <summary>The account is found as it is; after the change one GET, and a PATCH if something differs.</summary>
    private static EntraSituation Changing(string account, Func<IdpUser, IdpUser> change, EntraOptions? options = null) => new(
        s => s.Finds(Account).Answers(200, Account).Answers(200, account).Answers(204),
        async (entra, user) =>
        {
            await entra.SynchronizeAsync(user);
            entra.Directory.Change(user, change);
            await entra.SynchronizeAsync(user);
        },
        options ?? Default);

    /// <summary>Creation is switched off, so that the match is what is sent last.</summary>
    private static EntraSituation MatchingGroup(string name)
    {
        var situation = EntraSituation.Group(Default, "1", s => s.FindsNobody(), (entra, group, _) =>
        {
            entra.Directory.ChangeGroup(group, g => g with { DisplayName = name });
            return entra.SynchronizeAsync(group);
        });
        var mapping = situation.Options.Mapping;
        return situation with { Options = situation.Options with { Mapping = mapping with { Groups = mapping.Groups! with { Actions = TargetActions.None } } } };
    }

    private static EntraSituation Renaming(EntraOptions options, string name) => EntraSituation.Group(
        options, "1", s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(200, ShownGroup).Answers(204), async (entra, group, _) =>
        {
            await entra.SynchronizeAsync(group);
            entra.Directory.ChangeGroup(group, g => g with { DisplayName = name });
            await entra.SynchronizeAsync(group);
        });

    private static EntraSituation Adding(EntraOptions options) => EntraSituation.Group(
        options, "636823803314257913", s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(204), (entra, group, member) =>
        {
            entra.Directory.AddMember(group, member);
            return entra.SynchronizeAsync(group);
        });

    private static EntraSituation Removing(EntraOptions options, string id) => EntraSituation.Group(
        options, id, s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(204).Answers(200, ShownGroup).Answers(204), async (entra, group, member) =>
        {
            entra.Directory.AddMember(group, member);
            await entra.SynchronizeAsync(group);
            entra.Directory.RemoveMember(group, member);
            await entra.SynchronizeAsync(group);
        });
}
