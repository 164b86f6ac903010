using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 2: from page to page.</summary>
internal static class S2_Walking
{
    public static CheckGroup Group { get; } = new("RFC9865-2-walking", "Paging by cursor: from page to page",
    [
        // "MUST include nextCursor in all paged query responses except when returning the last page."
        new()
        {
            Id = "CURSOR-WALK-001", Title = "each page but the last has a nextCursor",
            Verifies = ["RFC9865-2-07"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var seen = 0;
                foreach (var page in await scim.WalkAsync(("count", "1")))
                {
                    seen += page.Require(r => r.Is(200).WithList()).Resources.Count;
                    page.Expect("nextCursor").Satisfies(n => seen >= CursorPages.All || n.Text() is { Length: > 0 }, $"a cursor, as {CursorPages.All - seen} users are still to come");
                }
            },
        },

        // "nextCursor MUST be omitted from a response only to indicate that there are no more result pages." An empty last page is no error.
        new()
        {
            Id = "CURSOR-WALK-002", Title = "a walk ends: the last page has no nextCursor",
            Verifies = ["RFC9865-2-08"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var pages = await scim.WalkAsync(("count", "2"));
                CheckContext.Require(pages.Ids().Count >= CursorPages.All, $"the walk shows {pages.Ids().Count} of {CursorPages.All} users");
                pages[^1].Expect("nextCursor").IsUnassigned();
            },
        },
        new()
        {
            Id = "CURSOR-WALK-003", Title = "a page on which everything is has no nextCursor, or one that leads to an empty page",
            Verifies = ["RFC9865-2-08"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var page = (await scim.PageAsync("")).Require(r => r.Is(200).WithList());
                CheckContext.Require(page.Ids.Count == CursorPages.All, $"the first page shows {page.Ids.Count} of {CursorPages.All} users");
                if (page.NextCursor() is { } cursor)
                {
                    page = await scim.PageAsync(cursor);
                    page.Expect("Resources").IsUnassigned();
                }

                page.Expect("nextCursor").IsUnassigned();
            },
        },

        // nextCursor: "used in a subsequent request to obtain the next page of results".
        new()
        {
            Id = "CURSOR-WALK-004", Title = "a walk shows each resource once",
            Verifies = ["RFC9865-2-15"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                var pages = await scim.WalkAsync(("count", "1"));
                pages[^1].Accept(r => r.Is(200).WithList());
                var seen = pages.Ids();
                scim.Expect(
                    seen.Count == CursorPages.All && new[] { a, b, c }.All(user => seen.Contains(user.Id)),
                    $"{a.Id}, {b.Id} and {c.Id}, each once",
                    seen.Count == 0 ? "nobody" : string.Join(", ", seen));
            },
        },

        // The same, where the last page is not full.
        new()
        {
            Id = "CURSOR-WALK-005", Title = "a walk whose last page is not full shows each resource once",
            Verifies = ["RFC9865-2-15"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var pages = await scim.WalkAsync(("count", "2"));
                var seen = pages.Ids();
                scim.Expect(seen.Count == CursorPages.All && seen.Distinct().Count() == seen.Count, $"{CursorPages.All} users, each once", $"{seen.Count} resources: {string.Join(", ", seen)}");
            },
        },

        // A cursor is no state of the connection: an earlier page can be asked for again.
        new()
        {
            Id = "CURSOR-WALK-006", Title = "the same cursor leads to the same page again",
            Verifies = ["RFC9865-2-15"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (_, cursor) = await scim.BeginAsync(("count", "1"));
                var once = (await scim.PageAsync(cursor, ("count", "1"))).Require(r => r.Is(200).WithList());
                var again = await scim.PageAsync(cursor, ("count", "1"));
                again.Judge(again.Status == 200 && again.Ids.SequenceEqual(once.Ids), $"200 with {string.Join(", ", once.Ids)} as before", again.Status == 200 ? $"200 with {string.Join(", ", again.Ids)}" : again.Describe());
            },
        },

        // "previousCursor MUST NOT be returned with the first page."
        new()
        {
            Id = "CURSOR-PREVIOUS-001", Title = "the first page has no previousCursor",
            Verifies = ["RFC9865-2-10"], Needs = CursorPages.Needed,
            Run = async scim => (await scim.BeginAsync(("count", "1"))).Page.Expect("previousCursor").IsUnassigned(),
        },

        // "Returning previousCursor is OPTIONAL": "to obtain the previous page of results".
        new()
        {
            Id = "CURSOR-PREVIOUS-002", Title = "previousCursor, where given, leads to the page before",
            Verifies = ["RFC9865-2-09"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var (first, cursor) = await scim.BeginAsync(("count", "1"));
                var second = (await scim.PageAsync(cursor, ("count", "1"))).Require(r => r.Is(200).WithList());
                second.Expect("previousCursor").Satisfies(n => n is null || n.Text() is { Length: > 0 }, "a cursor, or absent");
                if (second.At("previousCursor").Text() is { Length: > 0 } back)
                {
                    var previous = await scim.PageAsync(back, ("count", "1"));
                    previous.Judge(previous.Ids.SequenceEqual(first.Ids), $"200 with {string.Join(", ", first.Ids)}", previous.Describe());
                }
            },
        },
    ]);
}
