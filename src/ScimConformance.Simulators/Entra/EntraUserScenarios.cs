using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: creating users and changing their attributes.</summary>
internal static class EntraUserScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-USERS", "Entra: create and update", new EntraScenario[]
    {
        // The id in the answer is kept and used for every later request.
        new("ENTRA-CREATE-001", "creating a user is answered with 201 and an id", "ENTRA-CREATE-01", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
        }),

        new("ENTRA-CREATE-002", "a created user has the attributes that were sent", "ENTRA-CREATE-02", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Expect("userName").IsIgnoringCase(user.UserName);
            account.Expect("externalId").Is(user.Alias);
            account.Expect("emails[type=work].value").IsIgnoringCase(user.Email);
            account.Expect("active").Is(true);
        }),

        new("ENTRA-CREATE-003", "creating a user whose userName is taken is answered with 409", "ENTRA-CREATE-03", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            var twin = entra.Directory.AddUser(entra.Directory.NewGuid(), scim.Email(scim.NewName()));
            entra.Directory.Change(twin.Id, u => u with { UserName = user.UserName });
            entra.Directory.Assign(twin.Id);
            await entra.SynchronizeAsync(twin.Id);
            scim.AcceptLast(entra, "create", r => r.Is(409));
        })
        { Options = new EntraOptions { MatchBy = ["externalId"] } },

        // Microsoft stated in 2020 that its service sends active as a string.
        new("ENTRA-CREATE-004", "active sent as the text \"True\" at creation is understood", "ENTRA-CREATE-04", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "create", r => r.Is(201).WithResource());
            if (entra.LinkOf(user.Id) is not null)
            {
                (await scim.ReadAccountAsync(entra, user.Id)).Expect("active").Is(true);
            }
        })
        { Options = new EntraOptions { MatchBy = ["userName"], ActiveAsTextOnCreate = true } },

        // An attribute that GET leaves out is sent again in every cycle.
        new("ENTRA-UPDATE-001", "an unchanged user is shown with everything that is mapped, so the next cycle changes nothing", "ENTRA-UPDATE-01", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            var step = await entra.SynchronizeAsync(user.Id);
            scim.Expect(step is { Action: "read", Succeeded: true }, "a GET and no PATCH", $"{step?.Method} {step?.Target}, with a body that repeats what is not shown");
        }),

        new("ENTRA-UPDATE-002", "a changed display name arrives by the capital operation \"Replace\"", "ENTRA-UPDATE-02", async (scim, entra, user) =>
        {
            await RenameAsync(entra, user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("displayName").Is("Renamed Person");
        })
        { Needs = [Needs.Users, Needs.UserAttribute("displayName")] },

        new("ENTRA-UPDATE-003", "changing the display name leaves the other attributes alone", "ENTRA-UPDATE-03", async (scim, entra, user) =>
        {
            await RenameAsync(entra, user.Id);
            entra.RequireContent();
            var account = await scim.ReadAccountAsync(entra, user.Id);
            account.Expect("emails[type=work].value").IsIgnoringCase(user.Email);
            account.Expect("externalId").Is(user.Alias);
            account.Expect("active").Is(true);
        })
        { Needs = [Needs.Users, Needs.UserAttribute("displayName")] },

        new("ENTRA-UPDATE-004", "a changed e-mail address arrives by the path emails[type eq \"work\"].value", "ENTRA-UPDATE-04", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            var email = scim.Email(scim.NewName());
            entra.Directory.Change(user.Id, u => u with { Email = email });
            await entra.SynchronizeAsync(user.Id);
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("emails[type=work].value").IsIgnoringCase(email);
        })
        { Needs = [Needs.Users, Needs.UserAttribute("emails")] },

        // RFC 7644 would permit 400 noTarget; Entra expects the element to be made.
        new("ENTRA-UPDATE-005", "\"Add\" by the path emails[type eq \"work\"].value makes the address of a user who has none", "ENTRA-UPDATE-05", async (scim, entra, user) =>
        {
            CheckContext.ApplicableIf(scim.Profile.Attribute(scim.Profile.Users, "emails") is not { Required: true }, "users must have an e-mail address here");
            var existing = await scim.CreateUserAsync("""{"emails":null}""");
            entra.Directory.Change(user.Id, u => u with { UserName = existing.UserName });
            await entra.SynchronizeAsync(user.Id);
            CheckContext.Require(entra.LinkOf(user.Id) == existing.Id, "the user was not found by userName, which another check judges");
            scim.AcceptLast(entra, "update", r => r.Is(200), r => r.Is(204));
            (await scim.ReadAccountAsync(entra, user.Id)).Expect("emails[type=work].value").IsIgnoringCase(user.Email);
        })
        { Needs = [Needs.Users, Needs.UserAttribute("emails")] },
    }.Select(s => s.ToCheck()).ToList());

    private static async Task RenameAsync(EntraClient entra, string userId)
    {
        await entra.SynchronizeAsync(userId);
        entra.RequireContent();
        entra.Directory.Change(userId, u => u with { DisplayName = "Renamed Person" });
        await entra.SynchronizeAsync(userId);
    }
}
