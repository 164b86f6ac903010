using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.1.1: <c>active</c> and <c>password</c>.</summary>
internal static class S4_1_1_Account
{
    private const string Secret = "Pw-t1meMa$heen-9z";

    private static readonly Needs Password = new("user password", p =>
        p.Users is { } users && p.Schema(users.Schema) is not null && p.Attribute(users, "password") is not { IsWritable: true } ? "users have no password here" : null);

    public static CheckGroup Group { get; } = new("RFC7643-4.1.1-account", "Users: active and password",
    [
        // A Boolean value indicating the user's administrative status; a value of false suspends the account and does not remove it.
        new()
        {
            Id = "USER-ACTIVE-001", Title = "PATCH of active to false is readable and leaves the user in place",
            Verifies = ["RFC7643-4.1.1-10"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchAsync(user, """{"op":"replace","path":"active","value":false}""")).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200).WithResource()).Expect("active").Is(false);
            },
        },

        // A value of true implies that the user is able to log in.
        new()
        {
            Id = "USER-ACTIVE-002", Title = "PATCH of active back to true is readable",
            Verifies = ["RFC7643-4.1.1-11"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":false}""");
                (await scim.PatchAsync(user, """{"op":"replace","path":"active","value":true}""")).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.ReadAsync(user)).Expect("active").Is(true);
            },
        },

        // The definitive meaning of this attribute is determined by the service provider.
        new()
        {
            Id = "USER-ACTIVE-003", Title = "a user can be created with active false",
            Verifies = ["RFC7643-4.1.1-12"], Needs = [Needs.Users, Needs.UserAttribute("active")],
            Run = async scim => (await scim.ReadAsync(await scim.CreateUserAsync("""{"active":false}"""))).Expect("active").Is(false),
        },

        // The cleartext value or the hashed value of a password SHALL NOT be returnable by a service provider.
        new()
        {
            Id = "USER-PASSWORD-001", Title = "the password is in no answer: created, read, listed, replaced, searched",
            Verifies = ["RFC7643-4.1.1-13"], Needs = [Needs.Users, Password], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"password":"{{Secret}}"}""");
                ExpectNoSecret(user.Reply);
                ExpectNoSecret(await scim.ReadAsync(user));
                ExpectNoSecret(await scim.GetAsync(user.Target + "?attributes=userName,password"));
                ExpectNoSecret(await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\""));
                ExpectNoSecret(await scim.SearchAsync(scim.Users, $"\"filter\":\"userName eq \\\"{user.UserName}\\\"\",\"attributes\":[\"password\"]"));
            },
        },

        // The cleartext value or the hashed value of a password SHALL NOT be returnable by a service provider.
        new()
        {
            Id = "USER-PASSWORD-002", Title = "the answer to a PUT with a password does not hold it",
            Verifies = ["RFC7643-4.1.1-13"], Needs = [Needs.Users, Password],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.ReplaceAsync(user, $$"""{"password":"{{Secret}}"}""");
                CheckContext.ApplicableIf(reply.IsSuccess || scim.Profile.Supports("changePassword") == true, "the endpoint does not support changing passwords");
                ExpectNoSecret(reply.Require(r => r.IsSuccess()));
                ExpectNoSecret(await scim.ReadAsync(user));
            },
        },

        // A filter for equality may compare a password; no answer may show it.
        new()
        {
            Id = "USER-PASSWORD-003", Title = "a filter on password never shows it",
            Verifies = ["RFC7643-4.1.1-14"], Needs = [Needs.Users, Needs.Filter, Password], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"password":"{{Secret}}"}""");
                var list = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\" and password pr");
                ExpectNoSecret(list.Accept(r => r.Is(200, 400, 403, 501)));
            },
        },

        // changePassword: a complex type that specifies configuration options related to changing a password.
        new()
        {
            Id = "USER-PASSWORD-004", Title = "a new password is accepted where changePassword is supported",
            Verifies = ["RFC7643-4.1.1-15"], Needs = [Needs.Users, Needs.ChangePassword, Password],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"password":"{{Secret}}"}""");
                (await scim.ReplaceAsync(user, """{"password":"An0ther-Pa$$phrase"}""")).RequirePutOffered().Accept(r => r.IsSuccess());
                await scim.ReadAsync(user);
            },
        },

        // Testing for an equality match MAY be supported if there is an existing stored hashed value.
        new()
        {
            Id = "USER-PASSWORD-006", Title = "a filter for equality of password tells right from wrong, or is refused",
            Verifies = ["RFC7643-4.1.1-16"], Needs = [Needs.Users, Needs.Filter, Password], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"password":"{{Secret}}"}""");
                foreach (var (value, matches) in new[] { (Secret, true), ("something else", false) })
                {
                    var list = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\" and password eq \"{value}\"");
                    list.Accept(r => r.Is(400, 403, 501), r => r.Is(200).With(list.Ids.Contains(user.Id) == matches, matches ? "with the user" : "without the user"));
                }
            },
        },

        // The attribute is never returned.
        new()
        {
            Id = "USER-PASSWORD-005", Title = "password is not returned, not even when it is asked for by name",
            Verifies = ["RFC7643-7-15"], Needs = [Needs.Users, Password],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"password":"{{Secret}}"}""");
                (await scim.ReadAsync(user, "?attributes=userName,password")).Expect("password").IsUnassigned();
                (await scim.ReadAsync(user)).Expect("password").IsUnassigned();
            },
        },
    ]);

    private static void ExpectNoSecret(ScimResponse reply)
    {
        var shown = reply.Text.Contains(Secret, StringComparison.Ordinal)
            || reply.Exchange.Response?.Headers.Any(h => h.Value.Contains(Secret, StringComparison.Ordinal)) == true;
        reply.Judge(!shown, "an answer without the password", shown ? "the password" : "so");
    }
}
