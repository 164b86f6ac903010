using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Pages of users, as an import walks them.</summary>
internal static class Listing
{
    public static CheckGroup Group { get; } = new("INTEROP-listing", "pages of users and groups",
    [
        new()
        {
            Id = "OKTA-REG-031", Title = "an import's pages tell the number of all users, the same on each page, and overlap nowhere",
            Verifies = ["OKTA-IMPORT-01"], Needs = [Needs.Users], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                await scim.CreateUsersAsync(4);
                var first = (await scim.GetAsync($"{scim.Users}?startIndex=1&count=2")).Accept(r => r.Is(200).WithList());
                var second = (await scim.GetAsync($"{scim.Users}?startIndex=3&count=2")).Accept(r => r.Is(200).WithList());
                first.Expect("totalResults").Satisfies(t => t.Integer() >= 4, "the number of all users, at least 4");
                second.Expect("totalResults").Is(first.At("totalResults").Integer() ?? -1);
                scim.Expect(!first.Ids.Intersect(second.Ids).Any(), "other users on the second page", "users of the first page again");
            },
        },

        new()
        {
            Id = "OKTA-REG-032", Title = "itemsPerPage is the number of users on the page, and startIndex counts from 1",
            Verifies = ["OKTA-IMPORT-02"], Needs = [Needs.Users], Isolation = Isolation.Alone,
            Run = async scim =>
            {
                await scim.CreateUsersAsync(2);
                var first = (await scim.GetAsync($"{scim.Users}?startIndex=1&count=1")).Accept(r => r.Is(200).WithList());
                CheckContext.Require(first.Ids.Count > 0, "the first page shows no user with an id");
                var zeroth = (await scim.GetAsync($"{scim.Users}?startIndex=0&count=1")).Accept(r => r.Is(200).WithList());
                var second = (await scim.GetAsync($"{scim.Users}?startIndex=2&count=1")).Accept(r => r.Is(200).WithList());
                scim.Expect(zeroth.Ids.SequenceEqual(first.Ids), "for startIndex 0 the page of startIndex 1", string.Join(", ", zeroth.Ids));
                scim.Expect(!second.Ids.SequenceEqual(first.Ids), "for startIndex 2 another user", "the user of startIndex 1");
                var beyond = await scim.GetAsync($"{scim.Users}?startIndex={first.At("totalResults").Integer() + 1}&count=100");
                beyond.Expect("Resources").HasCount(0);
                beyond.Expect("itemsPerPage").Satisfies(i => i is null || i.Integer() == 0, "0");
            },
        },

        new()
        {
            Id = "ENTRA-REG-049", Title = "groups are looked up without their members when these are excluded",
            Verifies = ["ENTRA-GROUP-01"], Needs = [Needs.Users, Needs.Groups, Needs.Filter],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync());
                var found = await scim.GetAsync($"{scim.Groups}?excludedAttributes=members&filter=displayName+eq+%22{Uri.EscapeDataString(group.DisplayName)}%22");
                found.Accept(r => r.Is(200).With(found.Listed(group) is not null, "with the group"));
                scim.Expect(found.Listed(group).Member("members"), "members").IsUnassigned();
                (await scim.ReadAsync(group, "?excludedAttributes=members")).Expect("members").IsUnassigned();
            },
        },
    ]);
}
