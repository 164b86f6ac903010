using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 3: paging by cursor in POST requests.</summary>
internal static class S3_Search
{
    public static CheckGroup Group { get; } = new("RFC9865-3", "Paging by cursor: querying by POST",
    [
        // "the client would pass the parameters defined in [section 2] in the body of the POST request."
        new()
        {
            Id = "CURSOR-SEARCH-001", Title = "an empty cursor in a search body begins a walk",
            Verifies = ["RFC9865-3-01"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var page = await SearchAsync(scim, "");
                page.Accept(r => r.Is(200).WithList());
                page.Judge(page.Resources.Count <= 2, "at most 2 resources", $"{page.Resources.Count} resources");
                page.Expect("nextCursor").IsNonEmptyString();
            },
        },

        // "a nextCursor value which may be used by the client in a subsequent call to return the next page of resources".
        new()
        {
            Id = "CURSOR-SEARCH-002", Title = "a cursor in a search body leads to the next page",
            Verifies = ["RFC9865-3-01"], Needs = CursorPages.Needed,
            Run = async scim =>
            {
                var first = (await SearchAsync(scim, "")).Require(r => r.Is(200).WithList());
                CheckContext.Require(first.NextCursor() is not null, $"the first page of {CursorPages.All} users has no nextCursor: {first.Describe()}");
                var second = await SearchAsync(scim, first.NextCursor()!);
                second.Accept(r => r.Is(200).WithList().With(second.Ids.Count > 0 && !second.Ids.Intersect(first.Ids).Any(), "with other users than the first page"));
            },
        },
    ]);

    private static async Task<ScimResponse> SearchAsync(CheckContext scim, string cursor)
    {
        await scim.ThreeAsync();
        var body = new JsonObject { ["filter"] = scim.IsOfThree(), ["cursor"] = cursor, ["count"] = 2 };
        var page = await scim.SearchAsync(scim.Users, body.ToJsonString(ScimJson.Compact)[1..^1]);
        CheckContext.ApplicableIf(page.Status is not (404 or 405 or 501), $"the endpoint has no queries by POST: {page.Describe()}");
        return scim.RequireNarrowed(page);
    }
}
