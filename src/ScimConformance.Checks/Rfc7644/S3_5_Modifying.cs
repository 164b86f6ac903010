using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.5: which ways of modifying there are.</summary>
internal static class S3_5_Modifying
{
    public static CheckGroup Group { get; } = new("RFC7644-3.5", "modifying resources",
    [
        // "Implementers MUST support HTTP PUT"
        new()
        {
            Id = "MODIFY-001", Title = "PUT is supported",
            Verifies = ["RFC7644-3.5-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PutAsync(user.Target, user.Replacement())).Accept(r => r.IsSuccess());
                await scim.ReadAsync(user);
            },
        },

        // "Implementers MUST support HTTP PUT as specified in Section 4.3 of [RFC7231]", where PUT is idempotent.
        new()
        {
            Id = "MODIFY-004", Title = "the same PUT twice leaves what it left once",
            Verifies = ["RFC7644-3.5-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                // Several values, where they may change: that is where a second PUT adds what is there already.
                var body = user.Replacement(scim.Profile.UserAttributeIsReadWrite("emails")
                    ? $$"""{"emails":[{"value":"{{scim.Email(scim.NewName())}}","type":"work"},{"value":"{{scim.Email(scim.NewName())}}","type":"home"}]}"""
                    : "{}");
                (await scim.PutAsync(user.Target, body)).Require(r => r.IsSuccess());
                var once = await scim.ReadAsync(user);
                (await scim.PutAsync(user.Target, body)).Accept(r => r.IsSuccess());
                var twice = await scim.ReadAsync(user);
                scim.ExpectSame(twice, twice.Json, once.Json, "after the first PUT");
            },
        },

        new()
        {
            Id = "MODIFY-005", Title = "the same PUT of a group twice leaves what it left once",
            Verifies = ["RFC7644-3.5-03"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                var group = await scim.CreateGroupAsync();
                var body = group.Replacement($$"""{"members":[{"value":"{{user.Id}}"}]}""");
                (await scim.PutAsync(group.Target, body)).Require(r => r.IsSuccess());
                CheckContext.Require((await scim.ReadAsync(group)).At("members[0].value").Text() == user.Id, "the first PUT did not make the user a member");
                (await scim.PutAsync(group.Target, body)).Accept(r => r.IsSuccess());
                (await scim.ReadAsync(group)).ExpectValues("members", user.Id);
            },
        },

        // "and SHOULD support HTTP PATCH"
        new()
        {
            Id = "MODIFY-002", Title = "PATCH is supported and said to be",
            Verifies = ["RFC7644-3.5-02"], Needs = [Needs.Users, Needs.ServiceProviderConfig, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                scim.Expect(scim.Profile.ServiceProviderConfig.At("patch.supported"), "ServiceProviderConfig.patch.supported").Is(true);
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""")).Expect("displayName").Is("Babs");
            },
        },

        // The same holds for groups, where a PUT would carry all members.
        new()
        {
            Id = "MODIFY-003", Title = "PATCH is supported for groups",
            Verifies = ["RFC7644-3.5-02"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                var group = await scim.CreateGroupAsync();
                (await scim.PatchedAsync(group, $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}""")).ExpectValues("members", user.Id);
            },
        },
    ]);
}
