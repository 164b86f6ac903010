using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.7: bulk operations, so far only whether they are offered honestly.</summary>
internal static class S3_7_Bulk
{
    public static CheckGroup Group { get; } = new("RFC7644-3.7", "bulk operations",
    [
        // "The SCIM bulk operation is an optional server feature"; Table 8, 501: "Service provider does not support the request operation"
        new()
        {
            Id = "BULK-001", Title = "bulk works where it is advertised, and is refused with 501 where it is not",
            Verifies = ["RFC7644-3.7-01"], Needs = [Needs.Users, Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var advertised = scim.Profile.Supports("bulk") == true;
                var reply = await scim.PostAsync(
                    "/Bulk",
                    $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"{{user.Target}}"}]}""");
                var afterwards = await scim.GetAsync(user.Target);
                reply.Accept(r => r.Is(advertised ? 200 : 501));
                afterwards.Accept(r => r.Is(advertised ? 404 : 200));
            },
        },
    ]);
}
