using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Switching users off and on, which is what provisioning is bought for.</summary>
internal static class Activation
{
    public static CheckGroup Group { get; } = new("INTEROP-active", "switching users off and on",
    [
        // An honest refusal is a task for the administrator; a success without effect is access that nobody knows of.
        new()
        {
            Id = "INTEROP-REG-015", Title = "switching a user off is done, readable and findable, or refused",
            Verifies = ["INTEROP-ACTIVE-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                var reply = await scim.PatchAsync(user, """{"op":"replace","path":"active","value":false}""");
                var active = (await scim.GetAsync(user.Target)).At("active").Boolean();
                reply.Accept(r => r.Is(200, 204).With(active == false, "and active false"), r => r.Is(400, 403, 405, 501).With(active == true, "and active true as before"));
                if (reply.IsSuccess && scim.Profile.Supports("filter") == true)
                {
                    var found = await scim.FindUsersAsync($"{Queries.IsUser(user)} and active eq false");
                    found.Accept(r => r.Is(200).With(found.Listed(user) is not null, "with the user"), r => r.Is(400).WithScimType("invalidFilter"));
                }
            },
        },

        new()
        {
            Id = "INTEROP-REG-035", Title = "a user who was switched off can be provisioned again",
            Verifies = ["INTEROP-ACTIVE-02"], Needs = [Needs.Users, Needs.Patch, Needs.Filter, Needs.UserAttribute("active")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                (await scim.PatchAsync(user, """{"op":"replace","path":"active","value":false}""")).Require(r => r.IsSuccess());
                var again = await scim.PostAsync(scim.Users, user.Sent);
                again.Accept(
                    r => r.Is(200, 201).With(again.At("id").Text() == user.Id, "with the id that the user had"),
                    r => r.Is(409));
                if (again.IsSuccess)
                {
                    (await scim.ReadAsync(user)).Expect("active").Is(true);
                }
                else if (again.Status == 409)
                {
                    var found = await scim.FindUsersAsync(Queries.IsUser(user));
                    found.Judge(found.Listed(user) is not null, "the user who is in the way, found by userName", found.Describe());
                    (await scim.PatchedAsync(user, """{"op":"replace","path":"active","value":true}""")).Expect("active").Is(true);
                }
            },
        },

        new()
        {
            Id = "OKTA-REG-036", Title = "a user created with active true is answered and shown with active true",
            Verifies = ["OKTA-CREATE-03"], Needs = [Needs.Users, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                user.Reply.Expect("active").Is(true);
                (await scim.ReadAsync(user)).Expect("active").Is(true);
            },
        },

        new()
        {
            Id = "ENTRA-REG-052", Title = "a changed userName and e-mail address leave the user the same and switched on",
            Verifies = ["ENTRA-RENAME-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("userName"), Needs.UserAttribute("active"), Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$"""{"active":true,"emails":[{"type":"work","value":"{{scim.Email(scim.NewName())}}"}]}""");
                var renamed = scim.Email(scim.NewName());
                var after = await scim.PatchedAsync(
                    user,
                    $$"""{"op":"Replace","path":"userName","value":"{{renamed}}"}""",
                    $$"""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"{{renamed}}"}""");
                after.Expect("id").Is(user.Id);
                after.Expect("userName").IsIgnoringCase(renamed);
                after.Expect("emails[type=work].value").IsIgnoringCase(renamed);
                after.Expect("active").Is(true);
            },
        },
    ]);
}
