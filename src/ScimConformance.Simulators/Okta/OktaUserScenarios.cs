using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Okta;

/// <summary>Okta: assigning people, pushing profiles, and taking the application away.</summary>
internal static class OktaUserScenarios
{
    public static CheckGroup Group { get; } = new("OKTA-USERS", "Okta: assign, update, deactivate and reactivate", new OktaScenario[]
    {
        new("OKTA-CREATE-001", "creating a user is answered with 201 and the resource", "OKTA-CREATE-01", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            scim.AcceptLast(okta, "create", r => r.Is(201).WithResource());
        }),

        new("OKTA-CREATE-002", "a created user has the attributes that were sent", "OKTA-CREATE-02", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            var account = await scim.ReadAccountAsync(okta, user.Id);
            account.Expect("userName").IsIgnoringCase(user.UserName);
            account.Expect("name.givenName").Is(user.GivenName);
            account.Expect("name.familyName").Is(user.FamilyName);
            account.Expect("emails[type=work].value").IsIgnoringCase(user.Email);
            account.Expect("active").Is(true);
        })
        { Needs = [Needs.Users, Needs.UserAttribute("name.givenName"), Needs.UserAttribute("name.familyName")] },

        // The person has an account already, made by someone else.
        new("OKTA-LINK-001", "an account that is there already is taken over by PUT", "OKTA-LINK-01", async (scim, okta, user) =>
        {
            var existing = await scim.CreateUserAsync();
            okta.Directory.Change(user.Id, u => u with { UserName = existing.UserName });
            await okta.AssignAsync(user.Id);
            CheckContext.Require(okta.LinkOf(user.Id) == existing.Id, "the account was not found by userName, which another check judges");
            scim.AcceptLast(okta, "link", r => r.Is(200).WithResource());
            (await scim.ReadAccountAsync(okta, user.Id)).Expect("name.familyName").Is(user.FamilyName);
        })
        { Needs = [Needs.Users, Needs.UserAttribute("name.familyName")] },

        new("OKTA-UPDATE-001", "a changed profile arrives by PUT of the whole resource", "OKTA-UPDATE-01", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            okta.Directory.Change(user.Id, u => u with { FamilyName = "Renamed" });
            await okta.UpdateProfileAsync(user.Id);
            scim.AcceptLast(okta, "update", r => r.Is(200).WithResource());
            (await scim.ReadAccountAsync(okta, user.Id)).Expect("name.familyName").Is("Renamed");
        })
        { Needs = [Needs.Users, Needs.UserAttribute("name.familyName")] },

        // Okta puts back what it was shown, attributes that it does not know included.
        new("OKTA-UPDATE-002", "an attribute that Okta does not map survives its GET and PUT", "OKTA-UPDATE-02", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            (await scim.PatchAsync(okta.TargetOf(user.Id), """{"op":"replace","path":"title","value":"Kept"}""")).Require(r => r.Is(200), r => r.Is(204));
            CheckContext.Require((await scim.ReadAccountAsync(okta, user.Id)).At("title").Text() == "Kept", "PATCH of the title, which another check judges, had no effect");
            okta.Directory.Change(user.Id, u => u with { FamilyName = "Renamed" });
            await okta.UpdateProfileAsync(user.Id);
            okta.RequireContent();
            (await scim.ReadAccountAsync(okta, user.Id)).Expect("title").Is("Kept");
        })
        { Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")] },

        new("OKTA-DEACTIVATE-001", "PATCH without path switches a user off", "OKTA-DEACTIVATE-01", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            await okta.UnassignAsync(user.Id);
            scim.AcceptLast(okta, "deactivate", r => r.Is(200).WithResource(), r => r.Is(204));
            (await scim.ReadAccountAsync(okta, user.Id)).Expect("active").Is(false);
        }),

        new("OKTA-DEACTIVATE-002", "PATCH without path leaves the other attributes alone", "OKTA-DEACTIVATE-02", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            await okta.UnassignAsync(user.Id);
            okta.RequireContent();
            var account = await scim.ReadAccountAsync(okta, user.Id);
            account.Expect("userName").IsIgnoringCase(user.UserName);
            account.Expect("emails[type=work].value").IsIgnoringCase(user.Email);
        }),

        new("OKTA-REACTIVATE-001", "PATCH without path switches a user on again when the person is assigned anew", "OKTA-REACTIVATE-01", async (scim, okta, user) =>
        {
            await okta.AssignAsync(user.Id);
            okta.RequireContent();
            await okta.UnassignAsync(user.Id);
            okta.RequireContent();
            await okta.AssignAsync(user.Id);
            var reactivation = okta.Steps.LastOrDefault(s => s.Action == "reactivate");
            CheckContext.Require(reactivation is not null, "the account was not found any more, which another check judges");
            scim.Expect(reactivation!.Succeeded, "200 or 204 for the reactivation", reactivation.Problem ?? "");
            (await scim.ReadAccountAsync(okta, user.Id)).Expect("active").Is(true);
        }),
    }.Select(s => s.ToCheck()).ToList());
}
