using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 4.1.1: <c>userName</c>.</summary>
internal static class S4_1_1_UserName
{
    public static CheckGroup Group { get; } = new("RFC7643-4.1.1-userName", "Users: userName",
    [
        // Each User MUST include a non-empty userName value.
        new()
        {
            Id = "USER-NAME-001", Title = "a user without userName is refused",
            Verifies = ["RFC7643-4.1.1-01"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body.Remove("userName");
                await RefusedOrFilledAsync(scim, body);
            },
        },

        // Each User MUST include a non-empty userName value.
        new()
        {
            Id = "USER-NAME-002", Title = "a user with an empty userName is refused",
            Verifies = ["RFC7643-4.1.1-01"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = scim => RefusedOrFilledAsync(scim, scim.NewUser("""{"userName":""}""")),
        },

        // Each User MUST include a non-empty userName value; null is no value.
        new()
        {
            Id = "USER-NAME-003", Title = "a user whose userName is null is refused",
            Verifies = ["RFC7643-4.1.1-01"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["userName"] = null;
                await RefusedOrFilledAsync(scim, body);
            },
        },

        // This identifier MUST be unique across the service provider's entire set of Users. This attribute is case insensitive.
        new()
        {
            Id = "USER-NAME-004", Title = "a userName that differs in letter case only is taken",
            Verifies = ["RFC7643-4.1.1-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var body = scim.NewUser();
                body["userName"] = user.UserName.ToUpperInvariant();
                (await scim.PostAsync(scim.Users, body)).Accept(r => r.Is(409), r => r.Is(400));
            },
        },

        // This identifier MUST be unique across the service provider's entire set of Users.
        new()
        {
            Id = "USER-NAME-005", Title = "PUT of another user's userName is refused",
            Verifies = ["RFC7643-4.1.1-04"], Needs = [Needs.Users], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var first = await scim.CreateUserAsync();
                var second = await scim.CreateUserAsync();
                (await scim.ReplaceAsync(second, $$"""{"userName":"{{first.UserName}}"}""")).RequirePutOffered().Accept(r => r.Is(409), r => r.Is(400));
                (await scim.ReadAsync(first)).Expect("userName").IsIgnoringCase(first.UserName);
                (await scim.ReadAsync(second)).Expect("userName").IsIgnoringCase(second.UserName);
            },
        },

        // This attribute is case insensitive.
        new()
        {
            Id = "USER-NAME-006", Title = "a filter by userName ignores letter case",
            Verifies = ["RFC7643-4.1.1-03"], Needs = [Needs.Users, Needs.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var list = (await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName.ToUpperInvariant()}\"")).Accept(r => r.Is(200));
                list.Judge(list.Ids.Contains(user.Id), "the user found", list.Describe());
            },
        },

        // userName has a mutability of "readWrite": values provided in a PUT replace the existing ones.
        new()
        {
            Id = "USER-NAME-007", Title = "PUT changes userName and frees the old one",
            Verifies = ["RFC7643-4.1.1-05"], Needs = [Needs.Users, Needs.UserAttribute("userName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var name = scim.Email(scim.NewName());
                (await scim.ReplaceAsync(user, $$"""{"userName":"{{name}}"}""")).RequirePutOffered().Accept(r => r.IsSuccess());
                (await scim.ReadAsync(user)).Expect("userName").IsIgnoringCase(name);
                var body = scim.NewUser();
                body["userName"] = user.UserName;
                (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess());
            },
        },

        // Case of values that are not caseExact may be altered.
        new()
        {
            Id = "USER-NAME-008", Title = "userName comes back in the letter case in which it was sent",
            Verifies = ["RFC7643-7-10"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var name = scim.NewName().ToUpperInvariant() + "@" + scim.Email("").TrimStart('@');
                var user = await scim.CreateUserAsync($$"""{"userName":"{{name}}"}""");
                (await scim.ReadAsync(user)).Expect("userName").Is(name);
            },
        },
    ]);

    private static async Task RefusedOrFilledAsync(CheckContext scim, JsonObject body)
    {
        var reply = await scim.PostAsync(scim.Users, body);
        var read = await scim.ReadCreatedAsync(scim.Users, reply);
        reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(!string.IsNullOrEmpty(read.At("userName").Text()), "with a userName"));
    }
}
