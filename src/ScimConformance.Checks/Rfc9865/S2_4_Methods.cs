using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Sections 2.3 and 2.4: paging by cursor and by index side by side.</summary>
internal static class S2_4_Methods
{
    public static CheckGroup Group { get; } = new("RFC9865-2.4", "Paging by cursor and by index",
    [
        // "MUST choose a default pagination method to use when responding to requests that have not specified a pagination query parameter."
        new()
        {
            Id = "CURSOR-DEFAULT-001", Title = "a request that names no way of paging is paged in the default way",
            Verifies = ["RFC9865-2.4-01"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                RequireBoth(scim);
                var page = (await IndexedAsync(scim, ("count", "1"))).Require(r => r.Is(200).WithList());
                var (cursor, index) = (page.NextCursor() is not null, page.At("startIndex").Integer() == 1);
                switch (scim.Pagination().At("defaultPaginationMethod").Text())
                {
                    case "cursor":
                        page.Judge(cursor, "nextCursor, as the default is cursor", page.Describe());
                        break;
                    case "index":
                        page.Judge(index, "startIndex 1, as the default is index", page.Describe());
                        break;
                    default:
                        page.Judge(cursor || index, "startIndex 1 or nextCursor", page.Describe());
                        break;
                }
            },
        },

        // "MAY require cursor-based pagination ... by including a nextCursor value ... even when the query does not include the cursor parameter."
        new()
        {
            Id = "CURSOR-DEFAULT-002", Title = "a nextCursor that comes unasked leads on",
            Verifies = ["RFC9865-2.3-01"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var page = (await IndexedAsync(scim, ("count", "1"))).Require(r => r.Is(200).WithList());
                page.Expect("nextCursor").Satisfies(n => n is null || n.Text() is { Length: > 0 }, "a cursor, or absent");
                if (page.NextCursor() is { } cursor)
                {
                    var next = await scim.PageAsync(cursor, ("count", "1"));
                    next.Judge(next.Status == 200 && !next.Ids.Intersect(page.Ids).Any(), "200 with the next users", next.Describe());
                }
            },
        },

        // "clients can use the 'startIndex' or 'cursor' query parameters to request a specific method."
        new()
        {
            Id = "CURSOR-DEFAULT-003", Title = "startIndex still pages by index",
            Verifies = ["RFC9865-2.4-03"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                RequireBoth(scim);
                var first = (await IndexedAsync(scim, ("startIndex", "1"), ("count", "1"))).Require(r => r.Is(200).WithList());
                var second = (await IndexedAsync(scim, ("startIndex", "2"), ("count", "1"))).Require(r => r.Is(200).WithList());
                second.Expect("startIndex").Is(2);
                second.Judge(second.Ids.Count > 0 && !second.Ids.Intersect(first.Ids).Any(), "another user than at startIndex 1", second.Describe());
            },
        },

        // The RFC does not say what both at once mean.
        new()
        {
            Id = "CURSOR-DEFAULT-004", Title = "startIndex and cursor in one request are refused with 400, or one of them wins",
            Verifies = ["RFC9865-2.4-04"], Needs = CursorPages.Needed, Given = [TrialStep.Filter],
            Run = async scim => (await scim.PageAsync("", ("startIndex", "1"), ("count", "1"))).Accept(r => r.Is(400).WithError(), r => r.Is(200).WithList()),
        },
    ]);

    private static async Task<ScimResponse> IndexedAsync(CheckContext scim, params (string Name, string Value)[] paging)
    {
        await scim.ThreeAsync();
        return scim.RequireNarrowed(await scim.QueryAsync(scim.Users, [("filter", scim.IsOfThree()), .. paging]));
    }

    private static void RequireBoth(CheckContext scim) =>
        CheckContext.ApplicableIf(scim.Pagination().At("index").Boolean() == true, "ServiceProviderConfig.pagination.index is not true");
}
