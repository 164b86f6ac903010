using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.OneLogin;

/// <summary>OneLogin: connection, users and their removal, members of groups.</summary>
internal static class OneLoginUserScenarios
{
    public static CheckGroup Group { get; } = new("ONELOGIN-USERS", "OneLogin: connection, users and groups", new OneLoginScenario[]
    {
        // The target ends in a stray ampersand.
        new("ONELOGIN-CONNECT-001", "the lookup of a user name that does not exist is answered with an empty list or 404", "ONELOGIN-CONNECT-01", async (scim, oneLogin, _) =>
        {
            await oneLogin.EnableAsync();
            var reply = scim.AcceptLast(oneLogin, "enable", r => r.Is(200).WithList(), r => r.Is(404));
            if (reply.Status == 200)
            {
                reply.Expect("totalResults").Is(0);
            }
        }),

        new("ONELOGIN-LOOKUP-001", "the lookup with its trailing ampersand finds the user", "ONELOGIN-LOOKUP-01", async (scim, oneLogin, _) =>
        {
            var existing = await scim.CreateUserAsync();
            await oneLogin.LookUpAsync(existing.UserName);
            scim.AcceptLast(oneLogin, "lookup", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        }),

        // The v2 Enterprise connector names schemas by URNs that no RFC has.
        new("ONELOGIN-CREATE-001", "a user created with the v2 Enterprise connector's schema URNs is answered with 201, id and name", "ONELOGIN-CREATE-01", async (scim, oneLogin, user) =>
        {
            await oneLogin.ProvisionAsync(user.Id);
            var reply = scim.AcceptLast(oneLogin, "create", r => r.Is(201).WithResource());
            reply.Expect("name.givenName").Is(user.GivenName);
            reply.Expect("name.familyName").Is(user.FamilyName);
        }),

        new("ONELOGIN-CREATE-002", "emails given as one object instead of a list are understood", "ONELOGIN-CREATE-02", async (scim, oneLogin, user) =>
        {
            await oneLogin.ProvisionAsync(user.Id);
            scim.AcceptLast(oneLogin, "create", r => r.Is(201).WithResource());
            if (oneLogin.LinkOf(user.Id) is not null)
            {
                (await scim.ReadAccountAsync(oneLogin, user.Id)).Expect("emails[type=work].value").IsIgnoringCase(user.Email);
            }
        })
        { Options = new OneLoginOptions { Template = OneLoginTemplate.EmailsAsObject } },

        new("ONELOGIN-UPDATE-001", "a changed user arrives by PUT of the template, with a trailing question mark and without id", "ONELOGIN-UPDATE-01", async (scim, oneLogin, user) =>
        {
            await UpdateAsync(oneLogin, user.Id);
            scim.AcceptLast(oneLogin, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(oneLogin, user.Id)).Expect("name.familyName").Is("Renamed");
        })
        { Needs = [Needs.Users, Needs.UserAttribute("name.familyName")] },

        // The default templates have no active.
        new("ONELOGIN-UPDATE-002", "PUT of a template without active does not switch the user off", "ONELOGIN-UPDATE-02", async (scim, oneLogin, user) =>
        {
            await UpdateAsync(oneLogin, user.Id);
            oneLogin.RequireContent();
            (await scim.ReadAccountAsync(oneLogin, user.Id)).Expect("active").Satisfies(active => active.Boolean() != false, "anything but false");
        }),

        new("ONELOGIN-SUSPEND-001", "PUT with active false switches the user off", "ONELOGIN-SUSPEND-01", async (scim, oneLogin, user) =>
        {
            await oneLogin.ProvisionAsync(user.Id);
            oneLogin.RequireContent();
            await oneLogin.RemoveAsync(user.Id);
            scim.AcceptLast(oneLogin, "suspend", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(oneLogin, user.Id)).Expect("active").Is(false);
        })
        { Options = new OneLoginOptions { Removal = RemovalAction.Suspend } },

        new("ONELOGIN-DELETE-001", "DELETE with a trailing question mark removes the user, and the lookup finds nobody", "ONELOGIN-DELETE-01", async (scim, oneLogin, user) =>
        {
            await oneLogin.ProvisionAsync(user.Id);
            oneLogin.RequireContent();
            var target = oneLogin.TargetOf(user.Id);
            await oneLogin.RemoveAsync(user.Id);
            scim.AcceptLast(oneLogin, "delete", r => r.Is(200), r => r.Is(204));
            (await scim.GetAsync(target)).Accept(r => r.Is(404));
            var lookup = await oneLogin.LookUpAsync(user.UserName);
            scim.Expect(lookup.Succeeded && lookup.Json.At("Resources").IsUnassigned(), "nobody at the lookup", $"{lookup.Status} {lookup.Json.Show()}");
        }),

        new("ONELOGIN-GROUP-001", "PATCH with one member, and a trailing question mark, adds the user to the group", "ONELOGIN-GROUP-01", async (scim, oneLogin, user) =>
        {
            var group = await scim.CreateGroupAsync();
            await oneLogin.ProvisionAsync(user.Id);
            CheckContext.Require(oneLogin.LinkOf(user.Id) is not null, "the user could not be created, which another check judges");
            await oneLogin.AddToGroupAsync(group.Id, user.Id);
            scim.AcceptLast(oneLogin, "add to group", r => r.Is(200), r => r.Is(204));
            var members = (await scim.ReadAsync(group)).At("members") as System.Text.Json.Nodes.JsonArray ?? [];
            scim.Expect(members.Any(m => m.Member("value").Text() == oneLogin.LinkOf(user.Id)), "the user among the members", members.Show());
        })
        { Needs = [Needs.Users, Needs.Groups] },
    }.Select(s => s.ToCheck()).ToList());

    private static async Task UpdateAsync(OneLoginClient oneLogin, string userId)
    {
        await oneLogin.ProvisionAsync(userId);
        CheckContext.Require(oneLogin.LinkOf(userId) is not null, "the user could not be created, which another check judges");
        oneLogin.Directory.Change(userId, u => u with { FamilyName = "Renamed" });
        await oneLogin.ProvisionAsync(userId);
        CheckContext.Require(oneLogin.LastStep.Action == "update", "the user was not found by the lookup, which another check judges");
    }
}
