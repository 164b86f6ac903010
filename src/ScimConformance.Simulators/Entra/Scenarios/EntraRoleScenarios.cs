using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: app roles, which flow in three forms.</summary>
internal static class EntraRoleScenarios
{
    private const string Single = "roles[primary eq \"True\"].value";

    public static CheckGroup Group { get; } = new("ENTRA-ROLES", "Entra: app roles", new EntraScenario[]
    {
        Scenario("ENTRA-ROLE-001", "the one role of a new user is kept, with its type", "ENTRA-ROLE-01", Single, "SingleAppRoleAssignment", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
            CheckContext.Require(entra.LinkOf(user.Id) is not null, "the user was not created");
            ExpectRoles(await scim.ReadAccountAsync(entra, user.Id), "Admin");
        }),

        Scenario("ENTRA-ROLE-002", "\"Add\" by the path roles[primary eq \"True\"].value makes the primary role of a user who has none", "ENTRA-ROLE-02", Single, "SingleAppRoleAssignment", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            ExpectRoles(await scim.ReadAccountAsync(entra, user.Id), "Admin");
        }),

        // The value of each role is JSON in a text.
        Scenario("ENTRA-ROLE-003", "\"Add\" of roles whose values are JSON in a text is taken", "ENTRA-ROLE-03", "roles", "AppRoleAssignmentsComplex", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Judge(account.At("roles").Show().Contains("Admin", StringComparison.Ordinal), "a role that names Admin", account.At("roles").Show());
        }),

        Scenario("ENTRA-ROLE-004", "\"replace\" of roles leaves the roles that were sent and no other", "ENTRA-ROLE-04", "roles", "AssertiveAppRoleAssignmentsComplex", async (scim, entra, user) =>
        {
            await scim.AdoptAsync(entra, user, """{"roles":[{"value":"Former"}]}""");
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            ExpectRoles(await scim.ReadAccountAsync(entra, user.Id), "Admin");
        }),
    }.Select(s => s.ToCheck()).ToList());

    private static EntraScenario Scenario(string id, string title, string row, string target, string function, Func<CheckContext, EntraClient, IdpUser, Task> play) =>
        new(id, title, row, (scim, entra, user) =>
        {
            entra.Directory.Unassign(user.Id);
            entra.Directory.Assign(user.Id, entra.Directory.AddRole(new AppRole(entra.Directory.NewGuid(), "Admin", "Admin")).Id);
            return play(scim, entra, user);
        })
        {
            Options = WithRoles(target, $"{function}([appRoleAssignments])"),
            Needs = [Needs.Users, Needs.UserAttribute("roles")],
        };

    private static EntraOptions WithRoles(string target, string source)
    {
        var options = EntraSteps.Maps();
        var line = new AttributeMapping(TargetPath.Parse(target), MappingExpression.Parse(source), null);
        return options with { Mapping = options.Mapping with { Users = options.Mapping.Users with { Attributes = [.. options.Mapping.Users.Attributes, line] } } };
    }

    private static void ExpectRoles(ScimResponse account, string only)
    {
        var roles = (account.At("roles") as JsonArray ?? []).Select(r => r.Member("value").Text()).ToList();
        account.Judge(roles is [var value] && value == only, $"the role \"{only}\" alone", account.At("roles").Show());
    }
}
