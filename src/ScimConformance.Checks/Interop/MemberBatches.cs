using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Several members in one request, and several requests at once.</summary>
internal static class MemberBatches
{
    private const int AtOnce = 20;

    public static CheckGroup Group { get; } = new("INTEROP-batches", "several members at once",
    [
        new()
        {
            Id = "INTEROP-REG-008", Title = "two removals by filter in one PATCH remove the members that they name",
            Verifies = ["INTEROP-MEMBERS-04"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = scim => JudgeRemovalsAsync(scim, id => $$"""{"op":"remove","path":"members[value eq \"{{id}}\"]"}"""),
        },

        new()
        {
            Id = "ENTRA-REG-008", Title = "two \"Remove\" operations with lists in one PATCH remove the members that they name",
            Verifies = ["ENTRA-MEMBERS-04"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = scim => JudgeRemovalsAsync(scim, id => $$"""{"op":"Remove","path":"members","value":[{"value":"{{id}}"}]}"""),
        },

        // Entra runs several requests at a time; each of them may answer that somebody else was faster.
        new()
        {
            Id = "INTEROP-REG-043", Title = "of many additions at once none that was answered with success is lost",
            Verifies = ["INTEROP-MEMBERS-05"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(AtOnce);
                var group = await scim.CreateGroupAsync();
                var replies = await Task.WhenAll(users.Select(u => scim.PatchAsync(group, $$"""{"op":"add","path":"members","value":[{"value":"{{u.Id}}"}]}""")));
                foreach (var reply in replies)
                {
                    reply.Accept(r => r.IsSuccess(), r => r.Is(409, 412, 429, 503));
                }

                var members = await scim.MembersAsync(group);
                var lost = users.Zip(replies).Count(p => p.Second.IsSuccess && !members.Contains(p.First.Id));
                scim.Expect(lost == 0, "every member whose addition succeeded", $"{lost} of {replies.Count(r => r.IsSuccess)} such members missing");
            },
        },

        new()
        {
            Id = "INTEROP-REG-044", Title = "one unknown member among known ones costs no member",
            Verifies = ["INTEROP-MEMBERS-06"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(2);
                var group = await scim.CreateGroupAsync(users[0]);
                await JudgeUnknownAsync(scim, "add", group, users);
                await JudgeUnknownAsync(scim, "replace", group, users);
            },
        },

        new()
        {
            Id = "INTEROP-REG-053", Title = "a group's displayName and externalId are replaced by one operation without path",
            Verifies = ["INTEROP-GROUP-01"], Needs = [Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var (name, external) = (scim.NewName(), scim.NewName());
                var after = await scim.PatchedAsync(group, $$$"""{"op":"replace","value":{"displayName":"{{{name}}}","externalId":"{{{external}}}"}}""");
                after.Expect("displayName").Is(name);
                after.Expect("externalId").Satisfies(e => e is null || e.Text() == external, $"\"{external}\", or absent where groups have no externalId");
            },
        },

        // Some applications take a hundred values at a time; the client has to be told. Twenty users named again and again do: it is the
        // number of values that such an application counts, and nobody's directory has to bear a hundred users for it.
        new()
        {
            Id = "INTEROP-REG-053-2", Title = "more than 100 member values in one operation are added, or refused with a SCIM error and none added",
            Verifies = ["INTEROP-GROUP-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var users = await scim.SharedMembersAsync(20);
                var values = Enumerable.Range(0, 101).Select(i => $$"""{"value":"{{users[i % users.Length].Id}}"}""");
                var group = await scim.CreateGroupAsync();
                var reply = await scim.PatchAsync(group, $$"""{"op":"add","path":"members","value":[{{string.Join(',', values)}}]}""");
                var members = await scim.MembersAsync(group);
                reply.Accept(
                    r => r.Is(200, 204).With(members.Distinct().ToList().AreExactly(users), $"and all {users.Length} members added"),
                    r => r.IsClientError().WithError().With(members.Count == 0, "and no member added"));
            },
        },
    ]);

    private static async Task JudgeRemovalsAsync(CheckContext scim, Func<string, string> removal)
    {
        var users = await scim.SharedMembersAsync(5);
        var group = await scim.CreateGroupAsync(users);
        var after = await scim.PatchedAsync(group, removal(users[1].Id), removal(users[3].Id));
        after.ExpectValues("members", users[0].Id, users[2].Id, users[4].Id);
    }

    /// <summary>The group has its first member; the second and a stranger are asked for.</summary>
    private static async Task JudgeUnknownAsync(CheckContext scim, string op, ScimResource group, ScimResource[] users)
    {
        var before = await scim.MembersAsync(group);
        var reply = await scim.PatchAsync(group, $$"""{"op":"{{op}}","path":"members","value":[{"value":"{{users[1].Id}}"},{"value":"{{CheckContext.UnknownId}}"}]}""");
        var after = await scim.MembersAsync(group);
        reply.Accept(
            r => r.IsClientError().With(after.Order().SequenceEqual(before.Order()), "and the members as they were"),
            r => r.Is(200, 204).With(after.Contains(users[1].Id) && (op == "replace" || after.Contains(users[0].Id)), "and the known member applied"));
    }
}
