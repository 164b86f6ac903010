using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>Responses tell nothing that they must not.</summary>
internal static partial class DisclosureChecks
{
    public static CheckGroup Group { get; } = new("SECURITY-disclosure", "what responses disclose",
    [
        new()
        {
            Id = "SECURITY-DISCLOSURE-001", Title = "refused bodies show nothing of the program's inside",
            Verifies = ["SECURITY-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeRefusals(
                    await scim.PostAsync(scim.Users, "{\"schemas\":"),
                    await scim.PostAsync(scim.Users, "[]"),
                    await scim.PostAsync(scim.Users, """{"schemas":"x","userName":{"a":[1]},"emails":7,"active":"perhaps"}"""),
                    await scim.SendAsync(new ScimRequest("POST", scim.Users) { Body = new byte[] { 0xFF, 0xFE, 0x00, 0x80 } }),
                    await scim.PostAsync(scim.Users, (await scim.CreateUserAsync()).Sent.DeepClone()));
            },
        },

        new()
        {
            Id = "SECURITY-DISCLOSURE-002", Title = "refused queries and paths show nothing of the program's inside",
            Verifies = ["SECURITY-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeRefusals(
                    await scim.FilterAsync(scim.Users, "userName eq"),
                    await scim.FilterAsync(scim.Users, "((((userName"),
                    await scim.QueryAsync(scim.Users, ("startIndex", "one"), ("count", "99999999999999999999")),
                    await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString("'\"<>|*")}"),
                    await scim.GetAsync("/NoSuchEndpoint"));
            },
        },

        new()
        {
            Id = "SECURITY-DISCLOSURE-003", Title = "a refused PATCH shows nothing of the program's inside",
            Verifies = ["SECURITY-03"], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                JudgeRefusals(
                    await scim.PatchAsync(user, """{"op":"replace","path":"emails[[","value":{}}"""),
                    await scim.PatchAsync(user, """{"op":"replace","path":"active","value":[[]]}"""),
                    await scim.PatchAsync(user, "null", "7"));
            },
        },

        new()
        {
            Id = "SECURITY-DISCLOSURE-004", Title = "no response shows a password that was set",
            Verifies = ["SECURITY-04"], Needs = [Needs.Users], Given = [TrialStep.Replace, TrialStep.Filter],
            Run = async scim =>
            {
                var password = $"Pw-{scim.NewName()}-Qz9!";
                CheckContext.ApplicableIf(
                    scim.Profile.Schemas.Count == 0 || scim.Profile.Attribute(scim.Profile.Users, "password") is not null, "users have no password");
                var user = await scim.CreateUserAsync($$"""{"password":"{{password}}"}""");
                JudgeSecret(user.Reply, password);
                JudgeSecret(await scim.ReadAsync(user), password);
                JudgeSecret(await scim.GetAsync(user.Target + "?attributes=password"), password);
                JudgeSecret(await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}\""), password);
                JudgeSecret(await scim.SearchAsync(scim.Users, "\"filter\":\"userName pr\",\"attributes\":[\"password\"]"), password);
                JudgeSecret(await scim.PutAsync(user.Target, user.Sent.DeepClone()), password);
                JudgeSecret(await scim.PostAsync(scim.Users, user.Sent.DeepClone()), password);
            },
        },

        new()
        {
            Id = "SECURITY-DISCLOSURE-006", Title = "no refusal repeats a password that was sent",
            Verifies = ["SECURITY-04"], Given = [TrialStep.Read, TrialStep.Replace, TrialStep.Patch], Needs = [Needs.Users],
            Run = async scim =>
            {
                var password = $"Pw-{scim.NewName()}-Qz9!";
                var body = scim.NewUser($$"""{"password":"{{password}}"}""");
                JudgeSecret(await scim.PostAsync(scim.Users, (JsonNode)((JsonObject)body.DeepClone()).MergeFrom(ScimJson.Object("""{"active":{"a":1},"emails":7}"""))), password);
                JudgeSecret(await scim.PostAsync(scim.Users, body.ToJsonString()[..^1]), password);
                JudgeSecret(await scim.PostAsync(scim.Users, scim.NewUser($$"""{"password":["{{password}}"]}""")), password);
                var user = await scim.CreateUserAsync();
                JudgeSecret(await scim.PatchAsync(user, $$$"""{"op":"replace","path":"password","value":{"value":"{{{password}}}"}}"""), password);
                JudgeSecret(await scim.PutAsync(user.Target, ((JsonObject)user.Sent.DeepClone()).MergeFrom(ScimJson.Object($$$"""{"password":{"value":"{{{password}}}"},"active":{"a":1}}"""))), password);
            },
        },

        new()
        {
            Id = "SECURITY-DISCLOSURE-005", Title = "no response repeats the credentials of the request",
            Verifies = ["SECURITY-04"], Needs = [Needs.Users, Needs.Credentials],
            Run = async scim =>
            {
                var right = (scim.Target.Credentials.Authorization ?? scim.Target.Credentials.Headers[0].Value).Split(' ')[^1];
                CheckContext.ApplicableIf(right.Length >= 6, "the run's credentials are so short that any text may hold them");
                JudgeSecret(await scim.GetAsync(scim.Users + "?count=0"), right);
                JudgeSecret(await scim.GetAsync("/ServiceProviderConfig"), right);
                JudgeSecret(await scim.GetAsync("/NoSuchEndpoint"), right);
                JudgeSecret(await scim.PostAsync(scim.Users, "{"), right);
                var wrong = "wrong-" + scim.NewName();
                JudgeSecret(await scim.SendAsync(new ScimRequest("GET", scim.Users).WithHeader("Authorization", $"Bearer {wrong}")), wrong);
            },
        },
    ]);

    private static void JudgeRefusals(params ScimResponse[] replies)
    {
        CheckContext.Require(replies.Any(r => r.Status >= 400), "nothing was refused, so no refusal could be looked at");
        foreach (var reply in replies)
        {
            JudgeInside(reply);
        }
    }

    private static void JudgeInside(ScimResponse reply)
    {
        var found = InsideOfAProgram().Match(reply.Text);
        reply.Judge(!found.Success, "no stack trace, type name, server path or database statement", $"\"{found.Value}\" in the body");
    }

    private static void JudgeSecret(ScimResponse reply, string secret)
    {
        var headers = string.Join('\n', reply.Exchange.Response?.Headers.Select(h => h.Value) ?? []);
        reply.Judge(!reply.Text.Contains(secret, StringComparison.Ordinal), "a body without the secret", "the secret in the body");
        reply.Judge(!headers.Contains(secret, StringComparison.Ordinal), "headers without the secret", "the secret in a header");
        reply.Judge(
            !PasswordMember().IsMatch(reply.Text) || !reply.IsSuccess, "a resource without a password, hashed or not", "a member password with a text as value");
    }

    // Frames of .NET, Java, Python, JavaScript, Go and Ruby; type names of frameworks; absolute paths; statements of a database.
    [GeneratedRegex(
        """\bat [\w.<>`]+\([^)]*\)|\bat [\w.$]+ \(.*:\d+:\d+\)|Traceback \(most recent call last\)|goroutine \d+ \[|\.rb:\d+:in |\b(System|Microsoft|Newtonsoft)\.[A-Z]\w+|\b(java|javax|org\.springframework|com\.fasterxml)\.\w+\.|\w+Exception\b|\b(Syntax|Type|Reference|Range|Key|Value|Attribute|Name)Error: |(?<![\w/.])/[\w./-]+\.(cs|java|py|js|ts|rb|go|php)\b|[A-Za-z]:\\\\[\w\\]+|\bSELECT\b.+\bFROM\b|\bINSERT INTO\b|SQLSTATE|ORA-\d{5}""")]
    private static partial Regex InsideOfAProgram();

    [GeneratedRegex("""(?i)"(password|passwordHash|password_hash)"\s*:\s*"[^"]+""")]
    private static partial Regex PasswordMember();
}
