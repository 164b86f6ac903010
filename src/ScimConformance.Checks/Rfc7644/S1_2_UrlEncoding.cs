using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 1.2: URLs are percent-encoded.</summary>
internal static class S1_2_UrlEncoding
{
    public static CheckGroup Group { get; } = new("RFC7644-1.2", "Percent-encoded URLs",
    [
        // "Implementers MUST percent-encode URLs": %2B is a plus sign, not a blank.
        new()
        {
            Id = "URL-ENCODING-001", Title = "a plus sign in a filter, sent as %2B, stays a plus sign",
            Verifies = ["RFC7644-1.2-01"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"userName":"{{scim.Email(scim.NewName() + "+tag")}}"}""");
                (await scim.FindUsersAsync(Queries.IsUser(user))).ExpectExactly(user);
            },
        },

        // A percent sign that stands for itself is sent as %25 and decoded once.
        new()
        {
            Id = "URL-ENCODING-002", Title = "a filter is percent-decoded exactly once",
            Verifies = ["RFC7644-1.2-01"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var name = scim.NewName();
                var plain = await scim.CreateUserAsync($$"""{"displayName":"{{name}} plain"}""");
                var special = await scim.CreateUserAsync($$"""{"displayName":"{{name}} 50%41 [x] & y"}""");
                (await scim.FindUsersAsync($"displayName eq {Queries.Quote(plain.DisplayName)}")).RequireExactly(plain);
                (await scim.FindUsersAsync($"displayName eq {Queries.Quote(special.DisplayName)}")).ExpectExactly(special);
            },
        },
    ]);
}
