using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>Walks over resources that change meanwhile. The RFC promises nothing here; what was seen is reported.</summary>
internal static class S2_Changing
{
    public static CheckGroup Group { get; } = new("RFC9865-2-changing", "Paging by cursor: changes during a walk",
    [
        new()
        {
            Id = "CURSOR-CHANGE-001", Title = "a user created during a walk repeats and hides nobody",
            Verifies = ["RFC9865-2-16"], Needs = CursorPages.Needed, Given = [TrialStep.Filter],
            Run = async scim =>
            {
                ScimResource[] users = [await scim.CreateUserAsync(), await scim.CreateUserAsync()];
                var first = await PageAsync(scim, "");
                await scim.CreateUserAsync();
                ExpectOnce(scim, await GoOnAsync(scim, first), users);
            },
        },
        new()
        {
            Id = "CURSOR-CHANGE-002", Title = "a walk goes on when the last user shown is removed",
            Verifies = ["RFC9865-2-18"], Needs = CursorPages.Needed, Given = [TrialStep.Filter, TrialStep.Delete],
            Run = async scim =>
            {
                ScimResource[] users = [await scim.CreateUserAsync(), await scim.CreateUserAsync(), await scim.CreateUserAsync()];
                var first = await PageAsync(scim, "");
                var removed = users.FirstOrDefault(user => first.Ids.Contains(user.Id));
                CheckContext.Require(removed is not null, $"the first page should show one of the check's own users, got {first.Describe()}");
                (await scim.DeleteAsync(removed!.Target)).Require(r => r.Is(204, 200));
                ExpectOnce(scim, await GoOnAsync(scim, first), [.. users.Where(user => user != removed)]);
            },
        },
    ]);

    private static async Task<ScimResponse> PageAsync(CheckContext scim, string cursor) => scim.RequireNarrowed(
        (await scim.QueryAsync(scim.Users, ("filter", scim.Mine()), ("count", "1"), ("cursor", cursor))).Require(r => r.Is(200).WithList()));

    private static async Task<IReadOnlyList<string>> GoOnAsync(CheckContext scim, ScimResponse first)
    {
        var pages = new List<ScimResponse> { first };
        while (pages[^1].NextCursor() is { } cursor && pages.Count < CursorPages.MostPages)
        {
            pages.Add(await PageAsync(scim, cursor));
        }

        return pages.Ids();
    }

    private static void ExpectOnce(CheckContext scim, IReadOnlyList<string> seen, ScimResource[] users) => scim.Expect(
        users.All(user => seen.Count(id => id == user.Id) == 1),
        "each user who was there throughout once",
        string.Join(", ", users.Select(user => $"{user.UserName} {seen.Count(id => id == user.Id)} times")));
}
