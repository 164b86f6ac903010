using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.2: groups.</summary>
internal static class S4_2_Group
{
    public static CheckGroup Group { get; } = new("RFC7643-4.2", "Groups",
    [
        // displayName: a human-readable name for the Group. REQUIRED.
        new()
        {
            Id = "GROUP-NAME-001", Title = "a group without displayName is refused",
            Verifies = ["RFC7643-4.2-01"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                await scim.CreateGroupAsync();
                var body = scim.NewGroup();
                body.Remove("displayName");
                (await scim.PostAsync(scim.Groups, body)).Accept(r => r.IsClientError());
            },
        },

        // The core schema declares no uniqueness of displayName; a provider that wants it says so in /Schemas.
        new()
        {
            Id = "GROUP-NAME-002", Title = "two groups of one name are taken, unless /Schemas says that names are unique",
            Verifies = ["RFC7643-4.2-02"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                var unique = scim.Profile.Attribute(scim.Profile.Groups, "displayName") is { } name && name.Uniqueness != "none";
                var reply = await scim.PostAsync(scim.Groups, (JsonObject)group.Sent.DeepClone());
                reply.Accept(r => unique ? r.Is(409, 400) : r.IsSuccess().With(reply.At("id").Text() != group.Id, "with another id"));
            },
        },

        // The "value" sub-attribute contains the value of an "id" attribute of a SCIM resource.
        new()
        {
            Id = "GROUP-MEMBER-001", Title = "a member comes back by its id, and $ref names it",
            Verifies = ["RFC7643-4.2-03"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var read = await scim.ReadAsync(await scim.CreateGroupAsync(user), "?attributes=displayName,members");
                read.Expect("members").HasCount(1);
                read.Expect("members[0].value").Is(user.Id);
                read.Expect("members[0].$ref").Satisfies(
                    r => r is null || (r.Text() ?? "").TrimEnd('/').EndsWith("/" + Uri.EscapeDataString(user.Id), StringComparison.Ordinal)
                        || (r.Text() ?? "").EndsWith("/" + user.Id, StringComparison.Ordinal),
                    $"absent, or a URI that ends in {user.Id}");
                read.Expect("members[0].type").Satisfies(t => t is null || t.Text() == scim.Profile.Users!.Name, $"absent or {scim.Profile.Users!.Name}");
            },
        },

        // While values MAY be added or removed, sub-attributes of members are "immutable".
        new()
        {
            Id = "GROUP-MEMBER-002", Title = "the value of a member cannot be changed in place",
            Verifies = ["RFC7643-4.2-04"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var (first, second) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var group = await scim.CreateGroupAsync(first);
                (await scim.PatchAsync(group, $$"""{"op":"replace","path":"members[value eq \"{{first.Id}}\"].value","value":"{{second.Id}}"}"""))
                    .Accept(r => r.IsSuccess(), r => r.IsClientError());
                (await scim.ReadAsync(group, "?attributes=displayName,members")).Expect("members[0].value").Is(first.Id);
            },
        },

        // The service provider may allow groups as members.
        new()
        {
            Id = "GROUP-NESTED-001", Title = "a group can be a member of a group",
            Verifies = ["RFC7643-4.2-05"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var inner = await scim.CreateGroupAsync();
                var reply = await scim.ReadCreatedAsync(scim.Groups, (await scim.PostAsync(scim.Groups, scim.NewGroup(inner))).Accept(r => r.IsSuccess()));
                reply.Expect("members[0].value").Is(inner.Id);
            },
        },

        // Service providers MAY require clients to provide a non-empty value by setting the "required" characteristic of a sub-attribute of "members".
        new()
        {
            Id = "GROUP-EMPTY-001", Title = "a group without members is taken",
            Verifies = ["RFC7643-4.2-06"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var group = scim.NewGroup();
                var reply = (await scim.PostAsync(scim.Groups, group)).Accept(r => r.IsSuccess());
                (await scim.ReadCreatedAsync(scim.Groups, reply)).Expect("displayName").Is(group["displayName"].Text()!);
            },
        },

        // Deleting a group removes the group; its members are resources of their own.
        new()
        {
            Id = "GROUP-DELETE-001", Title = "deleting a group leaves its members in place and out of it",
            Verifies = ["RFC7643-4.2-07"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = await scim.CreateGroupAsync(user);
                (await scim.DeleteAsync(group.Target)).Require(r => r.Is(204), r => r.Is(200));
                var read = (await scim.GetAsync(user.Target)).Accept(r => r.Is(200).WithResource());
                read.Judge((read.At("groups") as JsonArray)?.Any(g => g.Member("value").Text() == group.Id) != true, "a user without the deleted group", read.At("groups").Show());
            },
        },

        // If the value already exists, nothing is added (RFC 7644 section 3.5.2.1).
        new()
        {
            Id = "GROUP-MEMBER-003", Title = "adding a member twice succeeds and lists it once",
            Verifies = ["RFC7643-4.2-08"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                var group = await scim.CreateGroupAsync(user);
                (await scim.PatchAsync(group, $$$"""{"op":"add","path":"members","value":[{"value":"{{{user.Id}}}"}]}""")).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.ReadAsync(group, "?attributes=displayName,members")).Expect("members").HasCount(1);
            },
        },

        // A SCIM service provider MAY choose to enforce referential integrity for reference types referring to SCIM resources.
        new()
        {
            Id = "GROUP-INTEGRITY-001", Title = "a deleted user is gone from its groups",
            Verifies = ["RFC7643-2.3.7-03"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = await scim.CreateGroupAsync(user);
                (await scim.DeleteAsync(user.Target)).Require(r => r.Is(204), r => r.Is(200));
                (await scim.ReadAsync(group, "?attributes=displayName,members")).Expect("members").IsUnassigned();
            },
        },
    ]);
}
