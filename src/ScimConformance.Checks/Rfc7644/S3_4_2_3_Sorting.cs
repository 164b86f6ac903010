using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.3: sorting.</summary>
internal static class S3_4_2_3_Sorting
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.3", "Sorting",
    [
        // "Sort is OPTIONAL. Clients MAY discover sort capability".
        new()
        {
            Id = "SORT-001", Title = "sortBy works where sorting is advertised, and does no harm where it is not",
            Verifies = ["RFC7644-3.4.2.3-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = await scim.QueryAsync(scim.Users, ("sortBy", "userName"), ("count", "2"));
                if (scim.Profile.Supports("sort") == true)
                {
                    reply.Accept(r => r.Is(200).WithList());
                }
                else
                {
                    reply.Accept(r => r.Is(200).WithList(), r => r.IsClientError(), r => r.Is(501));
                }
            },
        },

        // "sortBy" names "the attribute whose value SHALL be used to order the returned responses."
        new()
        {
            Id = "SORT-002", Title = "sortBy orders by the attribute's value",
            Verifies = ["RFC7644-3.4.2.3-02"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                (await SortAsync(scim, "userName", "ascending", scim.IsOfThree())).ExpectOrder(a, b, c);
            },
        },

        // ""sortOrder" SHALL default to ascending."
        new()
        {
            Id = "SORT-003", Title = "without sortOrder the order is ascending",
            Verifies = ["RFC7644-3.4.2.3-03"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                scim.RequireNarrowed(await scim.QueryAsync(scim.Users, ("filter", scim.IsOfThree()), ("sortBy", "userName"))).ExpectOrder(a, b, c);
            },
        },

        // "Allowed values are "ascending" and "descending"."
        new()
        {
            Id = "SORT-004", Title = "descending turns the order around",
            Verifies = ["RFC7644-3.4.2.3-04"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                (await SortAsync(scim, "userName", "descending", scim.IsOfThree())).ExpectOrder(c, b, a);
            },
        },

        // "if it's a multi-valued attribute, resources are sorted by the value of the primary attribute ..., if any, or else the first value in the list".
        new()
        {
            Id = "SORT-005", Title = "of several values the primary one decides",
            Verifies = ["RFC7644-3.4.2.3-05"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var middle = await CreateWithEmailsAsync(scim, ("m", true), ("z", false));
                var first = await CreateWithEmailsAsync(scim, ("z", false), ("a", true));
                (await SortAsync(scim, "emails.value", "ascending")).ExpectOrder(first, middle);
            },
        },
        new()
        {
            Id = "SORT-006", Title = "of several values without a primary one the first decides",
            Verifies = ["RFC7644-3.4.2.3-05"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var second = await CreateWithEmailsAsync(scim, ("m", false), ("a", false));
                var first = await CreateWithEmailsAsync(scim, ("b", false), ("z", false));
                var read = await scim.ReadAsync(second);
                CheckContext.ApplicableIf(
                    read.At("emails[0].value").Text()?.Contains("-m@", StringComparison.Ordinal) == true && read.At("emails[0].primary").Boolean() != true,
                    "the endpoint reorders e-mail addresses or makes one of them primary");
                (await SortAsync(scim, "emails.value", "ascending")).ExpectOrder(first, second);
            },
        },

        // "If the attribute is complex, the attribute name must be a path to a sub-attribute".
        new()
        {
            Id = "SORT-007", Title = "a sub-attribute can be sorted by, a whole complex attribute is refused or ignored",
            Verifies = ["RFC7644-3.4.2.3-06"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var second = await scim.CreateNamedUserAsync("a", """{"name":{"familyName":"Zimmer"}}""");
                var first = await scim.CreateNamedUserAsync("b", """{"name":{"familyName":"Adler"}}""");
                (await SortAsync(scim, "name.familyName", "ascending")).ExpectOrder(first, second);
                (await SortAsync(scim, "name", "ascending")).Accept(r => r.Is(400), r => r.Is(200).WithList());
            },
        },

        // Resources without data for sortBy "are ordered last if ascending and first if descending."
        new()
        {
            Id = "SORT-008", Title = "resources without a value come last in ascending order",
            Verifies = ["RFC7644-3.4.2.3-07"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var (without, b, a) = await CreateTitledAsync(scim);
                (await SortAsync(scim, "title", "ascending")).ExpectOrder(a, b, without);
            },
        },
        new()
        {
            Id = "SORT-009", Title = "resources without a value come first in descending order",
            Verifies = ["RFC7644-3.4.2.3-07"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var (without, b, a) = await CreateTitledAsync(scim);
                (await SortAsync(scim, "title", "descending")).ExpectOrder(without, b, a);
            },
        },

        // "for case-insensitive attributes, sort the result using case-insensitive Unicode alphabetic sort order".
        new()
        {
            Id = "SORT-010", Title = "userName is sorted without regard to letter case",
            Verifies = ["RFC7644-3.4.2.3-08"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort],
            Run = async scim =>
            {
                var carol = await scim.CreateNamedUserAsync("carol");
                var bob = await scim.CreateNamedUserAsync("Bob");
                var alice = await scim.CreateNamedUserAsync("alice");
                (await SortAsync(scim, "userName", "ascending")).ExpectOrder(alice, bob, carol);
            },
        },

        // ""sortOrder" MUST sort according to the attribute type".
        new()
        {
            Id = "SORT-011", Title = "integers are sorted by value",
            Verifies = ["RFC7644-3.4.2.3-08"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.Schemas],
            Run = async scim =>
            {
                var number = DeclaredAttribute.OfUser(scim, "single writable integer", a => a.IsSingle("integer"));
                var ten = await scim.CreateUserAsync(number.Members(scim, 10));
                var nine = await scim.CreateUserAsync(number.Members(scim, 9));
                (await SortAsync(scim, number.Path, "ascending")).ExpectOrder(nine, ten);
            },
        },
    ]);

    private static async Task<ScimResponse> SortAsync(CheckContext scim, string by, string order, string? filter = null) =>
        scim.RequireNarrowed(await scim.QueryAsync(scim.Users, ("filter", filter ?? scim.Mine()), ("sortBy", by), ("sortOrder", order)));

    private static async Task<(ScimResource Without, ScimResource B, ScimResource A)> CreateTitledAsync(CheckContext scim)
    {
        var without = await scim.CreateUserAsync("""{"title":null}""");
        CheckContext.ApplicableIf((await scim.ReadAsync(without)).At("title").IsUnassigned(), "the endpoint gives every user a title");
        return (without, await scim.CreateUserAsync("""{"title":"Bookkeeper"}"""), await scim.CreateUserAsync("""{"title":"Archivist"}"""));
    }

    private static async Task<ScimResource> CreateWithEmailsAsync(CheckContext scim, (string Name, bool Primary) first, (string Name, bool Primary) second)
    {
        string Entry((string Name, bool Primary) e, string type) =>
            $$"""{"value":"{{scim.Email($"{scim.Prefix}-{e.Name}")}}","type":"{{type}}"{{(e.Primary ? ",\"primary\":true" : "")}}}""";
        var user = await scim.CreateUserAsync($$"""{"emails":[{{Entry(first, "work")}},{{Entry(second, "home")}}]}""");
        var stored = (await scim.ReadAsync(user)).At("emails[1]");
        CheckContext.ApplicableIf(stored is not null, "the endpoint does not store two e-mail addresses");
        return user;
    }
}
