using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 3.1: the provisioning domain of <c>externalId</c>.</summary>
internal static class S3_1_ProvisioningDomain
{
    public static CheckGroup Group { get; } = new("RFC7643-3.1-domain", "externalId within a provisioning domain",
    [
        // "The service provider MUST always interpret the externalId as scoped to the provisioning domain."
        new()
        {
            Id = "EXTERNALID-TENANT-001", Title = "the same externalId means another user in another tenant",
            Verifies = ["RFC7643-3.1-10"], Needs = [Needs.Users, Needs.SecondTenant, Needs.Filter], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.SharedUserAsync("domain", """{"externalId":"scim-conformance-701985"}""");
                var externalId = theirs.Sent["externalId"].Text();
                var own = await scim.PostAsync(scim.Users, scim.NewUser($$"""{"externalId":"{{externalId}}"}"""));
                own.Accept(r => r.Is(201));
                var found = (await scim.FilterAsync(scim.Users, $"externalId eq \"{externalId}\"")).Require(r => r.Is(200).WithList());
                found.Judge(!found.Ids.Contains(theirs.Id), "no user of the other tenant", $"{found.Ids.Count} user(s), among them {theirs.Id}");
            },
        },
    ]);
}
