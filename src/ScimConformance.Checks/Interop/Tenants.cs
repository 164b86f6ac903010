using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Customers of one application, each with an identity provider of its own.</summary>
internal static class Tenants
{
    public static CheckGroup Group { get; } = new("INTEROP-tenants", "customers kept apart",
    [
        new()
        {
            Id = "INTEROP-REG-047", Title = "a token of one customer neither reads nor changes a user of another, nor learns of its e-mail address",
            Verifies = ["INTEROP-TENANT-01"], Needs = [Needs.Users, Needs.SecondTenant, Needs.UserAttribute("displayName")], Given = [TrialStep.Read, TrialStep.Create],
            Run = async scim =>
            {
                var theirs = await scim.SecondTenant.CreateUserAsync("""{"displayName":"Barbara Jensen"}""");
                var read = await scim.GetAsync(theirs.Target);
                read.Accept(r => r.Is(404), r => r.Is(200).With(read.At("userName").Text() != theirs.Sent["userName"].Text(), "with a user of its own"));
                if (read.Status == 404)
                {
                    (await scim.PatchAsync(theirs, """{"op":"replace","path":"displayName","value":"Stranger"}""")).Accept(r => r.Is(404), r => r.Is(405, 501));
                    (await scim.DeleteAsync(theirs.Target)).Accept(r => r.Is(404));
                }

                var email = await scim.PostAsync(scim.Users, scim.NewUser($$"""{"emails":{{theirs.Sent["emails"]?.ToJsonString() ?? "null"}}}"""));
                email.Accept(r => r.Is(201), r => r.Is(400, 403, 422));
                (await scim.SecondTenant.GetAsync(theirs.Target)).Accept(r => r.Is(200)).Expect("displayName").Is("Barbara Jensen");
            },
        },
    ]);
}
