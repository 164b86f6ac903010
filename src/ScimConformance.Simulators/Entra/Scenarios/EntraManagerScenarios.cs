using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: the manager of a person.</summary>
internal static class EntraManagerScenarios
{
    private const string Enterprise = EntraSteps.Enterprise;

    public static CheckGroup Group { get; } = new("ENTRA-MANAGER", "Entra: the manager", new EntraScenario[]
    {
        Scenario("ENTRA-MANAGER-001", "\"Add\" of the manager's id alone sets the manager", "ENTRA-MANAGER-01", async (scim, entra, user) =>
        {
            var manager = await scim.AdoptManagerAsync(entra, user, before: null);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "manager", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect(Enterprise, "manager.value").Is(manager);
        }),

        Scenario("ENTRA-MANAGER-002", "\"Replace\" of the manager by another one's id changes the manager", "ENTRA-MANAGER-04", async (scim, entra, user) =>
        {
            var before = await scim.SharedMemberAsync(2);
            var manager = await scim.AdoptManagerAsync(entra, user, before);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "manager", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect(Enterprise, "manager.value").Is(manager);
        }),

        // Production sends nothing; the gallery's validation of 2026 does.
        Scenario("ENTRA-MANAGER-003", "\"Replace\" of the manager by an empty text removes the manager", "ENTRA-MANAGER-05", async (scim, entra, user) =>
        {
            await scim.AdoptManagerAsync(entra, user, await scim.SharedMemberAsync(2));
            entra.Directory.Change(user.Id, u => u with { ManagerId = null });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "manager", r => r.Is(200), r => r.Is(204));
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Judge(
                string.IsNullOrEmpty(account.At(Enterprise, "manager.value").Text()) && account.At(Enterprise, "manager").Text() is null or "",
                "no manager",
                account.At(Enterprise, "manager").Show());
        }) with { Job = new ProvisioningJobOptions { ClearsManager = true } },

        // What is not shown is sent again every 40 minutes.
        Scenario("ENTRA-MANAGER-004", "the manager is shown, so the next cycle does not send it again", "ENTRA-MANAGER-06", async (scim, entra, user) =>
        {
            var manager = await scim.SharedMemberAsync();
            await scim.AdoptManagerAsync(entra, user, before: manager, isRead: true);
            var step = await entra.SynchronizeAsync(user.Id);
            scim.Expect(step is { Action: "read", Succeeded: true }, "a GET and no PATCH", $"{step?.Method} {step?.Target}");
        }),
    }.Select(s => s.ToCheck()).ToList());

    /// <summary>Creates a user past the identity provider; in the directory the person gets a manager, who has a shared user as account.</summary>
    /// <param name="scim">The context.</param>
    /// <param name="entra">The identity provider.</param>
    /// <param name="user">The person.</param>
    /// <param name="before">The manager that the account has at first; null for none.</param>
    /// <param name="isRead">Whether the account is read before it is changed.</param>
    /// <returns>The id of the manager's account.</returns>
    public static async Task<string> AdoptManagerAsync(this CheckContext scim, EntraClient entra, IdpUser user, ScimResource? before, bool isRead = false)
    {
        var manager = await scim.SharedMemberAsync();
        var members = before is null ? new JsonObject() : new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", Enterprise),
            [Enterprise] = new JsonObject { ["manager"] = new JsonObject { ["value"] = before.Id } },
        };
        var account = await scim.CreateUserAsync(members.ToJsonString());
        var boss = entra.Directory.AddUser(entra.Directory.NewGuid(), manager.UserName);
        entra.Adopt(boss.Id, manager, shown: null);
        entra.Directory.Change(user.Id, u => u with { UserName = account.UserName, ManagerId = boss.Id });
        entra.Adopt(user.Id, account, isRead ? null : account.Sent);
        return manager.Id;
    }

    private static EntraScenario Scenario(string id, string title, string row, Func<CheckContext, EntraClient, IdpUser, Task> play) => new(id, title, row, play)
    {
        Options = EntraSteps.Maps($"{Enterprise}:manager"),
        Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "manager")],
    };
}
