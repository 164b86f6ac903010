using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>A stranger's host name does not get into records.</summary>
internal static class HostChecks
{
    private const string Stranger = "stranger.invalid";

    public static CheckGroup Group { get; } = new("SECURITY-host", "spoofed host names",
    [
        new()
        {
            Id = "SECURITY-HOST-001", Title = "forwarding headers that nobody vouches for do not get into locations",
            Verifies = ["SECURITY-13"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, r => r
                .WithHeader("X-Forwarded-Host", Stranger)
                .WithHeader("X-Forwarded-Server", Stranger)
                .WithHeader("X-Original-Host", Stranger)
                .WithHeader("Forwarded", $"host={Stranger};proto=https")),
        },

        new()
        {
            Id = "SECURITY-HOST-002", Title = "a spoofed Host header does not get into locations",
            Verifies = ["SECURITY-13"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, r => r.WithHeader("Host", Stranger)),
        },
        new()
        {
            Id = "SECURITY-HOST-003", Title = "a forwarded port or path prefix that nobody vouches for does not get into locations",
            Verifies = ["SECURITY-23"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, r => r.WithHeader("X-Forwarded-Port", "4711").WithHeader("X-Forwarded-Prefix", "/" + Stranger)),
        },
    ]);

    private static async Task JudgeAsync(CheckContext scim, Func<ScimRequest, ScimRequest> spoofed)
    {
        Judge(await scim.SendAsync(spoofed(new ScimRequest("POST", scim.Users).WithBody(scim.NewUser()))));
        var user = await scim.CreateUserAsync();
        Judge(await scim.SendAsync(spoofed(new ScimRequest("GET", user.Target))));
        Judge(await scim.ReadAsync(user));
    }

    private static void Judge(ScimResponse reply)
    {
        reply.ExpectHeader("Location").Satisfies(l => !Names(l.Text()), $"no link to {Stranger}");
        reply.Expect("meta.location").Satisfies(l => !Names(l.Text()), $"no link to {Stranger}");
        reply.Judge(!reply.IsSuccess || !Names(reply.Text), $"a resource without a link to {Stranger}", reply.Describe());
    }

    private static bool Names(string? text) =>
        text?.Contains(Stranger, StringComparison.OrdinalIgnoreCase) == true || text?.Contains(":4711/", StringComparison.Ordinal) == true;
}
