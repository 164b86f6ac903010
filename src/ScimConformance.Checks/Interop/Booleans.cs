using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Booleans that Entra sends as text, and operations that it writes with a capital letter.</summary>
internal static class Booleans
{
    public static CheckGroup Group { get; } = new("INTEROP-booleans", "booleans as text, capital operations",
    [
        // The spelling follows from the mapping expression that the administrator wrote, and from the flag in the tenant URL.
        new()
        {
            Id = "ENTRA-REG-002", Title = "\"False\", \"false\", \"True\", \"true\" and JSON booleans switch a user off and on alike",
            Verifies = ["ENTRA-BOOLEAN-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                foreach (var (sent, active) in new[] { ("\"false\"", false), ("\"true\"", true), ("\"False\"", false), ("\"True\"", true), ("false", false), ("true", true) })
                {
                    (await scim.PatchedAsync(user, $$"""{"op":"Replace","path":"active","value":{{sent}}}""")).Expect("active").Is(active);
                }
            },
        },

        new()
        {
            Id = "ENTRA-REG-003", Title = "active is shown as a JSON boolean after it was sent as text",
            Verifies = ["ENTRA-BOOLEAN-02"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")], Given = [TrialStep.Patch, TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                var reply = await scim.PatchAsync(user, """{"op":"Replace","path":"active","value":"False"}""");
                if (reply.Status == 200)
                {
                    reply.Expect("active").IsBoolean();
                }

                (await scim.ReadAsync(user)).Expect("active").IsBoolean();
                var listed = (await scim.FindUsersAsync(Queries.IsUser(user))).Listed(user);
                scim.Expect(listed is null || listed.Member("active").Boolean() is not null, "active as a JSON boolean in the list", listed.Member("active").Show());
            },
        },

        new()
        {
            Id = "ENTRA-REG-004", Title = "the capital operation \"Add\" adds a member",
            Verifies = ["ENTRA-OPERATION-01"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (user, group) = (await scim.SharedMemberAsync(), await scim.CreateGroupAsync());
                var after = await scim.PatchedAsync(group, $$"""{"op":"Add","path":"members","value":[{"value":"{{user.Id}}"}]}""");
                after.ExpectValues("members", user.Id);
            },
        },
    ]);
}
