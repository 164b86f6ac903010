using ScimConformance.Checks.Rfc7643;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.2, table 3: eq, ne, co, sw, ew and pr.</summary>
internal static class S3_4_2_2_Operators
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.2-OPERATORS", "Filtering: attribute operators",
    [
        // "Filtering is an OPTIONAL parameter": a filter that is not understood must not be taken for none.
        new()
        {
            Id = "FILTER-001", Title = "a filter works where it is advertised, and is not ignored where it is not",
            Verifies = ["RFC7644-3.4.2.2-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var (wanted, other) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2));
                var reply = await scim.FindUsersAsync(Queries.IsUser(wanted));
                if (scim.Profile.Supports("filter") == true)
                {
                    reply.ExpectExactly(wanted);
                }
                else
                {
                    reply.Accept(r => r.IsClientError(), r => r.Is(501), r => r.Is(200).With(!reply.Ids.Contains(other.Id), "without users that do not match"));
                }
            },
        },

        // "only those resources matching the filter expression SHALL be returned."
        new()
        {
            Id = "FILTER-002", Title = "only matching resources come back",
            Verifies = ["RFC7644-3.4.2.2-02"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (first, second) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2));
                (await scim.FindUsersAsync(Queries.IsUser(first))).ExpectExactly(first);
                (await scim.FindUsersAsync(Queries.IsUser(second))).ExpectExactly(second);
            },
        },

        // eq: "The attribute and operator values must be identical for a match."
        new()
        {
            Id = "FILTER-EQ-001", Title = "eq finds a user by externalId",
            Verifies = ["RFC7644-3.4.2.2-04"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var external = scim.NewName();
                var user = await scim.CreateUserAsync($$"""{"externalId":"{{external}}"}""");
                await scim.CreateUserAsync($$"""{"externalId":"{{external}}0"}""");
                CheckContext.ApplicableIf((await scim.ReadAsync(user)).At("externalId").Text() == external, "users have no externalId");
                (await scim.FindUsersAsync($"externalId eq {Queries.Quote(external)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "FILTER-EQ-002", Title = "eq compares booleans",
            Verifies = ["RFC7644-3.4.2.2-04"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var (active, inactive) = (await scim.CreateUserAsync("""{"active":true}"""), await scim.CreateUserAsync("""{"active":false}"""));
                CheckContext.Require((await scim.ReadAsync(inactive)).At("active").Boolean() == false, "a user created with active false does not show it");
                await scim.RequireNarrowingAsync(active, inactive);
                (await scim.FindMineAsync("active eq true")).ExpectExactly(active);
                (await scim.FindMineAsync("active eq false")).ExpectExactly(inactive);
            },
        },
        new()
        {
            Id = "FILTER-EQ-003", Title = "eq finds a user by id",
            Verifies = ["RFC7644-3.4.2.2-04"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                (await scim.FindUsersAsync($"id eq {Queries.Quote(user.Id)}")).ExpectExactly(user);
                (await scim.FindUsersAsync($"id eq {Queries.Quote(CheckContext.UnknownId)}")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-EQ-004", Title = "eq compares dateTimes",
            Verifies = ["RFC7644-3.4.2.2-04"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var shown = (await scim.ReadAsync(user)).At("meta.created");
                CheckContext.Require(shown.IsDateTime(), $"the user has no meta.created that is a dateTime, but {shown.Show()}");
                var created = shown.Text();
                await scim.RequireNarrowingAsync(user);
                (await scim.FindMineAsync($"meta.created eq {Queries.Quote(created!)}")).ExpectExactly(user);
                (await scim.FindMineAsync("meta.created eq \"2001-01-01T00:00:00Z\"")).ExpectExactly();
            },
        },

        // ne: "The attribute and operator values are not identical."
        new()
        {
            Id = "FILTER-NE-001", Title = "ne matches a differing value and not an identical one",
            Verifies = ["RFC7644-3.4.2.2-05"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (first, second) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                await scim.RequireNarrowingAsync(first, second);
                (await scim.FindMineAsync($"userName ne {Queries.Quote(first.UserName)}")).UnlessDeclined("ne").ExpectExactly(second);
            },
        },

        // co: "The entire operator value must be a substring of the attribute value for a match."
        new()
        {
            Id = "FILTER-CO-001", Title = "co matches a substring and the whole value",
            Verifies = ["RFC7644-3.4.2.2-06"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (first, second) = (await scim.CreateNamedUserAsync("middle-a-end"), await scim.CreateNamedUserAsync("middle-b-end"));
                var part = scim.Prefix[1..] + "-middle";
                (await scim.FindUsersAsync($"userName co {Queries.Quote(part)}")).UnlessDeclined("co").ExpectExactly(first, second);
                (await scim.FindUsersAsync($"userName co {Queries.Quote(part + "-b")}")).ExpectExactly(second);
                (await scim.FindUsersAsync($"userName co {Queries.Quote(first.UserName)}")).ExpectExactly(first);
            },
        },

        // sw: a substring "starting at the beginning of the attribute value", "satisfied if the two strings are identical".
        new()
        {
            Id = "FILTER-SW-001", Title = "sw matches a prefix and the whole value, no substring",
            Verifies = ["RFC7644-3.4.2.2-06"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                var (first, second) = (await scim.CreateNamedUserAsync("a"), await scim.CreateNamedUserAsync("b"));
                (await scim.FindUsersAsync(scim.Mine())).UnlessDeclined("sw").ExpectExactly(first, second);
                (await scim.FindUsersAsync($"userName sw {Queries.Quote(first.UserName)}")).ExpectExactly(first);
                (await scim.FindUsersAsync($"userName sw {Queries.Quote(first.UserName[1..])}")).ExpectExactly();
            },
        },

        // ew: a substring "matching at the end of the attribute value", "satisfied if the two strings are identical".
        new()
        {
            Id = "FILTER-EW-001", Title = "ew matches a suffix and the whole value, no substring",
            Verifies = ["RFC7644-3.4.2.2-06"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                (await scim.FindUsersAsync($"userName ew {Queries.Quote(user.UserName[1..])}")).UnlessDeclined("ew").ExpectExactly(user);
                (await scim.FindUsersAsync($"userName ew {Queries.Quote(user.UserName)}")).ExpectExactly(user);
                (await scim.FindUsersAsync($"userName ew {Queries.Quote(user.UserName[..^1])}")).ExpectExactly();
            },
        },

        // pr: "If the attribute has a non-empty or non-null value, or if it contains a non-empty node for complex attributes, there is a match."
        new()
        {
            Id = "FILTER-PR-001", Title = "pr matches an assigned simple attribute and no unassigned one",
            Verifies = ["RFC7644-3.4.2.2-07"], Needs = [Needs.Users, Needs.Filter, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var (with, without) = (await scim.CreateUserAsync("""{"title":"Tour Guide"}"""), await scim.CreateUserAsync("""{"title":null}"""));
                await scim.RequireNarrowingAsync(with, without);
                CheckContext.ApplicableIf((await scim.ReadAsync(without)).At("title").IsUnassigned(), "the endpoint gives every user a title");
                (await scim.FindMineAsync("title pr")).UnlessDeclined("pr").ExpectExactly(with);
            },
        },
        new()
        {
            Id = "FILTER-PR-002", Title = "pr matches a complex attribute that has a sub-attribute",
            Verifies = ["RFC7644-3.4.2.2-07"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("addresses")],
            Run = async scim =>
            {
                var with = await scim.CreateUserAsync("""{"addresses":[{"type":"work","locality":"Hollywood"}]}""");
                var without = await scim.CreateUserAsync("""{"addresses":null}""");
                await scim.RequireNarrowingAsync(with, without);
                CheckContext.ApplicableIf((await scim.ReadAsync(without)).At("addresses").IsUnassigned(), "the endpoint gives every user an address");
                (await scim.FindMineAsync("addresses pr")).UnlessDeclined("pr on complex attributes").ExpectExactly(with);
            },
        },
        new()
        {
            Id = "FILTER-PR-003", Title = "pr matches no empty list",
            Verifies = ["RFC7644-3.4.2.2-07"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("addresses.locality")],
            Run = async scim =>
            {
                var with = await scim.CreateUserAsync("""{"addresses":[{"type":"work","locality":"Hollywood"}]}""");
                var empty = await scim.CreateUserAsync("""{"addresses":[]}""");
                await scim.RequireNarrowingAsync(with, empty);
                (await scim.FindMineAsync("addresses.locality pr")).UnlessDeclined("pr on sub-attributes").ExpectExactly(with);
            },
        },
    ]);
}
