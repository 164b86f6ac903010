using System.Globalization;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 2: count, and the numbers that come with a page.</summary>
internal static class S2_Counting
{
    public static CheckGroup Group { get; } = new("RFC9865-2-counting", "Paging by cursor: counts and totals",
    [
        // "the service provider MUST NOT return more although it MAY return fewer results."
        new()
        {
            Id = "CURSOR-COUNT-001", Title = "no page has more than count resources",
            Verifies = ["RFC9865-2-06"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                foreach (var page in await scim.WalkAsync(("count", "2")))
                {
                    page.Judge(page.Resources.Count <= 2, "at most 2 resources", $"{page.Resources.Count} resources");
                }
            },
        },

        // "A negative value SHALL be interpreted as "0"." Table 3 knows it as invalidCount.
        new()
        {
            Id = "CURSOR-COUNT-002", Title = "a negative count is read as 0 or refused with 400",
            Verifies = ["RFC9865-2-04"], Needs = CursorPages.Needed, Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var page = await scim.PageAsync("", ("count", "-1"));
                page.Accept(r => r.Is(200).WithList().With(page.Resources.Count == 0, "without resources"), r => r.Is(400).WithError());
            },
        },

        // "A value of "0" indicates that no resource results are to be returned except for "totalResults"."
        new()
        {
            Id = "CURSOR-COUNT-003", Title = "a count of 0 brings no resources",
            Verifies = ["RFC9865-2-05"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var page = await scim.PageAsync("", ("count", "0"));
                page.Accept(r => r.Is(200).WithList());
                page.Expect("Resources").IsUnassigned();
            },
        },

        // maxPageSize: the "maximum number of results returned in a page regardless of what is specified for the count"; Table 3 knows invalidCount.
        new()
        {
            Id = "CURSOR-COUNT-004", Title = "a count above the published maxPageSize is reduced or refused with 400",
            Verifies = ["RFC9865-4-06"], Needs = CursorPages.Needed, Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var most = scim.Limit("maxPageSize");
                var page = await scim.PageAsync("", ("count", ((most ?? 100_000) + 1).ToString(CultureInfo.InvariantCulture)));
                page.Accept(
                    r => r.Is(200).WithList().With(page.Resources.Count <= (most ?? long.MaxValue), most is null ? "of any size" : $"of at most {most} resources"),
                    r => r.Is(400).WithError());
            },
        },

        // totalResults "is the total number of resources for all pages".
        new()
        {
            Id = "CURSOR-TOTAL-001", Title = "totalResults, where given, counts the resources of all pages",
            Verifies = ["RFC9865-2-17"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                foreach (var page in await scim.WalkAsync(("count", "2")))
                {
                    page.Expect("totalResults").Satisfies(n => n is null || n.Integer() == CursorPages.All, $"{CursorPages.All}, or absent");
                }
            },
        },

        // "Service providers ... that are unable to estimate totalResults MAY choose to omit the totalResults attribute."
        new()
        {
            Id = "CURSOR-TOTAL-002", Title = "totalResults is given",
            Verifies = ["RFC9865-2-14"], Needs = CursorPages.Needed,
            Run = async scim => (await scim.BeginAsync(("count", "2"))).Page.Expect("totalResults").IsInteger(),
        },

        // itemsPerPage: "the number of query results returned in a query response page".
        new()
        {
            Id = "CURSOR-TOTAL-003", Title = "itemsPerPage, where given, is the number of resources on the page",
            Verifies = ["RFC7644-3.4.2.4-08"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                foreach (var page in await scim.WalkAsync(("count", "2")))
                {
                    page.Expect("itemsPerPage").Satisfies(n => n is null || n.Integer() == page.Resources.Count, $"{page.Resources.Count}, or absent");
                }
            },
        },
    ]);
}
