using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: people who leave and come back.</summary>
internal static class EntraLeaverScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-LEAVERS", "Entra: disable, restore and delete", new EntraScenario[]
    {
        // The text comes from the mapping of active, a Switch over IsSoftDeleted.
        new("ENTRA-DISABLE-001", "\"Replace\" of active with the text \"False\" switches a user off", "ENTRA-DISABLE-01", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Unassign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "disable", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(false);
        }),

        new("ENTRA-DISABLE-002", "switching a user off leaves the other attributes alone", "ENTRA-DISABLE-02", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Change(user.Id, u => u with { State = AccountState.SoftDeleted });
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Expect("userName").IsIgnoringCase(user.UserName);
            account.Expect("externalId").Is(user.Alias);
            account.Expect("emails[type=work].value").IsIgnoringCase(user.Email);
        }),

        new("ENTRA-RESTORE-001", "\"Replace\" of active with the text \"True\" switches a user on again", "ENTRA-RESTORE-01", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Unassign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Assign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "restore", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(true);
        }),

        new("ENTRA-DELETE-001", "a hard delete removes the user", "ENTRA-DELETE-01", async (scim, entra, user) =>
        {
            var target = await DeleteAsync(entra, user.Id);
            scim.AcceptLast(entra, "delete", r => r.Is(200), r => r.Is(204));
            (await scim.GetAsync(target)).Accept(r => r.Is(404));
        }),

        new("ENTRA-DELETE-002", "a person whose account was deleted can be created anew", "ENTRA-DELETE-02", async (scim, entra, user) =>
        {
            await DeleteAsync(entra, user.Id);
            entra.RequireContent();
            entra.Directory.Change(user.Id, u => u with { State = AccountState.Enabled });
            entra.Directory.Assign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            var match = entra.Steps.Last(s => s.Action == "match");
            scim.Expect(match.Json.At("Resources").IsUnassigned(), "nobody at the match after the deletion", match.Json.Show());
            if (entra.LastStep.Action == "create")
            {
                scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
            }
        }),
    }.Select(s => s.ToCheck()).ToList());

    private static async Task<string> DeleteAsync(EntraClient entra, string userId)
    {
        await entra.SynchronizeAsync(userId);
        entra.RequireContent();
        var target = entra.TargetOf(userId);
        entra.Directory.Change(userId, u => u with { State = AccountState.HardDeleted });
        await entra.SynchronizeAsync(userId);
        return target;
    }
}
