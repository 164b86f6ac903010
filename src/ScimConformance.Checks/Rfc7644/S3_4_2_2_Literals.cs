using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.2: comparison values, defaulted attributes and filters that are refused.</summary>
internal static class S3_4_2_2_Literals
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.2-LITERALS", "Filtering: comparison values and refusals",
    [
        // The "compValue" rule is "built on JSON Data Interchange format ABNF rules": quotes and backslashes are escaped as in JSON.
        new()
        {
            Id = "FILTER-LITERAL-001", Title = "an escaped quotation mark stands for itself",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "O\"Malley", "O\\\"Malley"),
        },
        new()
        {
            Id = "FILTER-LITERAL-002", Title = "an escaped backslash stands for itself",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "back\\slash", "back\\\\slash"),
        },
        new()
        {
            Id = "FILTER-LITERAL-003", Title = "a \\u escape stands for its character",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "Zo\u00eb", "Zo\\u00eb"),
        },
        new()
        {
            Id = "FILTER-LITERAL-004", Title = "words and parentheses inside a string are no operators",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "O'Malley and (sons) or [more]", "O'Malley and (sons) or [more]"),
        },

        new()
        {
            Id = "FILTER-LITERAL-005", Title = "a character beyond the basic plane, percent-encoded, stands for itself",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "Zo\U0001F600", "Zo\U0001F600"),
        },
        new()
        {
            Id = "FILTER-LITERAL-006", Title = "a pair of \\u escapes stands for one character",
            Verifies = ["RFC7644-3.4.2.2-17"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("displayName")],
            Run = scim => ExpectFoundAsync(scim, "Zo\U0001F600", "Zo\\ud83d\\ude00", needsEscapes: true),
        },

        // "For complex attributes, a fully qualified sub-attribute MUST be specified".
        new()
        {
            Id = "FILTER-COMPLEX-001", Title = "a comparison with a whole complex attribute is refused or matches nothing",
            Verifies = ["RFC7644-3.4.2.2-18"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("name.familyName")], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var reply = await scim.FindUsersAsync($"name eq {Queries.Quote(scim.NewName())}");
                reply.Accept(r => r.Is(400), r => r.Is(200).With(reply.Resources.Count == 0, "with no resource"));
            },
        },
        new()
        {
            Id = "FILTER-COMPLEX-002", Title = "emails co \"…\" is refused or read as emails.value",
            Verifies = ["RFC7644-3.4.2.2-18"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.value")], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var address = scim.Email(scim.NewName());
                var user = await scim.CreateUserAsync($$"""{"emails":[{"value":"{{address}}","type":"work"}]}""");
                var reply = await scim.FindUsersAsync($"emails co {Queries.Quote(address)}");
                reply.Accept(r => r.Is(400), r => r.Is(200).With(reply.Ids.SequenceEqual([user.Id]), "with exactly the user"));
            },
        },

        // For "a defaulted attribute, the service provider SHALL use the value that was returned to the client".
        new()
        {
            Id = "FILTER-DEFAULT-001", Title = "a defaulted attribute is filtered by the value that was returned",
            Verifies = ["RFC7644-3.4.2.2-20"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":null}""");
                var shown = (await scim.ReadAsync(user)).At("active").Boolean();
                await scim.RequireNarrowingAsync(user);
                (await scim.FindMineAsync("active eq true")).ExpectExactly(shown == true ? [user] : []);
                (await scim.FindMineAsync("active pr")).UnlessDeclined("pr").ExpectExactly(shown is null ? [] : [user]);
            },
        },

        // "Providers MUST decline to filter results if the specified filter operation is not recognized and return an HTTP 400 error with
        // a "scimType" error of "invalidFilter" and an appropriate human-readable response".
        new()
        {
            Id = "FILTER-REFUSED-001", Title = "an unknown operator is refused with 400 invalidFilter and an explanation",
            Verifies = ["RFC7644-3.4.2.2-21"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var reply = await scim.FindUsersAsync("userName regex \"a.*\"");
                reply.Accept(r => r.Is(400).WithScimType("invalidFilter"));
                reply.Expect("detail").IsNonEmptyString();
            },
        },

        // "Each expression MUST contain an attribute name followed by an attribute operator and optional value."
        new()
        {
            Id = "FILTER-REFUSED-002", Title = "an expression without an operator or a value is refused with 400",
            Verifies = ["RFC7644-3.4.2.2-22"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                (await scim.FindUsersAsync("userName")).Accept(r => r.Is(400));
                (await scim.FindUsersAsync("userName eq")).Accept(r => r.Is(400));
                (await scim.FindUsersAsync("eq \"x\"")).Accept(r => r.Is(400));
            },
        },
        new()
        {
            Id = "FILTER-REFUSED-003", Title = "unbalanced parentheses are refused with 400",
            Verifies = ["RFC7644-3.4.2.2-22"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                (await scim.FindUsersAsync("(userName eq \"x\"")).Accept(r => r.Is(400));
                (await scim.FindUsersAsync("userName eq \"x\")")).Accept(r => r.Is(400));
            },
        },
        new()
        {
            Id = "FILTER-REFUSED-004", Title = "a logical operator without its right side is refused with 400",
            Verifies = ["RFC7644-3.4.2.2-22"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                (await scim.FindUsersAsync("userName eq \"x\" and")).Accept(r => r.Is(400));
                (await scim.FindUsersAsync("userName eq \"x\" or or userName eq \"y\"")).Accept(r => r.Is(400));
            },
        },
        new()
        {
            Id = "FILTER-REFUSED-005", Title = "an unfinished string is refused with 400",
            Verifies = ["RFC7644-3.4.2.2-22"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim => (await scim.FindUsersAsync("userName eq \"x")).Accept(r => r.Is(400)),
        },

        // "The filter parameter MUST contain at least one valid expression".
        new()
        {
            Id = "FILTER-EMPTY-001", Title = "an empty filter is refused with 400 or treated as absent",
            Verifies = ["RFC7644-3.4.2.2-27"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim => (await scim.GetAsync(scim.Users + "?count=1&filter=")).Accept(r => r.Is(400), r => r.Is(200).WithList()),
        },
    ]);

    /// <summary>A user with this display name is found by the literal, and one with another is not.</summary>
    /// <param name="scim">The running check.</param>
    /// <param name="value">The end of the display name.</param>
    /// <param name="literal">The same, as a filter says it.</param>
    /// <param name="needsEscapes">Whether the check tells nothing of an endpoint that reads no escapes at all, which FILTER-LITERAL-003 judges.</param>
    private static async Task ExpectFoundAsync(CheckContext scim, string value, string literal, bool needsEscapes = false)
    {
        var name = scim.NewName();
        var user = await scim.CreateUserAsync(new JsonObject { ["displayName"] = $"{name} {value}" }.ToJsonString());
        var plain = await scim.CreateUserAsync(new JsonObject { ["displayName"] = name }.ToJsonString());
        (await scim.FindUsersAsync($"displayName eq \"{name}\"")).UnlessDeclined("displayName").RequireExactly(plain);
        if (needsEscapes)
        {
            (await scim.FindUsersAsync($"displayName eq \"\\u{(int)name[0]:x4}{name[1..]}\"")).RequireExactly(plain);
        }

        (await scim.FindUsersAsync($"displayName eq \"{name} {literal}\"")).ExpectExactly(user);
    }
}
