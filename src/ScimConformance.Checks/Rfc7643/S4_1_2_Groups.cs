using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.1.2: the <c>groups</c> of a user.</summary>
internal static class S4_1_2_Groups
{
    public static CheckGroup Group { get; } = new("RFC7643-4.1.2-groups", "Users: groups",
    [
        // Group membership changes MUST be applied via the "Group" Resource. This attribute has a mutability of "readOnly".
        new()
        {
            Id = "USER-GROUPS-001", Title = "groups sent with a new user make it no member",
            Verifies = ["RFC7643-4.1.2-06"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var body = scim.NewUser();
                body["groups"] = new JsonArray(new JsonObject { ["value"] = group.Id });
                var reply = (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess(), r => r.IsClientError());
                await ExpectNoMemberAsync(scim, group, (await scim.ReadCreatedAsync(scim.Users, reply)).At("id").Text());
            },
        },

        // Group membership changes MUST be applied via the "Group" Resource.
        new()
        {
            Id = "USER-GROUPS-002", Title = "groups sent in a PUT of a user make it no member",
            Verifies = ["RFC7643-4.1.2-06"], Needs = [Needs.Users, Needs.Groups], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var user = await scim.CreateUserAsync();
                (await scim.ReplaceAsync(user, $$"""{"groups":[{"value":"{{group.Id}}"}]}""")).Accept(r => r.IsSuccess(), r => r.IsClientError());
                await ExpectNoMemberAsync(scim, group, user.Id);
            },
        },

        // Group membership changes MUST be applied via the "Group" Resource.
        new()
        {
            Id = "USER-GROUPS-003", Title = "PATCH of a user's groups makes it no member",
            Verifies = ["RFC7643-4.1.2-06"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var user = await scim.CreateUserAsync();
                (await scim.PatchAsync(user, $$$"""{"op":"add","path":"groups","value":[{"value":"{{{group.Id}}}"}]}"""))
                    .Accept(r => r.IsSuccess(), r => r.IsClientError());
                await ExpectNoMemberAsync(scim, group, user.Id);
            },
        },

        // The "value" sub-attribute MUST be the "id", and the "$ref" sub-attribute must be the URI of the corresponding "Group" resource.
        new()
        {
            Id = "USER-GROUPS-004", Title = "a user's groups name the group by its id",
            Verifies = ["RFC7643-4.1.2-07"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = await scim.CreateGroupAsync(user);
                var read = await scim.ReadAsync(user, "?attributes=userName,groups");
                CheckContext.ApplicableIf(read.At("groups") is JsonArray { Count: > 0 }, "users show no groups here");
                read.Expect("groups[0].value").Is(group.Id);
                var uri = S2_3_7_References.Resolve(scim, read.At("groups[0].$ref"));
                if (uri is not null && S2_3_7_References.IsOwn(scim, uri))
                {
                    var target = await scim.GetAsync(uri.AbsoluteUri);
                    target.Accept(r => r.Is(200).With(target.At("id").Text() == group.Id, "with the group"), r => r.Is(401, 403));
                }
            },
        },

        // The canonical types "direct" and "indirect" are defined to describe how the group membership was derived.
        new()
        {
            Id = "USER-GROUPS-005", Title = "a user's groups tell direct from indirect membership",
            Verifies = ["RFC7643-4.1.2-08"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var inner = await scim.CreateGroupAsync(user);
                var outer = await scim.CreateGroupAsync(inner);
                var read = await scim.ReadAsync(user, "?attributes=userName,groups");
                CheckContext.ApplicableIf(read.At("groups") is JsonArray { Count: > 0 }, "users show no groups here");
                ExpectType(read, inner, "direct");
                ExpectType(read, outer, "indirect");
            },
        },
        // Direct group membership ... SHOULD indicate that clients may modify membership through the "Group" resource.
        new()
        {
            Id = "USER-GROUPS-006", Title = "a direct membership ends when the group is replaced without the user",
            Verifies = ["RFC7643-4.1.2-14"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var (user, other) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var group = await scim.CreateGroupAsync(user, other);
                CheckContext.ApplicableIf(Lists(await scim.ReadAsync(user), group), "users show no groups here");
                (await scim.ReplaceAsync(group, $$"""{"members":[{"value":"{{other.Id}}"}]}""")).Accept(r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                read.Judge(!Lists(read, group), "a user without the group", read.At("groups").Show());
            },
        },
    ]);

    private static async Task ExpectNoMemberAsync(CheckContext scim, ScimResource group, string? userId)
    {
        var read = await scim.ReadAsync(group);
        var members = (read.At("members") as JsonArray)?.Select(m => m.Member("value").Text()) ?? [];
        read.Judge(userId is null || !members.Contains(userId), "a group without the user", read.At("members").Show());
    }

    private static bool Lists(ScimResponse user, ScimResource group) =>
        (user.At("groups") as JsonArray)?.Any(g => g.Member("value").Text() == group.Id) == true;

    private static void ExpectType(ScimResponse read, ScimResource group, string type)
    {
        var entry = (read.At("groups") as JsonArray)?.FirstOrDefault(g => g.Member("value").Text() == group.Id);
        var shown = entry.Member("type").Text();
        read.Judge(shown is null || shown.Equals(type, StringComparison.OrdinalIgnoreCase), $"type {type} or none for group {group.Id}", entry.Show());
    }
}
