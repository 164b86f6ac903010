using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 2: authentication and authorization.</summary>
internal static class S2_Authentication
{
    public static CheckGroup Group { get; } = new("RFC7644-2", "authentication and authorization",
    [
        // "a SCIM service provider SHALL indicate supported HTTP authentication schemes via the "WWW-Authenticate" header"
        new()
        {
            Id = "AUTH-001", Title = "a refusal for missing credentials names the schemes in WWW-Authenticate",
            Verifies = ["RFC7644-2-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim => JudgeChallenge(await scim.SendAsync(new ScimRequest("GET", scim.Users) { Anonymous = true })),
        },

        new()
        {
            Id = "AUTH-002", Title = "a refusal for wrong credentials names the schemes in WWW-Authenticate",
            Verifies = ["RFC7644-2-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim => JudgeChallenge(await scim.SendAsync(
                new ScimRequest("GET", scim.Users).WithHeader("Authorization", "Bearer " + scim.NewName()))),
        },

        new()
        {
            Id = "AUTH-003", Title = "a refused write names the schemes in WWW-Authenticate",
            Verifies = ["RFC7644-2-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim => JudgeChallenge(await scim.SendAsync(
                new ScimRequest("POST", scim.Users) { Anonymous = true }.WithBody(scim.NewUser()))),
        },

        // 2.2: a provider MAY take requests from anonymous clients, such as self-registration.
        new()
        {
            Id = "AUTH-ANONYMOUS-001", Title = "whether a user can be created without credentials",
            Verifies = ["RFC7644-2.2-01"], Needs = [Needs.Credentials, Needs.Users],
            Run = async scim =>
            {
                var reply = await scim.SendAsync(new ScimRequest("POST", scim.Users) { Anonymous = true }.WithBody(scim.NewUser()));
                reply.Accept(r => r.Is(401, 403));
            },
        },
    ]);

    /// <summary>Only a 401 has to carry the header: an endpoint may be open, or know its clients by their TLS certificate.</summary>
    private static void JudgeChallenge(ScimResponse reply)
    {
        CheckContext.ApplicableIf(reply.Status == 401, $"answered {reply.Status}, not 401");
        reply.ExpectHeader("WWW-Authenticate").Satisfies(
            h => h.Text() is { Length: > 0 } text && (char.IsAsciiLetter(text[0]) || text[0] == '"'), "an authentication scheme such as Bearer");
    }
}
