using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>Hostile input is data, never code, and never more than the endpoint can bear.</summary>
internal static class InputChecks
{
    private static readonly string[] CodeShapes =
    [
        "' OR '1'='1", "'; DROP TABLE users; --", "<script>alert(1)</script>", "{\\\"$ne\\\":null}", "${7*7}", "{{7*7}}", "../../etc/passwd", "*)(uid=*", "%00%27",
    ];

    public static CheckGroup Group { get; } = new("SECURITY-input", "hostile input",
    [
        new()
        {
            Id = "SECURITY-INPUT-001", Title = "a filter value shaped like code matches nothing but itself",
            Verifies = ["SECURITY-05"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                foreach (var shape in CodeShapes)
                {
                    var reply = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}{shape}\"");
                    reply.Judge(reply.Ids.Count == 0, $"nothing found for {shape}", $"{reply.Ids.Count} resource(s)");
                }

                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-002", Title = "an attribute value shaped like code is stored as it is or refused",
            Verifies = ["SECURITY-05"], Needs = [Needs.Users, Needs.UserAttribute("displayName")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                foreach (var shape in CodeShapes)
                {
                    var body = scim.NewUser($$"""{"displayName":"{{shape}}"}""");
                    var reply = await scim.PostAsync(scim.Users, body);
                    reply.Accept(r => r.Is(201), r => r.IsClientError());
                    if (reply.Status == 201)
                    {
                        (await scim.ReadCreatedAsync(scim.Users, reply)).Expect("displayName").Is(body["displayName"].Text()!);
                    }
                }
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-003", Title = "a filter value shaped like code causes no server error",
            Verifies = ["SECURITY-06"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                foreach (var shape in CodeShapes)
                {
                    (await scim.FilterAsync(scim.Users, $"userName eq \"{scim.Prefix}{shape}\"")).Accept(r => r.IsNoServerError());
                    (await scim.FilterAsync(scim.Users, $"userName co \"{shape}{scim.Prefix}\"")).Accept(r => r.IsNoServerError());
                }
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-004", Title = "a NUL character causes no server error",
            Verifies = ["SECURITY-10"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Filter],
            Run = async scim =>
            {
                (await scim.PostAsync(scim.Users, scim.NewUser("""{"displayName":"a\u0000b"}"""))).Accept(r => r.IsNoServerError());
                var name = scim.NewUser();
                name["userName"] = "\0" + scim.Prefix;
                (await scim.PostAsync(scim.Users, name)).Accept(r => r.IsNoServerError());
                (await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22%00{scim.Prefix}%22")).Accept(r => r.IsNoServerError());
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-005", Title = "a lone surrogate causes no server error",
            Verifies = ["SECURITY-10"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Filter],
            Run = async scim =>
            {
                var text = scim.NewUser("""{"displayName":"@@"}""").ToJsonString().Replace("@@", "a\\ud800b", StringComparison.Ordinal);
                (await scim.PostAsync(scim.Users, text)).Accept(r => r.IsNoServerError());
                (await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22\\ud800{scim.Prefix}%22")).Accept(r => r.IsNoServerError());
                (await scim.GetAsync($"{scim.Users}?filter=userName%20eq%20%22%ED%A0%80{scim.Prefix}%22")).Accept(r => r.IsNoServerError());
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-006", Title = "a repeated JSON key causes no server error",
            Verifies = ["SECURITY-11"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(scim.Users, WithRepeatedUserName(scim))).Accept(r => r.IsNoServerError()),
        },

        new()
        {
            Id = "SECURITY-INPUT-007", Title = "a JSON key repeated with another value is refused with 400",
            Verifies = ["SECURITY-12"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim => (await scim.PostAsync(scim.Users, WithRepeatedUserName(scim))).Accept(r => r.Is(400)),
        },
    ]);

    private static string WithRepeatedUserName(CheckContext scim)
    {
        var text = new StringBuilder(scim.NewUser().ToJsonString());
        return text.Insert(text.Length - 1, $",\"userName\":\"{scim.Email(scim.NewName())}\"").ToString();
    }
}
