using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>Hostile input is data, never code, and never more than the endpoint can bear.</summary>
internal static class InputChecks
{
    private static readonly string[] CodeShapes =
    [
        "' OR '1'='1", "'; DROP TABLE users; --", "<script>alert(1)</script>", "{\\\"$ne\\\":null}", "${7*7}", "{{7*7}}", "../../etc/passwd", "*)(uid=*", "%00%27", "${jndi:ldap://127.0.0.1:9/a}",
    ];

    public static CheckGroup Group { get; } = new("SECURITY-input", "hostile input",
    [
        new()
        {
            Id = "SECURITY-INPUT-001", Title = "a filter value shaped like code matches nothing but itself",
            Verifies = ["SECURITY-05"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
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

        new()
        {
            Id = "SECURITY-INPUT-008", Title = "an id shaped like a path or like code is answered with 4xx",
            Verifies = ["SECURITY-16"], Given = [TrialStep.Read], Needs = [Needs.Users],
            Run = async scim =>
            {
                foreach (var id in new[] { "../../../../etc/passwd", "..\\..\\windows\\win.ini", "' OR '1'='1", "*", "${jndi:ldap://127.0.0.1:9/a}", "{{7*7}}" })
                {
                    var reply = await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(id)}");
                    reply.Judge(reply.Status is >= 400 and <= 499, $"4xx for the id {id}", reply.Describe());
                }
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-009", Title = "query parameters shaped like code cause no server error",
            Verifies = ["SECURITY-17"], Given = [TrialStep.Read], Needs = [Needs.Users],
            Run = async scim =>
            {
                foreach (var shape in new[] { "userName'; DROP TABLE users; --", "${jndi:ldap://127.0.0.1:9/a}", "{{7*7}}", "../../etc/passwd", "userName\0" })
                {
                    (await scim.QueryAsync(scim.Users, ("count", "1"), ("sortBy", shape), ("sortOrder", shape))).Accept(r => r.IsNoServerError(), r => r.Is(501));
                    (await scim.QueryAsync(scim.Users, ("count", "1"), ("attributes", shape))).Accept(r => r.IsNoServerError(), r => r.Is(501));
                }

                (await scim.QueryAsync(scim.Users, ("startIndex", "1 OR 1=1"), ("count", "1; SELECT 1"))).Accept(r => r.IsNoServerError(), r => r.Is(501));
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-010", Title = "PATCH paths shaped like code cause no server error and change nothing",
            Verifies = ["SECURITY-17"], Given = [TrialStep.Patch], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                foreach (var path in new[] { "displayName'; DROP TABLE users; --", "${jndi:ldap://127.0.0.1:9/a}", "__proto__.admin", "constructor.prototype.admin", "../displayName", "displayName\u0000" })
                {
                    (await scim.PatchAsync(user, $$"""{"op":"replace","path":"{{path}}","value":"x"}""")).Accept(r => r.IsNoServerError());
                }

                var read = await scim.ReadAsync(user);
                read.Judge(read.At("userName").Text() is not null && read.At("admin") is null, "the user as it was", read.Describe());
            },
        },

        new()
        {
            Id = "SECURITY-INPUT-011", Title = "a NUL character is refused or comes back",
            Verifies = ["SECURITY-18"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = scim => JudgeKeptAsync(scim, "a\\u0000b", "a\0b"),
        },

        new()
        {
            Id = "SECURITY-INPUT-012", Title = "a lone surrogate is refused or comes back, as itself or as the replacement character",
            Verifies = ["SECURITY-18"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = scim => JudgeKeptAsync(scim, "a\\ud800b", "a\uFFFDb"),
        },

        new()
        {
            Id = "SECURITY-INPUT-013", Title = "a body that is not UTF-8 causes no server error",
            Verifies = ["SECURITY-19"], Given = [TrialStep.Read], Needs = [Needs.Users],
            Run = async scim =>
            {
                foreach (var bytes in new byte[][] { [0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0xAF], [0xFF] })
                {
                    var body = Encoding.UTF8.GetBytes(scim.NewUser("""{"displayName":"@@"}""").ToJsonString());
                    var place = body.AsSpan().IndexOf("@@"u8);
                    var reply = await scim.SendAsync(new ScimRequest("POST", scim.Users) { Body = (byte[])[.. body[..place], .. bytes, .. body[(place + 2)..]] });
                    reply.Accept(r => r.IsNoServerError());
                }
            },
        },
    ]);

    /// <summary>A display name with this JSON text is refused or kept.</summary>
    private static async Task JudgeKeptAsync(CheckContext scim, string json, string value)
    {
        var text = scim.NewUser("""{"displayName":"@@"}""").ToJsonString().Replace("@@", json, StringComparison.Ordinal);
        var reply = (await scim.PostAsync(scim.Users, text)).Accept(r => r.Is(201), r => r.IsClientError());
        if (reply.Status == 201)
        {
            (await scim.ReadCreatedAsync(scim.Users, reply)).Expect("displayName").Is(value);
        }
    }

    private static string WithRepeatedUserName(CheckContext scim)
    {
        var text = new StringBuilder(scim.NewUser().ToJsonString());
        return text.Insert(text.Length - 1, $",\"userName\":\"{scim.Email(scim.NewName())}\"").ToString();
    }
}
