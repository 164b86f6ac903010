using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Creating users.</summary>
internal static class Creation
{
    public static CheckGroup Group { get; } = new("INTEROP-create", "creating users",
    [
        // Without the keyword a client cannot tell a duplicate from any other conflict, and retries for ever.
        new()
        {
            Id = "INTEROP-REG-033", Title = "a userName that is taken is answered with 409, status \"409\" and scimType uniqueness",
            Verifies = ["INTEROP-CREATE-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = await scim.PostAsync(scim.Users, user.Sent);
                reply.Accept(r => r.Is(409).WithError());
                reply.Expect("status").Is("409");
                reply.Expect("scimType").Is("uniqueness");
            },
        },

        new()
        {
            Id = "INTEROP-REG-033-2", Title = "an e-mail address that another user has too is no conflict, unless /Schemas says that it is unique",
            Verifies = ["INTEROP-CREATE-02"], Needs = [Needs.Users, Needs.UserAttribute("emails.value")], Given = [TrialStep.Create, TrialStep.Read],
            Run = async scim =>
            {
                var email = scim.Email(scim.NewName());
                await scim.CreateUserAsync($$"""{"emails":[{"type":"work","value":"{{email}}"}]}""");
                var reply = await scim.PostAsync(scim.Users, scim.NewUser($$"""{"emails":[{"type":"work","value":"{{email}}"}]}"""));
                reply.Accept(r => r.Is(201), r => r.Is(409).With(SaysUnique(scim.Profile), "and /Schemas publishes emails as unique"));
            },
        },

        new()
        {
            Id = "INTEROP-REG-046", Title = "externalId comes back in every answer as it was sent",
            Verifies = ["INTEROP-CREATE-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var external = scim.NewName() + "-aBc";
                var user = await scim.CreateUserAsync($$"""{"externalId":"{{external}}"}""");
                user.Reply.Expect("externalId").Is(external);
                (await scim.ReadAsync(user)).Expect("externalId").Is(external);
            },
        },

        new()
        {
            Id = "INTEROP-REG-045", Title = "at most one value is primary, at creation and after PATCH adds another primary value",
            Verifies = ["INTEROP-CREATE-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var emails = scim.TwoEmails();
                var both = emails.Members.Replace("\"home\"", "\"home\",\"primary\":true", StringComparison.Ordinal);
                var reply = await scim.PostAsync(scim.Users, scim.NewUser(both));
                var created = await scim.ReadCreatedAsync(scim.Users, reply);
                reply.Accept(r => r.Is(400), r => r.Is(201).With(Primaries(created) <= 1, "with one primary address"));
                var user = await scim.CreateUserAsync($$"""{"emails":[{"value":"{{scim.Email(scim.NewName())}}","type":"work","primary":true}]}""");
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"emails","value":[{"value":"{{scim.Email(scim.NewName())}}","type":"home","primary":true}]}""");
                after.Judge(Primaries(after) == 1, "one primary address", after.At("emails").Show());
            },
        },
    ]);

    private static int Primaries(ScimResponse user) => user.Values("emails").Count(e => e.Member("primary").Boolean() == true);

    private static bool SaysUnique(TargetProfile profile) => profile.Attribute(profile.Users, "emails") is { } emails
        && new[] { emails.Uniqueness, emails.Sub("value")?.Uniqueness }.Any(u => u is "server" or "global");
}
