using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 6: multi-tenancy.</summary>
internal static class S6_MultiTenancy
{
    public static CheckGroup Group { get; } = new("RFC7644-6", "multi-tenancy",
    [
        // "A single service provider may expose the SCIM protocol to multiple clients", each of which sees the resources of its tenant
        new()
        {
            Id = "TENANT-001", Title = "whether tenants see each other's users",
            Verifies = ["RFC7644-6-01"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Filter],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.SharedUserAsync("tenant-1");
                var name = theirs.Sent["userName"].Text();
                var read = await scim.GetAsync(theirs.Target);
                read.Accept(r => r.Is(404), r => r.Is(200).With(read.At("userName").Text() != name, "with a user of its own"));
                var found = await scim.FilterAsync(scim.Users, $"userName eq \"{name}\"");
                found.Judge(!found.Ids.Contains(theirs.Id), "not the other tenant's user", theirs.Id);
            },
        },

        // 6.2: "the "externalId" attribute is only unique within a tenant"
        new()
        {
            Id = "TENANT-EXTERNALID-001", Title = "two tenants can use the same externalId",
            Verifies = ["RFC7644-6.2-01"], Needs = [Needs.Users, Needs.SecondTenant], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.SharedUserAsync("external", """{"externalId":"scim-conformance-701984"}""");
                (await scim.PostAsync(scim.Users, scim.NewUser($$"""{"externalId":"{{theirs.Sent["externalId"].Text()}}"}"""))).Accept(r => r.Is(201));
            },
        },
    ]);
}
