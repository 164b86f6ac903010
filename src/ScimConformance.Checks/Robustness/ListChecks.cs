using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Lists that are read while they change.</summary>
internal static class ListChecks
{
    public static CheckGroup Group { get; } = new("ROBUSTNESS-lists", "lists that change while they are read",
    [
        // Paging by offset cannot promise it (RFC 7644 section 3.4.2.4): a note, never a failure.
        new()
        {
            Id = "ROBUST-PAGE-001", Title = "paging shows each user once although others are created meanwhile",
            Verifies = ["ROBUSTNESS-14"], Needs = [Needs.Users, Needs.FilterByPrefix], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var users = new[] { await scim.CreateUserAsync(), await scim.CreateUserAsync(), await scim.CreateUserAsync() };
                var seen = new List<string>();
                for (var start = 1; start <= users.Length; start++)
                {
                    var page = await scim.QueryAsync(scim.Users, ("filter", $"userName sw \"{scim.Prefix}-\""), ("startIndex", $"{start}"), ("count", "1"));
                    page.Require(r => r.Is(200).With(page.Resources.All(u => u.Member("userName").Text() is not { } name || name.StartsWith(scim.Prefix, StringComparison.OrdinalIgnoreCase)), "with none but those who match the filter"));
                    seen.AddRange(page.Ids);
                    if (start < users.Length)
                    {
                        await scim.CreateUserAsync();
                    }
                }

                scim.Expect(
                    users.All(u => seen.Count(id => id == u.Id) == 1),
                    "each user who was there before on one page",
                    string.Join(", ", users.Select(u => $"{u.UserName} on {seen.Count(id => id == u.Id)}")));
            },
        },
    ]);
}
