using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.4.2.4: paging.</summary>
internal static class S3_4_2_4_Paging
{
    public static CheckGroup Group { get; } = new("RFC7644-3.4.2.4", "Pagination",
    [
        // startIndex: "The 1-based index of the first query result", default 1.
        new()
        {
            Id = "PAGE-001", Title = "startIndex counts from 1 and defaults to 1",
            Verifies = ["RFC7644-3.4.2.4-02"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                await scim.ThreeAsync();
                var standard = await PageAsync(scim, ("count", "1"));
                var first = await PageAsync(scim, ("startIndex", "1"), ("count", "1"));
                var second = await PageAsync(scim, ("startIndex", "2"), ("count", "1"));
                first.Judge(first.Ids.Count == 1 && first.Ids.SequenceEqual(standard.Ids), "the same resource as without startIndex", Shown(first));
                second.Judge(second.Ids.Count == 1 && !second.Ids.SequenceEqual(first.Ids), "another resource than at startIndex 1", Shown(second));
            },
        },

        // "A value less than 1 SHALL be interpreted as 1."
        new()
        {
            Id = "PAGE-002", Title = "startIndex 0 is read as 1",
            Verifies = ["RFC7644-3.4.2.4-03"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = scim => ExpectReadAsOneAsync(scim, "0"),
        },
        new()
        {
            Id = "PAGE-003", Title = "a negative startIndex is read as 1",
            Verifies = ["RFC7644-3.4.2.4-03"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = scim => ExpectReadAsOneAsync(scim, "-5"),
        },

        // "the service provider MUST NOT return more results than specified".
        new()
        {
            Id = "PAGE-004", Title = "no more than count resources come",
            Verifies = ["RFC7644-3.4.2.4-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.ThreeAsync();
                var reply = (await scim.GetAsync(scim.Users + "?count=2")).Require(r => r.Is(200));
                reply.Judge(reply.Resources.Count <= 2, "at most 2 resources", $"{reply.Resources.Count} resources");
            },
        },

        // "A negative value SHALL be interpreted as "0"."
        new()
        {
            Id = "PAGE-005", Title = "a negative count is read as 0",
            Verifies = ["RFC7644-3.4.2.4-05"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = await scim.GetAsync(scim.Users + "?count=-1");
                reply.Accept(r => r.Is(200).WithList());
                reply.Expect("Resources").IsUnassigned();
            },
        },

        // "A value of "0" indicates that no resource results are to be returned except for "totalResults"."
        new()
        {
            Id = "PAGE-006", Title = "count 0 gives totalResults and no resource",
            Verifies = ["RFC7644-3.4.2.4-06"], Needs = [Needs.Users],
            Run = async scim =>
            {
                await scim.SharedUserAsync();
                var reply = await scim.GetAsync(scim.Users + "?count=0");
                reply.Accept(r => r.Is(200).WithList());
                reply.Expect("Resources").IsUnassigned();
                reply.Expect("totalResults").Satisfies(n => n.Integer() >= 1, "an integer of at least 1");
            },
        },

        // totalResults: "the total number of results matching the client query".
        new()
        {
            Id = "PAGE-007", Title = "totalResults counts all matches, not those on the page",
            Verifies = ["RFC7644-3.4.2.4-07"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                await scim.ThreeAsync();
                (await PageAsync(scim, ("count", "1"))).Expect("totalResults").Is(3);
            },
        },

        // itemsPerPage: "the number of query results returned in a query response page".
        new()
        {
            Id = "PAGE-008", Title = "itemsPerPage is the number of resources on the page",
            Verifies = ["RFC7644-3.4.2.4-08"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                await scim.ThreeAsync();
                var last = await PageAsync(scim, ("startIndex", "3"), ("count", "2"));
                CheckContext.ApplicableIf(last.At("itemsPerPage") is not null, "the last page gives no itemsPerPage");
                last.Expect("itemsPerPage").Is(last.Resources.Count);
            },
        },

        // A page beyond the last result is empty; the total stays what it is.
        new()
        {
            Id = "PAGE-009", Title = "startIndex beyond the end gives an empty page and the total",
            Verifies = ["RFC7644-3.4.2.4-09"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                await scim.ThreeAsync();
                var reply = await PageAsync(scim, ("startIndex", "1000"));
                reply.Expect("totalResults").Is(3);
                reply.Expect("Resources").IsUnassigned();
            },
        },

        // "to continue paging, set the startIndex to 11 and re-fetch".
        new()
        {
            Id = "PAGE-010", Title = "walking the pages visits every resource once",
            Verifies = ["RFC7644-3.4.2.4-10"], Needs = [Needs.Users, Needs.FilterByPrefix],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                ScimResource[] mine = [b, c, a];
                var seen = new List<string>();
                for (var page = 0; page < mine.Length && seen.Count < mine.Length; page++)
                {
                    var reply = await PageAsync(scim, ("startIndex", $"{seen.Count + 1}"), ("count", "2"));
                    seen.AddRange(reply.Ids);
                }

                scim.Expect(
                    seen.Count == mine.Length && mine.All(m => seen.Contains(m.Id)),
                    $"the {mine.Length} ids {string.Join(", ", mine.Select(m => m.Id))}, each once",
                    string.Join(", ", seen));
            },
        },

        // Values that are no integers.
        new()
        {
            Id = "PAGE-011", Title = "paging values that are no numbers are refused with 400 or ignored",
            Verifies = ["RFC7644-3.4.2.4-11"], Needs = [Needs.Users], Given = [TrialStep.Read],
            Run = async scim =>
            {
                (await scim.GetAsync(scim.Users + "?count=abc")).Accept(r => r.Is(400), r => r.Is(200).WithList());
                (await scim.GetAsync(scim.Users + "?count=1&startIndex=x")).Accept(r => r.Is(400), r => r.Is(200).WithList());
            },
        },

        // The provider "MAY return fewer results".
        new()
        {
            Id = "PAGE-012", Title = "a count above the endpoint's own maximum is reduced, not refused",
            Verifies = ["RFC7644-3.4.2.4-12"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = await scim.GetAsync(scim.Users + "?count=100000");
                reply.Accept(r => r.Is(200).WithList());
                if (scim.Profile.ServiceProviderConfig.At("filter.maxResults").Integer() is { } most and > 0)
                {
                    reply.Judge(reply.Resources.Count <= most, $"at most filter.maxResults {most} resources", $"{reply.Resources.Count} resources");
                }
            },
        },
    ]);

    private static async Task<ScimResponse> PageAsync(CheckContext scim, params (string Name, string Value)[] paging)
    {
        var reply = await scim.QueryAsync(scim.Users, [("filter", scim.IsOfThree()), .. paging]);
        CheckContext.ApplicableIf(reply.At("nextCursor") is null, "the endpoint pages by cursor (RFC 9865)");
        return scim.RequireNarrowed(reply.Require(r => r.Is(200).WithJsonObject()));
    }

    private static async Task ExpectReadAsOneAsync(CheckContext scim, string startIndex)
    {
        await scim.ThreeAsync();
        var first = await PageAsync(scim, ("startIndex", "1"), ("count", "2"));
        var reply = await scim.QueryAsync(scim.Users, ("filter", scim.IsOfThree()), ("startIndex", startIndex), ("count", "2"));
        reply.Accept(r => r.Is(200).With(reply.Ids.SequenceEqual(first.Ids), $"with the resources of startIndex 1: {Shown(first)}"));
        reply.Expect("startIndex").Satisfies(n => n is null || n.Integer() == 1, "1, or absent");
    }

    private static string Shown(ScimResponse reply) => reply.Ids.Count == 0 ? $"{reply.Status} with no resource" : string.Join(", ", reply.Ids);
}
