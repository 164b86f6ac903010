using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>Entra: Test Connection and finding the account of a person.</summary>
internal static class EntraConnectScenarios
{
    public static CheckGroup Group { get; } = new("ENTRA-CONNECT", "Entra: test connection and matching", new EntraScenario[]
    {
        // The probe asks for a random GUID; 200 and an empty list is the only good answer.
        new("ENTRA-CONNECT-001", "Test Connection is answered with 200 and an empty list", "ENTRA-CONNECT-01", async (scim, entra, _) =>
        {
            await entra.TestConnectionAsync();
            scim.AcceptLast(entra, "test connection", r => r.Is(200).WithList()).Expect("totalResults").Is(0);
        })
        { Options = new EntraOptions() },

        // The account was made by someone else; what is judged is that it is found.
        new("ENTRA-MATCH-001", "a filter on emails[type eq \"work\"].value finds the user with that work e-mail address", "ENTRA-MATCH-01", async (scim, entra, user) =>
        {
            var existing = await scim.CreateUserAsync();
            var email = existing.Sent.At("emails[type=work].value").Text();
            CheckContext.ApplicableIf(email is not null, "users made by the run have no work e-mail address here");
            entra.Directory.Change(user.Id, u => u with { Email = email! });
            await entra.MatchAsync(user.Id);
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        })
        { Options = new EntraOptions(), Needs = [Needs.Users, Needs.UserAttribute("emails")] },

        new("ENTRA-MATCH-002", "a filter on userName finds the user in any letter case", "ENTRA-MATCH-02", async (scim, entra, user) =>
        {
            var existing = await scim.CreateUserAsync();
            entra.Directory.Change(user.Id, u => u with { UserName = existing.UserName.ToUpperInvariant() });
            await entra.MatchAsync(user.Id);
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        }),

        // Tenants were seen in 2026 that match on externalId.
        new("ENTRA-MATCH-003", "a filter on externalId finds the user", "ENTRA-MATCH-03", async (scim, entra, user) =>
        {
            var existing = await scim.CreateUserAsync($$"""{"externalId":"{{user.Alias}}"}""");
            await entra.MatchAsync(user.Id);
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        })
        { Options = new EntraOptions { MatchBy = ["externalId"] } },

        new("ENTRA-MATCH-004", "a user who was switched off is still found and shown", "ENTRA-MATCH-04", async (scim, entra, user) =>
        {
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            entra.Directory.Unassign(user.Id);
            await entra.SynchronizeAsync(user.Id);
            entra.RequireContent();
            await entra.MatchAsync(user.Id);
            scim.AcceptLast(entra, "match", r => r.Is(200).WithList()).ExpectOnly(entra.LinkOf(user.Id));
            (await scim.GetAsync(entra.TargetOf(user.Id))).Accept(r => r.Is(200).WithResource());
        }),
    }.Select(s => s.ToCheck()).ToList());
}
