using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.2, tables 4 and 5: logical operators, grouping and value paths.</summary>
internal static class S3_4_2_2_Logic
{
    private const string TwoEmails = """{"emails":[{"value":"work-%","type":"work","primary":true},{"value":"home-%","type":"home"}]}""";

    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.2-LOGIC", "Filtering: logical operators, grouping and value paths",
    [
        // "where "not" takes precedence over "and", which takes precedence over "or"".
        new()
        {
            Id = "FILTER-LOGIC-001", Title = "and binds tighter than or",
            Verifies = ["RFC7644-3.4.2.2-11"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (a, b, c) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2), await scim.SharedUserAsync(3));
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} or {Queries.IsUser(b)} and {Queries.IsUser(c)}")).UnlessDeclined("or and and").ExpectExactly(a);
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} and {Queries.IsUser(b)} or {Queries.IsUser(c)}")).ExpectExactly(c);
            },
        },
        new()
        {
            Id = "FILTER-LOGIC-002", Title = "not binds tighter than and, and than or",
            Verifies = ["RFC7644-3.4.2.2-11"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (a, b) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                await scim.RequireNarrowingAsync(a, b);
                (await scim.FindMineAsync($"not ({Queries.IsUser(a)})")).UnlessDeclined("not").ExpectExactly(b);
                (await scim.FindUsersAsync($"not ({Queries.IsUser(a)}) and {Queries.IsUser(b)}")).ExpectExactly(b);
                (await scim.FindMineAsync($"not ({Queries.IsUser(a)}) and {Queries.IsUser(a)}")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-LOGIC-003", Title = "or matches what either side matches, and matches what both match",
            Verifies = ["RFC7644-3.4.2.2-11"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2));
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} or {Queries.IsUser(b)}")).UnlessDeclined("or").ExpectExactly(a, b);
                (await scim.FindUsersAsync($"{Queries.IsUser(a)} and {Queries.IsUser(b)}")).UnlessDeclined("and").ExpectExactly();
            },
        },

        // "1. Grouping operators" come first in the order of precedence.
        new()
        {
            Id = "FILTER-LOGIC-004", Title = "parentheses override precedence",
            Verifies = ["RFC7644-3.4.2.2-12"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedUserAsync(), await scim.SharedUserAsync(2));
                var grouped = await scim.FindUsersAsync($"({Queries.IsUser(a)} or {Queries.IsUser(b)}) and {Queries.IsUser(b)}");
                grouped.UnlessDeclined("grouping").ExpectExactly(b);
                (await scim.FindUsersAsync($"{Queries.IsUser(b)} and ({Queries.IsUser(a)} or ({Queries.IsUser(b)}))")).ExpectExactly(b);
            },
        },

        // "Service providers MAY support complex filters where expressions MUST be applied to the same value of a parent attribute".
        new()
        {
            Id = "FILTER-VALUEPATH-001", Title = "a filter in brackets is supported",
            Verifies = ["RFC7644-3.4.2.2-29"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var user = await WithTwoEmailsAsync(scim);
                (await scim.FindUsersAsync($"emails[value eq \"work-{user.Mark}\"]")).ExpectExactly(user.User);
            },
        },
        new()
        {
            Id = "FILTER-VALUEPATH-002", Title = "all expressions in brackets apply to the same value",
            Verifies = ["RFC7644-3.4.2.2-13"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (user, mark) = await WithTwoEmailsAsync(scim);
                (await scim.FindUsersAsync($"emails[type eq \"work\" and value eq \"work-{mark}\"]")).UnlessDeclined("brackets").ExpectExactly(user);
                (await scim.FindUsersAsync($"emails[type eq \"work\" and value eq \"home-{mark}\"]")).ExpectExactly();
            },
        },
        new()
        {
            Id = "FILTER-VALUEPATH-003", Title = "an unknown sub-attribute in brackets matches nothing",
            Verifies = ["RFC7644-3.4.2.2-14"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (user, mark) = await WithTwoEmailsAsync(scim);
                (await scim.FindUsersAsync($"emails[value eq \"work-{mark}\"]")).UnlessDeclined("brackets").RequireExactly(user);
                var reply = await scim.FindUsersAsync($"emails[noSuchAttribute eq \"work-{mark}\"]");
                reply.Accept(r => r.Is(400), r => r.Is(200).With(reply.Resources.Count == 0, "with no resource"));
            },
        },

        // 'filter=userType eq "Employee" and emails[type eq "work" and value co "@example.com"]'
        new()
        {
            Id = "FILTER-VALUEPATH-004", Title = "brackets combine with other expressions",
            Verifies = ["RFC7644-3.4.2.2-15"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (first, mark) = await WithTwoEmailsAsync(scim);
                var (second, other) = await WithTwoEmailsAsync(scim, "emails-2");
                (await scim.FindUsersAsync($"emails[value eq \"work-{mark}\"]")).UnlessDeclined("brackets").RequireExactly(first);
                (await scim.FindUsersAsync($"{Queries.IsUser(first)} and emails[value eq \"work-{mark}\"]")).UnlessDeclined("and").ExpectExactly(first);
                (await scim.FindUsersAsync($"{Queries.IsUser(second)} and emails[value eq \"work-{mark}\"]")).ExpectExactly();
                (await scim.FindUsersAsync($"emails[value eq \"work-{mark}\"] or emails[value eq \"home-{other}\"]")).UnlessDeclined("or").ExpectExactly(first, second);
            },
        },
        new()
        {
            Id = "FILTER-VALUEPATH-005", Title = "a sub-attribute after brackets is refused or answered rightly",
            Verifies = ["RFC7644-3.4.2.2-16"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var (user, mark) = await WithTwoEmailsAsync(scim);
                var right = await scim.FindUsersAsync($"emails[type eq \"work\"].value eq \"work-{mark}\"");
                right.Accept(r => r.Is(400), r => r.Is(200).With(right.Ids.SequenceEqual([user.Id]), "with exactly the user"));
                var wrong = await scim.FindUsersAsync($"emails[type eq \"work\"].value eq \"home-{mark}\"");
                wrong.Accept(r => r.Is(400), r => r.Is(200).With(wrong.Resources.Count == 0, "with no resource"));
            },
        },

        // "Nested expressions MAY be used."
        new()
        {
            Id = "FILTER-VALUEPATH-006", Title = "expressions in brackets may be nested",
            Verifies = ["RFC7644-3.4.2.2-30"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (user, mark) = await WithTwoEmailsAsync(scim);
                var reply = await scim.FindUsersAsync($"emails[type eq \"work\" and (value eq \"work-{mark}\" or value eq \"none-{mark}\")]");
                reply.ExpectExactly(user);
            },
        },

        // "the filter matches if any of the values of the specified attribute match the specified criterion".
        new()
        {
            Id = "FILTER-MULTI-001", Title = "any value of a multi-valued attribute may match",
            Verifies = ["RFC7644-3.4.2.2-19"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (user, mark) = await WithTwoEmailsAsync(scim);
                await WithTwoEmailsAsync(scim, "emails-2");
                (await scim.FindUsersAsync($"emails.value eq \"work-{mark}\"")).ExpectExactly(user);
                (await scim.FindUsersAsync($"emails.value eq \"home-{mark}\"")).ExpectExactly(user);
            },
        },
    ]);

    private static async Task<(ScimResource User, string Mark)> WithTwoEmailsAsync(CheckContext scim, string name = "emails-1")
    {
        var mark = scim.Email(scim.SharedName(name));
        var user = await scim.SharedUserAsync(name, TwoEmails.Replace("%", mark, StringComparison.Ordinal));
        var stored = (await scim.GetOnceAsync(user.Target)).Require(r => r.Is(200).WithJsonObject()).At("emails") as System.Text.Json.Nodes.JsonArray;
        CheckContext.ApplicableIf(stored?.Count == 2, "the endpoint does not store two e-mail addresses of different types");
        return (user, mark);
    }
}
