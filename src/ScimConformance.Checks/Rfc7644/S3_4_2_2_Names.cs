using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.2: names and letter case in filters, and the attributes that every resource has.</summary>
internal static class S3_4_2_2_Names
{
    private const string CoreUser = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.2-NAMES", "Filtering: names and letter case",
    [
        // "Attribute names and attribute operators used in filters are case insensitive."
        new()
        {
            Id = "FILTER-CASE-001", Title = "attribute names match in any letter case",
            Verifies = ["RFC7644-3.4.2.2-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.FindUsersAsync($"USERNAME eq {Queries.Quote(user.UserName)}")).ExpectExactly(user);
                (await scim.FindUsersAsync($"username eq {Queries.Quote(user.UserName)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "FILTER-CASE-002", Title = "operators match in any letter case",
            Verifies = ["RFC7644-3.4.2.2-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.FindUsersAsync($"userName Eq {Queries.Quote(user.UserName)}")).ExpectExactly(user);
                (await scim.FindUsersAsync($"userName EQ {Queries.Quote(user.UserName)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "FILTER-CASE-003", Title = "logical operators match in any letter case",
            Verifies = ["RFC7644-3.4.2.2-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2));
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} or {Queries.IsUser(b)}")).UnlessDeclined("or").RequireExactly(a, b);
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} OR {Queries.IsUser(b)}")).ExpectExactly(a, b);
            },
        },

        // "the case sensitivity for String type attributes SHALL be determined by the attribute's "caseExact" characteristic".
        new()
        {
            Id = "FILTER-CASE-004", Title = "userName is compared without regard to letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateNamedUserAsync("Mixed-Case");
                (await scim.FindUsersAsync($"userName eq {Queries.Quote(user.UserName)}")).RequireExactly(user);
                (await scim.FindUsersAsync($"userName eq {Queries.Quote(user.UserName.ToUpperInvariant())}")).ExpectExactly(user);
                (await scim.FindUsersAsync($"userName sw {Queries.Quote((scim.Prefix + "-mixed-c").ToUpperInvariant())}")).UnlessDeclined("sw").ExpectExactly(user);
            },
        },
        new()
        {
            Id = "FILTER-CASE-005", Title = "externalId is compared with regard to letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var external = scim.NewName() + "-aB";
                var user = await scim.CreateUserAsync($$"""{"externalId":"{{external}}"}""");
                CheckContext.ApplicableIf((await scim.ReadAsync(user)).At("externalId").Text() == external, "users have no externalId");
                (await scim.FindUsersAsync($"externalId eq {Queries.Quote(external)}")).UnlessDeclined("externalId").RequireExactly(user);
                (await scim.FindUsersAsync($"externalId eq {Queries.Quote(external.ToUpperInvariant())}")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-CASE-006", Title = "a string declared caseExact is compared with regard to letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var exact = DeclaredAttribute.OfUser(scim, "single writable caseExact string", a => a.IsSingle("string") && a.CaseExact && a.CanonicalValues.Count == 0);
                var value = scim.NewName() + "-aB";
                var user = await scim.CreateUserAsync(exact.Members(scim, value));
                (await scim.FindUsersAsync($"{exact.Path} eq {Queries.Quote(value)}")).UnlessDeclined(exact.Path).RequireExactly(user);
                (await scim.FindUsersAsync($"{exact.Path} eq {Queries.Quote(value.ToUpperInvariant())}")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-CASE-007", Title = "a string declared not caseExact is compared without regard to letter case",
            Verifies = ["RFC7644-3.4.2.2-23"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(scim.Profile.Attribute(scim.Profile.Users, "displayName") is { CaseExact: false }, "displayName is declared caseExact");
                var value = scim.NewName() + "-aB";
                var user = await scim.CreateUserAsync($$"""{"displayName":"{{value}}"}""");
                (await scim.FindUsersAsync($"displayName eq {Queries.Quote(value)}")).UnlessDeclined("displayName").RequireExactly(user);
                (await scim.FindUsersAsync($"displayName eq {Queries.Quote(value.ToUpperInvariant())}")).ExpectExactly(user);
            },
        },

        // 'filter=urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"'
        new()
        {
            Id = "FILTER-URN-001", Title = "a core attribute may be qualified with its schema URN",
            Verifies = ["RFC7644-3.4.2.2-25"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                await scim.SharedUserAsync(2);
                CheckContext.ApplicableIf(scim.Profile.Users!.Schema.Equals(CoreUser, StringComparison.OrdinalIgnoreCase), "the User resource type has another base schema");
                (await scim.FindUsersAsync($"{CoreUser}:userName eq {Queries.Quote(user.UserName)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "FILTER-URN-002", Title = "a qualified name may go on to a sub-attribute",
            Verifies = ["RFC7644-3.4.2.2-25"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var family = scim.NewName();
                var user = await scim.CreateUserAsync($$"""{"name":{"familyName":"{{family}}"} }""");
                CheckContext.ApplicableIf(scim.Profile.Users!.Schema.Equals(CoreUser, StringComparison.OrdinalIgnoreCase), "the User resource type has another base schema");
                (await scim.FindUsersAsync($"name.familyName eq {Queries.Quote(family)}")).UnlessDeclined("name.familyName").RequireExactly(user);
                (await scim.FindUsersAsync($"{CoreUser}:name.familyName eq {Queries.Quote(family)}")).ExpectExactly(user);
            },
        },

        // 'filter=meta.lastModified gt "2011-05-13T04:42:34Z"'
        new()
        {
            Id = "FILTER-META-001", Title = "meta.lastModified can be filtered by, which delta polling needs",
            Verifies = ["RFC7644-3.4.2.2-26"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                await scim.RequireNarrowingAsync(user);
                (await scim.FindMineAsync("meta.lastModified gt \"2001-01-01T00:00:00Z\"")).ExpectExactly(user);
                (await scim.FindMineAsync("meta.lastModified lt \"2001-01-01T00:00:00Z\"")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-META-002", Title = "meta.resourceType can be filtered by",
            Verifies = ["RFC7644-3.4.2.2-26"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                await scim.RequireNarrowingAsync(user);
                (await scim.FindMineAsync($"meta.resourceType eq {Queries.Quote(scim.Profile.Users!.Name)}")).ExpectExactly(user);
                (await scim.FindMineAsync("meta.resourceType eq \"NoSuchType\"")).ExpectExactly();
            },
        },

        // "Clients MAY query by schema or schema extensions by using a filter expression including the "schemas" attribute".
        new()
        {
            Id = "FILTER-SCHEMAS-001", Title = "schemas can be filtered by",
            Verifies = ["RFC7644-3.4.2.2-24"], Needs = [Needs.Users, Needs.Filter, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var enterprise = await scim.CreateUserAsync($$"""{"schemas":["{{scim.Profile.Users!.Schema}}","{{Enterprise}}"],"{{Enterprise}}":{"department":"Tours"} }""");
                var plain = await scim.CreateUserAsync();
                await scim.RequireNarrowingAsync(enterprise, plain);
                (await scim.FindMineAsync($"schemas eq \"{Enterprise}\"")).ExpectExactly(enterprise);
            },
        },
    ]);
}
