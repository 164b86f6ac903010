using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Members of groups, as identity providers add and remove them.</summary>
internal static class Members
{
    public static CheckGroup Group { get; } = new("INTEROP-members", "members of groups",
    [
        // Read by RFC 7644 section 3.5.2.2 the value counts for nothing and the group is emptied: everybody in it loses access.
        new()
        {
            Id = "ENTRA-REG-005", Title = "\"Remove\" of members with a list leaves the members that are not in the list",
            Verifies = ["ENTRA-MEMBERS-01"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(3);
                var group = await scim.CreateGroupAsync(users);
                await scim.PatchAsync(group, RemoveListed(users[0]));
                var left = await scim.MembersAsync(group);
                scim.Expect(left.Contains(users[1].Id) && left.Contains(users[2].Id), "the two members that were not named still there", $"{left.Count} of 3 members left");
            },
        },

        new()
        {
            Id = "ENTRA-REG-006", Title = "\"Remove\" of members with a list removes the members in the list",
            Verifies = ["ENTRA-MEMBERS-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(2);
                var group = await scim.CreateGroupAsync(users);
                var reply = await scim.PatchAsync(group, $$"""{"op":"Remove","path":"members","value":[{"value":"{{users[0].Id}}"}]}""");
                reply.Accept(r => r.Is(200), r => r.Is(204));
                scim.Expect(!(await scim.MembersAsync(group)).Contains(users[0].Id), "the named member gone", "it is still a member");
            },
        },

        new()
        {
            Id = "INTEROP-REG-007", Title = "removing one member leaves the others, adding one keeps those that are there",
            Verifies = ["INTEROP-MEMBERS-01"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(3);
                var group = await scim.CreateGroupAsync(users[0], users[1]);
                var after = await scim.PatchedAsync(group, $$"""{"op":"remove","path":"members[value eq \"{{users[0].Id}}\"]"}""");
                after.ExpectValues("members", users[1].Id);
                after = await scim.PatchedAsync(group, $$"""{"op":"add","path":"members","value":[{"value":"{{users[2].Id}}"}]}""");
                after.ExpectValues("members", users[1].Id, users[2].Id);
            },
        },

        new()
        {
            Id = "INTEROP-REG-009", Title = "adding a member who is there succeeds and lists the member once",
            Verifies = ["INTEROP-MEMBERS-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedMemberAsync(), await scim.CreateGroupAsync());
                var add = $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}""";
                (await scim.PatchAsync(group, add)).Require(r => r.IsSuccess());
                (await scim.PatchedAsync(group, add)).ExpectValues("members", user.Id);
            },
        },

        // A server that drops the null on the way in and compares with it on the way out finds nothing to remove.
        new()
        {
            Id = "ENTRA-REG-010", Title = "\"$ref\":null beside a member's value is no obstacle to adding or removing it",
            Verifies = ["ENTRA-MEMBERS-03"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedMemberAsync(), await scim.CreateGroupAsync());
                var after = await scim.PatchedAsync(group, $$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{user.Id}}"}]}""");
                after.ExpectValues("members", user.Id);
                (await scim.PatchedAsync(group, RemoveListed(user))).ExpectValues("members");
            },
        },

        new()
        {
            Id = "INTEROP-REG-011", Title = "a member given as a bare text, or with a displayName, is added or refused, never half done",
            Verifies = ["INTEROP-MEMBERS-03"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(2);
                var group = await scim.CreateGroupAsync();
                await JudgeAddingAsync(scim, group, users[0], $"\"{users[0].Id}\"");
                await JudgeAddingAsync(scim, group, users[1], $$"""[{"displayName":"x","value":"{{users[1].Id}}"}]""");
            },
        },

        new()
        {
            Id = "OKTA-REG-012", Title = "Push Now of an empty group empties it",
            Verifies = ["OKTA-GROUP-01"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync());
                (await scim.PatchedAsync(group, """{"op":"replace","path":"members","value":[]}""")).ExpectValues("members");
            },
        },

        // RFC 7644 section 3.5.2 answers a readOnly attribute with 400; Okta repeats the id that the group has.
        new()
        {
            Id = "OKTA-REG-013", Title = "a group is renamed by a value that repeats its id",
            Verifies = ["OKTA-GROUP-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync());
                var name = scim.NewName();
                var after = await scim.PatchedAsync(group, $$$"""{"op":"replace","value":{"id":"{{{group.Id}}}","displayName":"{{{name}}}","members":[]}}""");
                after.Expect("id").Is(group.Id);
                after.Expect("displayName").Is(name);
                after.ExpectValues("members");
            },
        },
    ]);

    private static string RemoveListed(ScimResource user) => $$"""{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{{user.Id}}"}]}""";

    private static async Task JudgeAddingAsync(CheckContext scim, ScimResource group, ScimResource user, string value)
    {
        var reply = await scim.PatchAsync(group, $$"""{"op":"add","path":"members","value":{{value}}}""");
        var added = (await scim.MembersAsync(group)).Contains(user.Id);
        reply.Accept(r => r.Is(200, 204).With(added, "and the member added"), r => r.IsClientError().With(!added, "and the member not added"));
    }
}
