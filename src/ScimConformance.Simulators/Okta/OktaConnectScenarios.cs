using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Okta;

/// <summary>Okta: testing the credentials, saving, and looking for an account.</summary>
internal static class OktaConnectScenarios
{
    public static CheckGroup Group { get; } = new("OKTA-CONNECT", "Okta: credentials and existence check", new OktaScenario[]
    {
        // totalResults, startIndex and itemsPerPage must be JSON integers.
        new("OKTA-CONNECT-001", "Test API Credentials is answered with a list whose counts are numbers", "OKTA-CONNECT-01", async (scim, okta, _) =>
        {
            await okta.TestCredentialsAsync();
            var reply = scim.AcceptLast(okta, "test credentials", r => r.Is(200).WithList());
            reply.Expect("totalResults").IsInteger();
            foreach (var count in new[] { "startIndex", "itemsPerPage" }.Where(c => reply.At(c) is not null))
            {
                reply.Expect(count).IsInteger();
            }
        }),

        // An application without groups may refuse, but in JSON.
        new("OKTA-CONNECT-002", "the page of groups that Okta asks for when the integration is saved is answered in JSON", "OKTA-CONNECT-02", async (scim, okta, _) =>
        {
            await okta.VerifyGroupsAsync();
            scim.AcceptLast(okta, "verify groups", r => r.Is(200).WithList(), r => r.IsClientError().WithJsonObject(), r => r.Is(501).WithJsonObject());
        }),

        new("OKTA-EXISTS-001", "the existence check of a person without account finds nobody", "OKTA-EXISTS-01", async (scim, okta, user) =>
        {
            await okta.ExistsAsync(user.UserName);
            var reply = scim.AcceptLast(okta, "existence check", r => r.Is(200).WithList(), r => r.Is(404).WithJsonObject());
            if (reply.Status == 200)
            {
                reply.Expect("totalResults").Is(0);
            }
        }),

        new("OKTA-EXISTS-002", "the existence check finds the account that is there", "OKTA-EXISTS-02", async (scim, okta, user) =>
        {
            var existing = await scim.CreateUserAsync();
            await okta.ExistsAsync(existing.UserName);
            scim.AcceptLast(okta, "existence check", r => r.Is(200).WithList()).ExpectOnly(existing.Id);
        }),
    }.Select(s => s.ToCheck()).ToList());
}
