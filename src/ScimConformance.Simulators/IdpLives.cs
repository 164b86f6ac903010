using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Okta;
using ScimConformance.Simulators.OneLogin;

namespace ScimConformance.Simulators;

/// <summary>What each identity provider does in the life of one person, act by act.</summary>
internal static class IdpLives
{
    /// <summary>Entra: test connection, create, rename, soft delete, restore, hard delete.</summary>
    public static IReadOnlyList<Func<Task>> Of(EntraClient entra, string userId)
    {
        Func<Task> Change(Func<IdpUser, IdpUser> change) => () =>
        {
            entra.Directory.Change(userId, change);
            return entra.SynchronizeAsync(userId);
        };
        return
        [
            entra.TestConnectionAsync,
            () =>
            {
                entra.Directory.Assign(userId);
                return entra.SynchronizeAsync(userId);
            },
            Change(u => u with { DisplayName = u.DisplayName + " (renamed)" }),
            Change(u => u with { State = AccountState.SoftDeleted }),
            Change(u => u with { State = AccountState.Enabled }),
            Change(u => u with { State = AccountState.HardDeleted }),
        ];
    }

    /// <summary>Okta: test credentials, assign, push a profile, unassign, assign anew, unassign. It never deletes a user.</summary>
    public static IReadOnlyList<Func<Task>> Of(OktaClient okta, string userId) =>
    [
        okta.TestCredentialsAsync,
        okta.VerifyGroupsAsync,
        () => okta.AssignAsync(userId),
        () =>
        {
            okta.Directory.Change(userId, u => u with { FamilyName = u.FamilyName + "-Renamed", DisplayName = u.DisplayName + "-Renamed" });
            return okta.UpdateProfileAsync(userId);
        },
        () => okta.UnassignAsync(userId),
        () => okta.AssignAsync(userId),
        () => okta.UnassignAsync(userId),
    ];

    /// <summary>OneLogin: enable, create, update, a group where there are groups, suspend and resume by PUT, delete.</summary>
    public static IReadOnlyList<Func<Task>> Of(OneLoginClient oneLogin, string userId) =>
    [
        oneLogin.EnableAsync,
        () => oneLogin.ProvisionAsync(userId),
        () =>
        {
            oneLogin.Directory.Change(userId, u => u with { FamilyName = u.FamilyName + "-Renamed" });
            return oneLogin.ProvisionAsync(userId);
        },
        async () =>
        {
            // Entitlements: an application without groups has none to offer, and the person gets none.
            var groups = await oneLogin.RefreshEntitlementsAsync();
            if (groups.Status == 200)
            {
                var created = await oneLogin.CreateGroupAsync($"OneLogin {oneLogin.Directory.NewText(8, "abcdefghijklmnopqrstuvwxyz")}");
                if (created.Succeeded)
                {
                    await oneLogin.AddToGroupAsync(created.Json.Member("id").Text()!, userId);
                }
            }
        },
        () => oneLogin.SuspendAsync(userId),
        () => oneLogin.ResumeAsync(userId),
        () => oneLogin.RemoveAsync(userId),
    ];
}
