using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>The situation of each request in fixtures/entra, by the fixture's name.</summary>
internal static class EntraSituations
{
    private const string Named = """{"userName":"alice@contoso.com"}""";
    private const string Filled =
        """{"userName":"alice@contoso.com","displayName":"x","externalId":"x","emails":[{"type":"work","value":"x"}],"name":{"givenName":"x","familyName":"x","formatted":"x"},"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"x","department":"x"}}""";
    private const string ShownGroup = """{"id":"7","displayName":"displayName","externalId":"8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159"}""";
    private const string Account =
        """{"id":"48af03ac28ad4fb88478","externalId":"alice","userName":"alice@contoso.com","active":true,"displayName":"Alice A","emails":[{"primary":true,"type":"work","value":"alice@contoso.com"}],"name":{"formatted":"Alice A"}}""";

    private const string Enterprise = EntraSituation.Enterprise;
    private const string Custom = "urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User";

    private static readonly EntraOptions Default = new();
    private static readonly EntraOptions Flag = new() { Wire = EntraWire.Compliant };
    private static readonly EntraOptions ByUserName = new() { MatchBy = ["userName"] };

    private static readonly (string, string)[] TypedPaths =
    [
        ("emails[type eq \"work\"].value", "alice@contoso.com"), ("emails[type eq \"other\"].value", "a@contoso.com"),
        ("phoneNumbers[type eq \"work\"].value", "1"), ("phoneNumbers[type eq \"mobile\"].value", "2"), ("phoneNumbers[type eq \"fax\"].value", "3"),
        ("addresses[type eq \"work\"].formatted", "F"), ("addresses[type eq \"work\"].streetAddress", "S"), ("addresses[type eq \"work\"].locality", "L"),
        ("addresses[type eq \"work\"].region", "R"), ("addresses[type eq \"work\"].postalCode", "P"), ("addresses[type eq \"work\"].country", "C"),
        ("addresses[type eq \"other\"].formatted", "O"),
        ("roles[primary eq \"True\"].display", "display"), ("roles[primary eq \"True\"].type", "type"), ("roles[primary eq \"True\"].value", "value"),
    ];

