using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 sections 7.4, 7.5.2 and 7.7: what the RFC itself says of security.</summary>
internal static class S7_Security
{
    /// <summary>Section 7.4: cookies beside bearer tokens.</summary>
    public static CheckGroup Cookies { get; } = new("RFC7644-7.4", "tokens and cookies",
    [
        // "an HTTP cookie SHOULD last no longer than the lifetime of a browser session"
        new()
        {
            Id = "COOKIE-001", Title = "responses set no cookie that outlives the session",
            Verifies = ["RFC7644-7.4-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                JudgeCookie(user.Reply);
                JudgeCookie(await scim.GetAsync(user.Target));
            },
        },
    ]);

    /// <summary>Section 7.5.2: sensitive information in URIs.</summary>
    public static CheckGroup SensitiveFilters { get; } = new("RFC7644-7.5.2", "sensitive information in URIs",
    [
        // "Servers that receive HTTP GET requests using filters that contain sensitive ... information SHOULD respond with HTTP status code 403"
        new()
        {
            Id = "SENSITIVE-001", Title = "a GET filter on the password is refused",
            Verifies = ["RFC7644-7.5.2-01"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim => (await scim.FilterAsync(scim.Users, "password eq \"correct horse\"")).Accept(r => r.Is(403), r => r.Is(400)),
        },
    ]);

    /// <summary>Section 7.7: secure handling of sensitive data.</summary>
    public static CheckGroup Injection { get; } = new("RFC7644-7.7", "secure handling of data",
    [
        // "Provide injection attack countermeasures (e.g., by validating all inputs and parameters)"
        new()
        {
            Id = "INJECTION-001", Title = "a filter whose value is shaped like code matches only that value",
            Verifies = ["RFC7644-7.7-01"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var found = await scim.FilterAsync(scim.Users, $"userName eq \"{user.UserName}' OR '1'='1\"");
                found.Accept(r => r.Is(200), r => r.IsClientError());
                found.Judge(found.Ids.Count == 0, "no result", $"{found.Ids.Count} result(s)");
            },
        },

        new()
        {
            Id = "INJECTION-002", Title = "a value shaped like code is stored as it is or refused",
            Verifies = ["RFC7644-7.7-01"], Needs = [Needs.Users, Needs.UserAttribute("displayName")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                const string value = "<script>alert(1)</script>' ; DROP TABLE users -- ${7*7} {{7*7}} ../../etc";
                var body = scim.NewUser();
                body["displayName"] = value;
                var reply = await scim.PostAsync(scim.Users, body);
                reply.Accept(r => r.Is(201), r => r.IsClientError());
                if (reply.Status == 201)
                {
                    (await scim.ReadCreatedAsync(scim.Users, reply)).Expect("displayName").Is(value);
                }
            },
        },
    ]);

    private static void JudgeCookie(ScimResponse reply)
    {
        var cookie = reply.Header("Set-Cookie") ?? "";
        reply.Judge(
            !cookie.Contains("expires=", StringComparison.OrdinalIgnoreCase) && !cookie.Contains("max-age=", StringComparison.OrdinalIgnoreCase),
            "no cookie, or one for the session only",
            $"Set-Cookie: {cookie}");
    }
}
