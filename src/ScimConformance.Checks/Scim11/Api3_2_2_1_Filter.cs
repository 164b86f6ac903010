using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.2.2.1: filtering.</summary>
internal static class Api3_2_2_1_Filter
{
    private static readonly Needs Filter = Needs.Scim11Capability("filter");

    private static readonly Needs Title = Needs.Scim11Attribute("title");

    private static readonly Needs OptionalTitle = Needs.Scim11OptionalAttribute("title");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.2.2.1", "SCIM 1.1: filtering",
    [
        // "When specified only those Resources matching the filter expression SHALL be returned."
        new()
        {
            Id = "V1-FILTER-001", Title = "eq on userName finds one user and not the other",
            Verifies = ["SCIM11-API-3.2.2.1-01"], Needs = [Filter],
            Run = async scim =>
            {
                var (first, second) = (await scim.V1.SharedUserAsync(), await scim.V1.SharedUserAsync(2));
                (await scim.V1.FilterAsync($"userName eq {Scim11Steps.Quote(first.UserName)}")).ExpectExactly(first);
                (await scim.V1.FilterAsync($"userName eq {Scim11Steps.Quote(second.UserName)}")).ExpectExactly(second);
            },
        },

        // Table 2: "The entire operator value must be a substring of the attribute value".
        new()
        {
            Id = "V1-FILTER-002", Title = "sw and co find by the beginning and by a part",
            Verifies = ["SCIM11-API-3.2.2.1-02"], Needs = [Filter, OptionalTitle],
            Run = async scim =>
            {
                var (a, b, c) = await scim.ThreeAsync();
                (await scim.V1.FilterAsync(scim.IsOfThree())).ExpectExactly(a, b, c);
                (await scim.FindOfThreeAsync("title co \"et\"")).ExpectExactly(b);
            },
        },
        new()
        {
            Id = "V1-FILTER-003", Title = "pr finds those who have a value",
            Verifies = ["SCIM11-API-3.2.2.1-02"], Needs = [Filter, OptionalTitle],
            Run = async scim =>
            {
                var (a, b, _) = await scim.RequireThreeAsync();
                (await scim.FindOfThreeAsync("title pr")).ExpectExactly(a, b);
            },
        },
        new()
        {
            Id = "V1-FILTER-004", Title = "gt, ge, lt and le compare by order",
            Verifies = ["SCIM11-API-3.2.2.1-02"], Needs = [Filter, OptionalTitle],
            Run = async scim =>
            {
                var (a, b, _) = await scim.RequireThreeAsync();
                (await scim.FindOfThreeAsync("title gt \"Alpha\"")).ExpectExactly(b);
                (await scim.FindOfThreeAsync("title ge \"Alpha\"")).ExpectExactly(a, b);
                (await scim.FindOfThreeAsync("title lt \"Beta\"")).ExpectExactly(a);
                (await scim.FindOfThreeAsync("title le \"Beta\"")).ExpectExactly(a, b);
            },
        },
        new()
        {
            Id = "V1-FILTER-005", Title = "meta.lastModified compares as a time",
            Verifies = ["SCIM11-API-3.2.2.1-02"], Needs = [Filter],
            Run = async scim =>
            {
                var (a, b, c) = await scim.RequireThreeAsync();
                (await scim.FindOfThreeAsync("meta.lastModified gt \"2011-05-13T04:42:34Z\"")).ExpectExactly(a, b, c);
                (await scim.FindOfThreeAsync("meta.lastModified lt \"2011-05-13T04:42:34Z\"")).ExpectExactly();
            },
        },

        // "Providers MUST decline to filter results if the specified filter operation is not recognized and return a HTTP 400 error".
        new()
        {
            Id = "V1-FILTER-006", Title = "an operator that nobody knows gives 400",
            Verifies = ["SCIM11-API-3.2.2.1-03"], Needs = [Filter],
            Run = async scim => (await scim.V1.FilterAsync("userName regex \"a.*\"")).Accept(r => r.Is(400)),
        },

        // "Attribute operators 'eq', 'co', and 'sw' MUST perform caseIgnore matching for all string attributes unless the attribute is defined as caseExact."
        new()
        {
            Id = "V1-FILTER-007", Title = "eq ignores letter case",
            Verifies = ["SCIM11-API-3.2.2.1-04"], Needs = [Filter],
            Run = async scim =>
            {
                var user = await scim.V1.SharedUserAsync();
                var exact = scim.V1.Profile.Attributes.Any(a => a.Member("name").Text() == "userName" && a.Member("caseExact").Boolean() == true);
                CheckContext.ApplicableIf(!exact, "userName is declared caseExact");
                (await scim.V1.FilterAsync($"userName eq {Scim11Steps.Quote(user.UserName.ToUpperInvariant())}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "V1-FILTER-008", Title = "sw and co ignore letter case",
            Verifies = ["SCIM11-API-3.2.2.1-04"], Needs = [Filter, OptionalTitle],
            Run = async scim =>
            {
                var (a, b, _) = await scim.RequireThreeAsync();
                (await scim.FindOfThreeAsync("title sw \"ALP\"")).ExpectExactly(a);
                (await scim.FindOfThreeAsync("title co \"ETA\"")).ExpectExactly(b);
            },
        },

        // "the Resource MUST match if any of the instances of the given attribute match the specified criterion"
        new()
        {
            Id = "V1-FILTER-009", Title = "a user is found by the second e-mail address",
            Verifies = ["SCIM11-API-3.2.2.1-05"], Needs = [Filter, Needs.Scim11Attribute("emails")],
            Run = async scim =>
            {
                var (one, two) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
                var user = await scim.V1.CreateUserAsync($$"""{"emails":[{"value":"{{one}}","type":"work"},{"value":"{{two}}","type":"home"}]}""");
                CheckContext.ApplicableIf(user.Json.Values("emails").Count == 2, "users do not keep two e-mail addresses");
                (await scim.V1.FilterAsync($"emails co {Scim11Steps.Quote(two)}")).ExpectExactly(user);
            },
        },

        // "followed by the logical AND operator, followed by the logical OR operator." "grouped using parentheses to change the standard order of operations"
        new()
        {
            Id = "V1-FILTER-010", Title = "and binds tighter than or, parentheses tighter than both",
            Verifies = ["SCIM11-API-3.2.2.1-06"], Needs = [Filter, Title],
            Run = async scim =>
            {
                var (a, b, _) = await scim.RequireThreeAsync();
                var names = (A: $"userName eq {Scim11Steps.Quote(a.UserName)}", B: $"userName eq {Scim11Steps.Quote(b.UserName)}");
                (await scim.V1.FilterAsync($"{names.A} or {names.B} and title eq \"none\"")).ExpectExactly(a);
                (await scim.V1.FilterAsync($"({names.A} or {names.B}) and title eq \"Beta\"")).ExpectExactly(b);
            },
        },
    ]);
}
