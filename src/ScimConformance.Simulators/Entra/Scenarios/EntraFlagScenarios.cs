using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: the client of a tenant URL with the flag <c>aadOptscim062020</c>.</summary>
internal static class EntraFlagScenarios
{
    private const string Enterprise = EntraSteps.Enterprise;

    public static CheckGroup Group { get; } = new(
        "ENTRA-FLAG",
        "Entra: changes with the flag aadOptscim062020",
        [.. Attributes.Select(s => s.ToCheck()), .. Others.Select(s => s.ToCheck())]);

    private static IEnumerable<EntraAttributeScenario> Attributes =>
    [
        new(
            "ENTRA-FLAG-001",
            "several attributes in one \"replace\" without path all change",
            "ENTRA-FLAG-01",
            EntraSteps.MapsWithFlag("displayName", "title"),
            """{"displayName":"Before","title":"Before"}""",
            u => u with { DisplayName = "Ada Lovelace", Title = "After" })
        {
            Attributes = [["displayName"], ["title"]],
            After = [(["displayName"], "Ada Lovelace"), (["title"], "After")],
        },
        new(
            "ENTRA-FLAG-002",
            "several attributes in one \"add\" without path are all added",
            "ENTRA-FLAG-01",
            EntraSteps.MapsWithFlag("title", "preferredLanguage"),
            "",
            u => u with { Title = "After", PreferredLanguage = "en-GB" })
        {
            Attributes = [["title"], ["preferredLanguage"]],
            After = [(["title"], "After"), (["preferredLanguage"], "en-GB")],
        },
        new(
            "ENTRA-FLAG-003",
            "a key that is an attribute's URN writes into the enterprise extension",
            "ENTRA-FLAG-02",
            EntraSteps.MapsWithFlag("title", $"{Enterprise}:employeeNumber"),
            "",
            u => u with { Title = "After", EmployeeId = "Aklq" })
        {
            Attributes = [["title"], [Enterprise, "employeeNumber"]],
            After = [(["title"], "After"), ([Enterprise, "employeeNumber"], "Aklq")],
        },
        new(
            "ENTRA-FLAG-004",
            "an operation with a filtered path and one without path in the same PATCH both arrive",
            "ENTRA-FLAG-03",
            EntraSteps.MapsWithFlag("title", "preferredLanguage", "phoneNumbers[type eq \"work\"].value"),
            "",
            u => u with { Title = "After", PreferredLanguage = "en-GB", Telephone = "+1 202 555 0144" })
        {
            Attributes = [["title"], ["preferredLanguage"], ["phoneNumbers"]],
            After = [(["title"], "After"), (["preferredLanguage"], "en-GB"), (["phoneNumbers[type=work].value"], "+1 202 555 0144")],
        },
        new("ENTRA-FLAG-007", "a changed external id in a \"replace\" without path arrives", "ENTRA-FLAG-01", EntraSteps.MapsWithFlag("externalId"), """{"externalId":"before"}""", u => u with { Alias = "after" })
        {
            // externalId is common to all resources and in no schema.
            Attributes = [],
            After = [(["externalId"], "after")],
        },
    ];

    private static IEnumerable<EntraScenario> Others =>
    [
        new("ENTRA-FLAG-005", "\"replace\" of active with the JSON boolean false switches a user off", "ENTRA-FLAG-04", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user, """{"active":true}""");
            entra.Directory.Unassign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "disable", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(false);
        })
        { Options = EntraSteps.MapsWithFlag("active") },

        new("ENTRA-FLAG-006", "\"replace\" of active with the JSON boolean true switches a user on again", "ENTRA-FLAG-04", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user, """{"active":false}""");
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "restore", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(true);
        })
        { Options = EntraSteps.MapsWithFlag("active") },

        new("ENTRA-FLAG-008", "a renamed account keeps its id when userName comes in a \"replace\" without path", "ENTRA-RENAME-01", async (scim, entra, user) =>
        {
            var account = await scim.AdoptAsync(entra, user);
            var name = scim.Email(scim.NewName());
            entra.Directory.Change(user.Id, u => u with { UserName = name });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            var after = await scim.ReadAccountAsync(entra, user.Id);
            after.Expect("userName").IsIgnoringCase(name);
            after.Expect("id").Is(account.Id);
        })
        { Options = EntraSteps.MapsWithFlag(), Needs = [Needs.Users, Needs.UserAttribute("userName")] },

        new("ENTRA-FLAG-009", "a group is renamed by \"replace\" without path", "ENTRA-FLAG-01", async (scim, entra, _) =>
        {
            var (group, resource, _) = await scim.AdoptGroupAsync(entra, members: 0);
            var name = scim.NewName();
            entra.Directory.ChangeGroup(group.Id, g => g with { DisplayName = name });
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAsync(resource)).Require(r => r.Is(200).WithJsonObject()).Expect("displayName").Is(name);
        })
        { Options = EntraSteps.MapsWithFlag(), Needs = [Needs.Groups] },

        new("ENTRA-FLAG-010", "\"remove\" by the path members[value eq \"…\"] removes that member and nobody else", "ENTRA-FLAG-05", async (scim, entra, _) =>
        {
            var (group, resource, people) = await scim.AdoptGroupAsync(entra, members: 2);
            entra.Directory.RemoveMember(group.Id, people[0].Id);
            await entra.SynchronizeAsync(group.Id);
            scim.AcceptLast(entra, "remove members", r => r.Is(200), r => r.Is(204));
            await scim.ExpectMembersAsync(resource, people[1].Account);
        })
        { Options = EntraSteps.MapsWithFlag(), Needs = [Needs.Groups, Needs.Users] },

        new("ENTRA-FLAG-011", "the manager's id alone sets the manager by a small \"add\"", "ENTRA-MANAGER-01", async (scim, entra, user) =>
        {
            var manager = await scim.AdoptManagerAsync(entra, user, before: null);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "manager", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect(Enterprise, "manager.value").Is(manager);
        })
        { Options = EntraSteps.MapsWithFlag($"{Enterprise}:manager"), Needs = [Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "manager")] },
    ];
}
