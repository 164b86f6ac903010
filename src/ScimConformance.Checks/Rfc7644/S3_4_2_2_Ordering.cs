using System.Globalization;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.2, table 3: gt, ge, lt and le, and types that have no order.</summary>
internal static class S3_4_2_2_Ordering
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.2-ORDERING", "Filtering: ordering operators",
    [
        // "For string attribute types, this is a lexicographical comparison".
        new()
        {
            Id = "FILTER-ORDER-001", Title = "gt and ge compare strings lexically",
            Verifies = ["RFC7644-3.4.2.2-08"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                (await OfThreeAsync(scim, "userName pr")).UnlessDeclined("filters of the form userName sw … and userName pr").RequireExactly(a, b, c);
                (await OfThreeAsync(scim, $"userName gt {Queries.Quote(b.UserName)}")).UnlessDeclined("gt on strings").ExpectExactly(c);
                (await OfThreeAsync(scim, $"userName ge {Queries.Quote(b.UserName)}")).ExpectExactly(b, c);
            },
        },
        new()
        {
            Id = "FILTER-ORDER-002", Title = "lt and le compare strings lexically",
            Verifies = ["RFC7644-3.4.2.2-08"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                (await OfThreeAsync(scim, "userName pr")).UnlessDeclined("filters of the form userName sw … and userName pr").RequireExactly(a, b, c);
                (await OfThreeAsync(scim, $"userName lt {Queries.Quote(b.UserName)}")).UnlessDeclined("lt on strings").ExpectExactly(a);
                (await OfThreeAsync(scim, $"userName le {Queries.Quote(b.UserName)}")).ExpectExactly(a, b);
            },
        },

        // "for DateTime types, it is a chronological comparison": half an hour ago in a zone two hours ahead reads later but is earlier.
        new()
        {
            Id = "FILTER-ORDER-003", Title = "ordering operators compare dateTimes as instants, whatever their offset",
            Verifies = ["RFC7644-3.4.2.2-08"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var created = (await scim.ReadAsync(user)).At("meta.created").Text();
                CheckContext.Require(DateTimeOffset.TryParse(created, CultureInfo.InvariantCulture, out var instant), "the user has no readable meta.created");
                await scim.RequireNarrowingAsync(user);
                var earlier = instant.AddMinutes(-30).ToOffset(TimeSpan.FromHours(2)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
                var later = instant.AddMinutes(30).ToOffset(TimeSpan.FromHours(-2)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
                (await scim.FindMineAsync($"meta.created gt \"{earlier}\"")).UnlessDeclined("gt on dateTimes").ExpectExactly(user);
                (await scim.FindMineAsync($"meta.created le \"{earlier}\"")).ExpectExactly();
                (await scim.FindMineAsync($"meta.created lt \"{later}\"")).ExpectExactly(user);
            },
        },

        // "For integer attributes, it is a comparison by numeric value": 10 is more than 9 though "10" sorts before "9".
        new()
        {
            Id = "FILTER-ORDER-004", Title = "ordering operators compare integers by value",
            Verifies = ["RFC7644-3.4.2.2-08"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var number = DeclaredAttribute.OfUser(scim, "single writable integer", a => a.IsSingle("integer"));
                var (nine, ten) = (await scim.CreateUserAsync(number.Members(scim, 9)), await scim.CreateUserAsync(number.Members(scim, 10)));
                await scim.RequireNarrowingAsync(nine, ten);
                (await scim.FindMineAsync($"{number.Path} gt 9")).UnlessDeclined("gt on integers").ExpectExactly(ten);
                (await scim.FindMineAsync($"{number.Path} le 9")).ExpectExactly(nine);
            },
        },

        // "Boolean and Binary attributes SHALL cause a failed response (HTTP status code 400) with "scimType" of "invalidFilter"."
        new()
        {
            Id = "FILTER-ORDER-005", Title = "an ordering operator on a boolean is refused with 400 invalidFilter",
            Verifies = ["RFC7644-3.4.2.2-09"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("active")],
            Run = async scim => (await scim.FindUsersAsync("active gt true")).Accept(r => r.Is(400).WithScimType("invalidFilter")),
        },
        new()
        {
            Id = "FILTER-ORDER-006", Title = "an ordering operator on a binary value is refused with 400 invalidFilter",
            Verifies = ["RFC7644-3.4.2.2-09"], Needs = [Needs.Users, Needs.Filter, Needs.Schemas],
            Run = async scim =>
            {
                var binary = DeclaredAttribute.OfUser(scim, "binary", a => IsBinary(a) || a.SubAttributes.Any(IsBinary));
                var name = IsBinary(binary.Info) ? binary.Path : $"{binary.Path}.{binary.Info.SubAttributes.First(IsBinary).Name}";
                (await scim.FindUsersAsync($"{name} lt \"AQID\"")).Accept(r => r.Is(400).WithScimType("invalidFilter"));
            },
        },

        // The table gives co, sw and ew a meaning for strings only.
        new()
        {
            Id = "FILTER-ORDER-007", Title = "a substring operator on a boolean is refused with 400",
            Verifies = ["RFC7644-3.4.2.2-10"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("active")], Given = [TrialStep.Filter],
            Run = async scim => (await scim.FindUsersAsync("active co \"t\"")).Accept(r => r.Is(400)),
        },
    ]);

    /// <summary>GET of those of the three shared users that match a filter.</summary>
    private static Task<ScimResponse> OfThreeAsync(CheckContext scim, string filter) => scim.FindUsersAsync($"{scim.IsOfThree()} and {filter}");

    private static bool IsBinary(AttributeInfo attribute) => attribute.Type.Equals("binary", StringComparison.OrdinalIgnoreCase);
}
