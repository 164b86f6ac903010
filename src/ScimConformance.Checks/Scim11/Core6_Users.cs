using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>Core schema section 6: users.</summary>
internal static class Core6_Users
{
    public static CheckGroup Group { get; } = new("SCIM11-CORE-6", "SCIM 1.1: users",
    [
        // "Each User MUST include a non-empty userName value."
        new()
        {
            Id = "V1-USER-001", Title = "a user without userName is refused",
            Verifies = ["SCIM11-CORE-6.1-01"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.PostAsync("/Users", scim.V1.NewUser("""{"userName":null}"""))).Accept(r => r.IsClientError()),
        },
        new()
        {
            Id = "V1-USER-002", Title = "a user with an empty userName is refused",
            Verifies = ["SCIM11-CORE-6.1-01"], Needs = [Needs.Scim11],
            Run = async scim => (await scim.V1.PostAsync("/Users", scim.V1.NewUser("""{"userName":""}"""))).Accept(r => r.IsClientError()),
        },

        // "This value MUST never be returned by a Service Provider in any form."
        new()
        {
            Id = "V1-USER-003", Title = "the password is never returned",
            Verifies = ["SCIM11-CORE-6.1-02"], Needs = [Needs.Scim11Attribute("password")],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync("""{"password":"t1meMa$heen"}""");
                foreach (var reply in new[] { user.Reply, await scim.V1.ReadAsync(user), await scim.V1.GetAsync(user.Target + "?attributes=password") })
                {
                    reply.Judge(reply.At("password") is null && !reply.Text.Contains("t1meMa$heen", StringComparison.Ordinal), "no password", "a password in the answer");
                }
            },
        },

        // "a concatenation of the ISO 639-1 two letter language code, an underscore, and the ISO 3166-1 2 letter country code"
        new()
        {
            Id = "V1-USER-004", Title = "locale and preferredLanguage keep their underscore",
            Verifies = ["SCIM11-CORE-6.1-03"], Needs = [Needs.Scim11Attribute("locale"), Needs.Scim11Attribute("preferredLanguage")],
            Run = async scim =>
            {
                var read = await scim.V1.ReadAsync(await scim.V1.CreateUserAsync("""{"locale":"en_US","preferredLanguage":"de_CH"}"""));
                read.Expect("locale").Is("en_US");
                read.Expect("preferredLanguage").Is("de_CH");
            },
        },

        // "the value MUST be the "id" attribute of the corresponding Group resources"
        new()
        {
            Id = "V1-USER-005", Title = "a user's groups are given by their ids",
            Verifies = ["SCIM11-CORE-6.2-01"], Needs = [Needs.Scim11Groups],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var group = await scim.V1.CreateGroupAsync(user);
                var read = await scim.V1.ReadAsync(user);
                CheckContext.ApplicableIf(read.At("groups") is JsonArray { Count: > 0 }, "users do not show their groups");
                read.ExpectValues("groups", [group.Id]);
            },
        },

        // "Since this attribute is read-only, group membership changes MUST be applied via the Group Resource".
        new()
        {
            Id = "V1-USER-006", Title = "groups in a PUT make nobody a member",
            Verifies = ["SCIM11-CORE-6.2-01"], Needs = [Needs.Scim11Groups],
            Run = async scim =>
            {
                var user = await scim.V1.CreateUserAsync();
                var group = await scim.V1.CreateGroupAsync();
                (await scim.V1.ReplaceAsync(user, $$"""{"groups":[{"value":"{{group.Id}}"}]}""")).Accept(r => r.Is(200));
                (await scim.V1.ReadAsync(user)).ExpectValues("groups", []);
                (await scim.V1.ReadAsync(group)).ExpectValues("members", []);
            },
        },
    ]);
}
