using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>No single request stops the endpoint.</summary>
internal static class LimitChecks
{
    private const int Megabytes = 8 * 1024 * 1024;
    private const int Levels = 2000;

    public static CheckGroup Group { get; } = new("SECURITY-limits", "limits",
    [
        new()
        {
            Id = "SECURITY-LIMITS-001", Title = "a body of eight megabytes is refused or stored, and the next request is served",
            Verifies = ["SECURITY-07"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, new ScimRequest("POST", scim.Users).WithBody(scim.NewUser($$"""{"displayName":"{{new string('x', Megabytes)}}"}"""))),
        },

        new()
        {
            Id = "SECURITY-LIMITS-002", Title = "deeply nested objects cause no server error, and the next request is served",
            Verifies = ["SECURITY-08"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, Nested(scim, "{\"name\":", "1", "}")),
        },

        new()
        {
            Id = "SECURITY-LIMITS-003", Title = "deeply nested arrays cause no server error, and the next request is served",
            Verifies = ["SECURITY-08"], Needs = [Needs.Users],
            Run = scim => JudgeAsync(scim, Nested(scim, "[", "1", "]")),
        },

        new()
        {
            Id = "SECURITY-LIMITS-004", Title = "a deeply nested filter causes no server error, and the next request is served",
            Verifies = ["SECURITY-09"], Needs = [Needs.Users, Needs.Filter],
            Run = scim => JudgeAsync(scim, new ScimRequest("POST", scim.Users + "/.search").WithBody(
                $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"{{Deep("(", "userName pr", ")")}}","count":0}""")),
        },

        new()
        {
            Id = "SECURITY-LIMITS-005", Title = "a filter of many negations in the URL causes no server error, and the next request is served",
            Verifies = ["SECURITY-09"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = scim => JudgeAsync(scim, new ScimRequest("GET", $"{scim.Users}?count=0&filter={Deep("not%20(", "userName%20pr", ")", 500)}")),
        },
    ]);

    private static ScimRequest Nested(CheckContext scim, string open, string core, string close)
    {
        var text = new StringBuilder(scim.NewUser("""{"name":null}""").ToJsonString());
        return new ScimRequest("POST", scim.Users).WithBody(text.Insert(text.Length - 1, $",\"name\":{Deep(open, core, close)}").ToString());
    }

    private static string Deep(string open, string core, string close, int levels = Levels) =>
        new StringBuilder(levels * (open.Length + close.Length)).Insert(0, open, levels).Append(core).Insert(levels * open.Length + core.Length, close, levels).ToString();

    /// <summary>Sends the request; a broken connection counts as a refusal, as long as the next request is served.</summary>
    private static async Task JudgeAsync(CheckContext scim, ScimRequest request)
    {
        var user = await scim.CreateUserAsync();
        try
        {
            var reply = await scim.SendAsync(request);
            reply.Accept(r => r.IsNoServerError());
        }
        catch (TransportException e)
        {
            scim.Expect(!e.TimedOut, "an answer or a closed connection", e.Message);
        }

        (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
    }
}