    public static IReadOnlyDictionary<string, EntraSituation> All { get; } = new Dictionary<string, EntraSituation>
    {
        ["test-connection"] = new(s => s.FindsNobody(), (entra, _) => entra.TestConnectionAsync(), ByUserName),
        ["test-connection-groups"] = new(
            s => s.FindsNobody().FindsNobody(), (entra, _) => entra.Job.TestConnectionAsync(), new EntraOptions { Mapping = EntraMappings.Generic }),
        ["match-user-name"] = Matching(u => u with { UserName = "Test_User@contoso.com" }, "userName"),
        ["match-user-name-alice"] = Matching(u => u, "userName"),
        ["match-external-id"] = Matching(u => u with { Alias = "2a69c9a6-1708-45b7-acbe-a7b4c8fb102a" }, "externalId"),
        ["match-external-id-alice"] = Matching(u => u, "externalId"),
        ["match-work-email"] = Matching(u => u with { Email = "user@contoso.com" }, "emails[type eq \"work\"].value"),
        ["match-work-email-alice"] = Matching(u => u, "emails[type eq \"work\"].value"),
        ["match-special-characters"] = Matching(u => u with { UserName = "Contoso IT (EU) & Söns 100% \"q\"" }, "userName"),
        ["match-plus-and-apostrophe"] = Matching(u => u with { UserName = "a+b'c@contoso.com" }, "userName"),
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
        ["create-user-sample"] = EntraSituation.Create(
            new() { EmptyRolesOnCreate = true },
            ("externalId", "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef"), ("active", "True"), ("emails[type eq \"work\"].value", "Test_User_11bb11bb-cc22-dd33-ee44-55ff55ff55ff@testuser.com"),
            ("name.formatted", "givenName familyName"), ("name.familyName", "familyName"), ("name.givenName", "givenName")) with
        {
            Prepare = (directory, user) => directory.Change(user, u => u with { UserName = "Test_User_00aa00aa-bb11-cc22-dd33-44ee44ee44ee" }),
        },
        ["create-user-enterprise"] = EntraSituation.Create(
            Default,
            ($"{Enterprise}:organization", "O"), ($"{Enterprise}:manager", "M"), ($"{Enterprise}:employeeNumber", "E"), ($"{Enterprise}:division", "V"), ($"{Enterprise}:department", "D"), ($"{Enterprise}:costCenter", "C")),
        ["create-user-manager-text"] = EntraSituation.Create(Default, ($"{Enterprise}:manager", "myuser")),
        ["create-user-custom-extension"] = EntraSituation.Create(Default, ($"{Custom}:CustomAttribute", "701984")),
        ["create-user-empty-roles"] = EntraSituation.Create(new() { EmptyRolesOnCreate = true }),
        ["create-user-role-single"] = EntraSituation.Roles(null, "roles[primary eq \"True\"].value", "SingleAppRoleAssignment", "Admin"),
        ["create-user-roles-complex"] = EntraSituation.Roles(null, "roles", "AppRoleAssignmentsComplex", "Admin", "User"),
        ["create-user-roles-assertive"] = EntraSituation.Roles(null, "roles", "AssertiveAppRoleAssignmentsComplex", "User", "Test"),
        ["add-role-single"] = EntraSituation.Roles(Named, "roles[primary eq \"True\"].value", "SingleAppRoleAssignment", "Admin"),
        ["add-roles-complex"] = EntraSituation.Roles(Named, "roles", "AppRoleAssignmentsComplex", "Admin"),
        ["add-roles-complex-two"] = EntraSituation.Roles(Named, "roles", "AppRoleAssignmentsComplex", "Admin", "User"),
        ["add-role-in-text"] = EntraSituation.Roles(Named, "roles", "AppRoleAssignmentsComplex", "Role1234"),
        ["replace-roles-assertive"] = EntraSituation.Roles("""{"userName":"alice@contoso.com","roles":[{"value":"Admin"}]}""", "roles", "AssertiveAppRoleAssignmentsComplex", "User"),
        ["replace-roles-assertive-two"] = EntraSituation.Roles("""{"userName":"alice@contoso.com","roles":[{"value":"Admin"}]}""", "roles", "AssertiveAppRoleAssignmentsComplex", "User", "Test"),
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
        ["update-sample"] = EntraSituation.Update(
            """{"userName":"alice@contoso.com","emails":[{"type":"work","value":"x"}],"name":{"familyName":"x"}}""",
            Default,
            ("emails[type eq \"work\"].value", "updatedEmail@microsoft.com"), ("name.familyName", "updatedFamilyName")),
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
            ($"{Custom}:CustomAttribute", "701984")),
        ["add-custom-extension"] = EntraSituation.Update(Named, Default, ($"{Custom}:tag", "701984")),
        ["add-custom-extension-flag"] = EntraSituation.Update(Named, Flag, ("title", "Engineer"), ($"{Custom}:tag", "701984")),
        ["add-typed-paths"] = EntraSituation.Update(Named, Default, TypedPaths),
        ["add-typed-paths-flag"] = EntraSituation.Update(Named, Flag, TypedPaths),
        ["set-manager"] = EntraSituation.Manager(new() { OperationsFirst = true }, present: null, "271"),
        ["set-manager-schemas-first"] = EntraSituation.Manager(Default, present: null, "271"),
        ["set-manager-flag"] = EntraSituation.Manager(Flag, present: null, "2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2"),
        ["change-manager"] = EntraSituation.Manager(Default, present: "270", "271"),
        ["clear-manager-flag"] = EntraSituation.Manager(Flag, present: "271", managerId: null) with { Job = new ProvisioningJobOptions { ClearsManager = true } },
        ["disable-user"] = Changing(Account, u => u with { State = AccountState.Disabled }),
        ["disable-user-flag"] = Changing(Account, u => u with { State = AccountState.Disabled }, Flag),
        ["disable-user-not-shown"] = Changing(Account.Replace("\"active\":true,", "", StringComparison.Ordinal), u => u with { State = AccountState.Disabled }),
        ["restore-user"] = Changing(Account.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal), u => u),
        ["restore-user-flag"] = Changing(Account.Replace("\"active\":true", "\"active\":false", StringComparison.Ordinal), u => u, Flag),
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
        ["add-member"] = Adding(Default, "636823803314257913"),
        ["add-member-sample"] = Adding(Default, "f648f8d5ea4e4cd38e9c"),
        ["add-member-no-ref"] = Adding(new() { NullRefOnAdd = false }, "2392066"),
        ["add-member-flag"] = Adding(Flag, "636823803314257913"),
        ["remove-member"] = Removing(Default, "2392066"),
        ["remove-member-sample"] = Removing(Default, "u1091"),
        ["remove-member-null-ref"] = Removing(new() { NullRefOnRemove = true }, "f648f8d5ea4e4cd38e9c"),
        ["remove-member-flag"] = Removing(Flag, "7f4bc1a3-285e-48ae-8202-5accb43efb0e"),
        ["delete-group"] = EntraSituation.Group(Default, "1", s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(204), async (entra, group, _) =>
        {
            await entra.SynchronizeAsync(group);
            entra.Directory.Unassign(group);
            await entra.SynchronizeAsync(group);
        }),
    };

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

    private static EntraSituation Adding(EntraOptions options, string id) => EntraSituation.Group(
        options, id, s => s.Finds("""{"id":"7"}""").Answers(200, ShownGroup).Answers(204), (entra, group, member) =>
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
