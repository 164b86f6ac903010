using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Names and ids given at the same time.</summary>
internal static class UniquenessChecks
{
    public static CheckGroup Group { get; } = new("ROBUSTNESS-uniqueness", "names and ids given at the same time",
    [
        new()
        {
            Id = "ROBUST-CREATE-001", Title = "of users created with one userName at the same time one is created",
            Verifies = ["ROBUSTNESS-04"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                var replies = await Together.SendAsync(Together.Few, _ => scim.PostAsync(scim.Users, body.DeepClone()));
                var created = replies.Count(r => r.IsSuccess);
                CheckContext.Require(created > 0 || !replies.All(r => r.Status is 429 or 503), "every creation was throttled");
                scim.Expect(created == 1, "one creation answered with success", $"{created} of {replies.Length}");
                await ExpectOneFoundAsync(scim, body["userName"].Text()!);
            },
        },

        new()
        {
            Id = "ROBUST-CREATE-002", Title = "users created at the same time have ids of their own and hold what was sent",
            Verifies = ["ROBUSTNESS-06"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var bodies = Enumerable.Range(0, Together.Few).Select(_ => scim.NewUser()).ToList();
                var replies = await Together.SendAsync(bodies.Count, i => scim.PostAsync(scim.Users, bodies[i]));
                var ids = replies.Where(r => r.IsSuccess).Select(r => r.At("id").Text()).ToList();
                CheckContext.Require(ids.Count > 1, $"fewer than two of {replies.Length} creations succeeded; the first was answered {replies[0].Describe()}");
                scim.Expect(ids.Distinct().Count() == ids.Count, $"{ids.Count} different ids", $"{ids.Distinct().Count()}");
                for (var i = 0; i < bodies.Count; i++)
                {
                    if (replies[i].IsSuccess)
                    {
                        (await scim.ReadCreatedAsync(scim.Users, replies[i])).Expect("userName").IsIgnoringCase(bodies[i]["userName"].Text()!);
                    }
                }
            },
        },

        new()
        {
            Id = "ROBUST-RENAME-001", Title = "of users who are given one userName at the same time one gets it",
            Verifies = ["ROBUSTNESS-05"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("userName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var users = new[] { await scim.CreateUserAsync(), await scim.CreateUserAsync(), await scim.CreateUserAsync() };
                var name = scim.Email(scim.NewName());
                var replies = await Together.SendAsync(users.Length, i => scim.PatchAsync(users[i], $$"""{"op":"replace","path":"userName","value":"{{name}}"}"""));
                var renamed = replies.Count(r => r.IsSuccess);
                scim.Expect(renamed <= 1, "at most one renaming answered with success", $"{renamed} of {replies.Length}");
                if (renamed > 0)
                {
                    await ExpectOneFoundAsync(scim, name);
                }
            },
        },
    ]);

    /// <summary>Where filters work, exactly one user has the name.</summary>
    private static async Task ExpectOneFoundAsync(CheckContext scim, string userName)
    {
        if (scim.Profile.Supports("filter") == true && scim.Profile.ProblemWith(TrialStep.Filter) is null)
        {
            var found = await scim.FilterAsync(scim.Users, $"userName eq \"{userName}\"");
            var named = found.Resources.Count(r => r.Member("userName").Text() is not { } name || name.Equals(userName, StringComparison.OrdinalIgnoreCase));
            found.Judge(named == 1, "one user of that name", $"{named}");
        }
    }
}
