using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Section 2.2: sorting.</summary>
internal static class S2_2_Sorting
{
    public static CheckGroup Group { get; } = new("RFC9865-2.2", "Paging by cursor: sorting",
    [
        // "If sorting is implemented ..., then cursor-paged results should be sorted."
        new()
        {
            Id = "CURSOR-SORT-001", Title = "pages by cursor are sorted across their borders",
            Verifies = ["RFC9865-2.2-01"], Needs = [.. CursorPages.Needed, Needs.Sort],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                await ExpectOrderAsync(scim, "ascending", a, b, c);
            },
        },
        new()
        {
            Id = "CURSOR-SORT-002", Title = "pages by cursor are sorted in descending order where that is asked for",
            Verifies = ["RFC9865-2.2-01"], Needs = [.. CursorPages.Needed, Needs.Sort],
            Run = async scim =>
            {
                var (b, c, a) = await scim.ThreeAsync();
                await ExpectOrderAsync(scim, "descending", c, b, a);
            },
        },
    ]);

    private static async Task ExpectOrderAsync(CheckContext scim, string order, params ScimResource[] expected)
    {
        var pages = await scim.WalkAsync(("sortBy", "userName"), ("sortOrder", order), ("count", "2"));
        var names = pages.SelectMany(p => p.Resources).Select(r => r.Member("userName").Text()).ToList();
        scim.Expect(pages.Ids().SequenceEqual(expected.Select(user => user.Id)), string.Join(", ", expected.Select(user => user.UserName)), string.Join(", ", names));
    }
}
