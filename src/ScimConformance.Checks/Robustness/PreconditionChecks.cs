using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Versions as preconditions of requests at the same time.</summary>
internal static class PreconditionChecks
{
    public static CheckGroup Group { get; } = new("ROBUSTNESS-preconditions", "one version, several requests",
    [
        new()
        {
            Id = "ROBUST-ETAG-001", Title = "of PUTs with the same If-Match at the same time one succeeds",
            Verifies = ["ROBUSTNESS-07"], Needs = [Needs.Users, Needs.ETag, Needs.UserAttribute("displayName")], Given = [TrialStep.Replace],
            Run = scim => JudgeAsync(scim, (user, i) =>
            {
                var body = user.Sent.DeepClone();
                body["id"] = user.Id;
                body["displayName"] = $"Name {i}";
                return new ScimRequest("PUT", user.Target).WithBody(body);
            }),
        },

        new()
        {
            Id = "ROBUST-ETAG-002", Title = "of PATCHes with the same If-Match at the same time one succeeds",
            Verifies = ["ROBUSTNESS-07"], Needs = [Needs.Users, Needs.ETag, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = scim => JudgeAsync(scim, (user, i) => new ScimRequest("PATCH", user.Target).WithBody(
                $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Name {{i}}"}]}""")),
        },
    ]);

    private static async Task JudgeAsync(CheckContext scim, Func<ScimResource, int, ScimRequest> change)
    {
        var user = await scim.CreateUserAsync();
        var read = await scim.ReadAsync(user);
        var version = read.Header("ETag") ?? read.At("meta.version").Text();
        CheckContext.Require(version is not null, "the user has no version");
        var replies = await Together.SendAsync(Together.Few, i => scim.SendAsync(change(user, i).WithHeader("If-Match", version!)));
        var done = replies.Select((reply, i) => (reply, i)).Where(r => r.reply.IsSuccess).Select(r => $"Name {r.i}").ToList();
        CheckContext.Require(done.Count > 0, $"no request with the version {version} succeeded; the first was answered {replies[0].Describe()}");
        scim.Expect(done.Count == 1, "one change answered with success", $"{done.Count} of {replies.Length}");
        (await scim.ReadAsync(user)).Expect("displayName").Satisfies(name => done.Contains(name.Text() ?? ""), $"what was answered with success: {string.Join(", ", done)}");
    }
}
