using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>Changes of one resource at the same time.</summary>
internal static class LostUpdateChecks
{
    public static CheckGroup Group { get; } = new("ROBUSTNESS-updates", "changes of one resource at the same time",
    [
        new()
        {
            Id = "ROBUST-MEMBER-001", Title = "of 20 members that are added at the same time none is lost",
            Verifies = ["ROBUSTNESS-01"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(20);
                var group = await scim.CreateGroupAsync();
                var done = await Together.SendWithRetryAsync(users.Length, i => scim.PatchAsync(group, Add(users[i].Id)));
                (await ReadMembersAsync(scim, group)).ExpectNothingLost("members", users.Select(u => u.Id).ToList(), done);
            },
        },

        new()
        {
            Id = "ROBUST-MEMBER-002", Title = "of members that are removed at the same time none stays",
            Verifies = ["ROBUSTNESS-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(Together.Few);
                var group = await scim.CreateGroupAsync(users);
                CheckContext.Require((await ReadMembersAsync(scim, group)).Values("members").Count == users.Length, "the group was not created with its members");
                var done = await Together.SendWithRetryAsync(users.Length, i => scim.PatchAsync(group, $$"""{"op":"remove","path":"members[value eq \"{{users[i].Id}}\"]"}"""));
                var read = await ReadMembersAsync(scim, group);
                var kept = users.Where((u, i) => done[i] && read.Values("members").Contains(u.Id)).ToList();
                read.Judge(kept.Count == 0, "none of the members whose removal was answered with success", $"{kept.Count} of {done.Count(d => d)} still there");
            },
        },

        new()
        {
            Id = "ROBUST-MEMBER-003", Title = "a member that several requests add at the same time is in the group once",
            Verifies = ["ROBUSTNESS-15"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                await RequireOnceInTurnAsync(scim, user);
                var group = await scim.CreateGroupAsync();
                await Together.SendWithRetryAsync(Together.Few, _ => scim.PatchAsync(group, Add(user.Id)));
                var read = await ReadMembersAsync(scim, group);
                var times = read.Values("members").Count(v => v == user.Id);
                read.Judge(times == 1, "the member once", $"{times} times");
            },
        },

        new()
        {
            Id = "ROBUST-PATCH-001", Title = "of attributes that are changed at the same time none is lost",
            Verifies = ["ROBUSTNESS-03"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName"), Needs.UserAttribute("title"), Needs.UserAttribute("nickName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                string[] attributes = ["displayName", "title", "nickName", "name.givenName"];
                var user = await scim.CreateUserAsync();
                for (var round = 1; round <= 3; round++)
                {
                    var value = $"Round {round}";
                    var done = await Together.SendWithRetryAsync(attributes.Length, i => scim.PatchAsync(user, $$"""{"op":"replace","path":"{{attributes[i]}}","value":"{{value}}"}"""));
                    var read = await scim.ReadAsync(user);
                    foreach (var attribute in attributes.Where((_, i) => done[i]))
                    {
                        read.Expect(attribute).Is(value);
                    }
                }
            },
        },

        new()
        {
            Id = "ROBUST-PATCH-002", Title = "of e-mail addresses that are added at the same time none is lost",
            Verifies = ["ROBUSTNESS-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                string[] types = ["home", "other"];
                var user = await scim.CreateUserAsync();
                var emails = types.Select(_ => scim.Email(scim.NewName())).ToList();
                var done = await Together.SendWithRetryAsync(types.Length, i => scim.PatchAsync(user, $$"""{"op":"add","path":"emails","value":[{"value":"{{emails[i]}}","type":"{{types[i]}}"}]}"""));
                (await scim.ReadAsync(user)).ExpectNothingLost("emails", emails, done);
            },
        },

        // A refusal is honest; a server error is not.
        new()
        {
            Id = "ROBUST-CONTENTION-001", Title = "changes of one user at the same time are carried out or refused as what they are",
            Verifies = ["ROBUSTNESS-13"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                foreach (var reply in await Together.SendAsync(Together.Few, i => scim.PatchAsync(user, $$"""{"op":"replace","path":"displayName","value":"Name {{i}}"}""")))
                {
                    reply.Accept(r => r.Is(200, 202, 204), r => r.Is(409, 412, 423, 429, 503));
                }
            },
        },
    ]);

    private static string Add(string id) => $$"""{"op":"add","path":"members","value":[{"value":"{{id}}"}]}""";

    /// <summary>What goes wrong without haste is no matter of haste.</summary>
    private static async Task RequireOnceInTurnAsync(CheckContext scim, ScimResource user)
    {
        var group = await scim.CreateGroupAsync(user);
        await scim.PatchAsync(group, Add(user.Id));
        var times = (await ReadMembersAsync(scim, group)).Values("members").Count(v => v == user.Id);
        CheckContext.Require(times == 1, $"a member who is added twice, one request after the other, is listed {times} times, which PATCH-ADD-009 judges");
    }

    /// <summary>GET of a group, its members asked for by name, because they may be returned on request only.</summary>
    private static Task<ScimResponse> ReadMembersAsync(CheckContext scim, ScimResource group) => scim.ReadAsync(group, "?attributes=displayName,members");
}
