using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>No single request stops the endpoint.</summary>
internal static class LimitChecks
{
    private const int Megabytes = 8 * 1024 * 1024;
    private const int Levels = 2000;
    private const int Parentheses = 10_000;

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
                $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"{{Deep("(", "userName pr", ")", Parentheses)}}","count":0}""")),
        },

        new()
        {
            Id = "SECURITY-LIMITS-005", Title = "a filter of many negations in the URL causes no server error, and the next request is served",
            Verifies = ["SECURITY-09"], Needs = [Needs.Users, Needs.Filter], Given = [TrialStep.Filter],
            Run = scim => JudgeAsync(scim, new ScimRequest("GET", $"{scim.Users}?count=0&filter={Deep("not%20(", "userName%20pr", ")", 500)}")),
        },

        new()
        {
            Id = "SECURITY-LIMITS-006", Title = "an attribute of ten megabytes is refused or comes back whole",
            Verifies = ["SECURITY-18"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = scim => JudgeKeptAsync(scim, 10 * 1024 * 1024),
        },

        new()
        {
            Id = "SECURITY-LIMITS-007", Title = "an attribute of 100,000 characters is refused or comes back whole",
            Verifies = ["SECURITY-18"], Given = [TrialStep.Create], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = scim => JudgeKeptAsync(scim, 100_000),
        },

        new()
        {
            Id = "SECURITY-LIMITS-008", Title = "a PATCH of 5,000 operations causes no server error, and the next request is served",
            Verifies = ["SECURITY-20"], Given = [TrialStep.Patch], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var operations = string.Join(',', Enumerable.Repeat("""{"op":"replace","path":"displayName","value":"again"}""", 5000));
                await JudgeAsync(scim, new ScimRequest("PATCH", user.Target).WithBody(
                    $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}"""));
            },
        },

        new()
        {
            Id = "SECURITY-LIMITS-009", Title = "a filter of tens of thousands of characters causes no server error, and the next request is served",
            Verifies = ["SECURITY-21"], Given = [TrialStep.Filter], Needs = [Needs.Users],
            Run = async scim =>
            {
                await JudgeAsync(scim, new ScimRequest("GET", $"{scim.Users}?count=0&filter=userName%20eq%20%22{new string('x', 60_000)}%22"));
                await JudgeAsync(scim, new ScimRequest("GET", $"{scim.Users}/{new string('x', 60_000)}"));
                // Web servers themselves refuse the longest; this one most of them let through to the application.
                await JudgeAsync(scim, new ScimRequest("GET", $"{scim.Users}/{new string('x', 6_000)}"));
            },
        },

        new()
        {
            Id = "SECURITY-LIMITS-010", Title = "page numbers of any size cause no server error, and the next request is served",
            Verifies = ["SECURITY-22"], Given = [TrialStep.Read], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                foreach (var (start, count) in new[] { ("2147483647", "2147483647"), ("2147483648", "1"), ("9223372036854775808", "1"), ("-9223372036854775809", "1"), ("1", "99999999999999999999"), ("1e999", "1") })
                {
                    (await scim.QueryAsync(scim.Users, ("startIndex", start), ("count", count), ("attributes", "userName"))).Accept(r => r.IsNoServerError());
                }

                (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
            },
        },
    ]);

    private static ScimRequest Nested(CheckContext scim, string open, string core, string close)
    {
        var text = new StringBuilder(scim.NewUser("""{"name":null}""").ToJsonString());
        return new ScimRequest("POST", scim.Users).WithBody(text.Insert(text.Length - 1, $",\"name\":{Deep(open, core, close)}").ToString());
    }

    private static string Deep(string open, string core, string close, int levels = Levels) =>
        new StringBuilder(levels * (open.Length + close.Length)).Insert(0, open, levels).Append(core).Insert(levels * open.Length + core.Length, close, levels).ToString();

    /// <summary>A display name of this many characters is refused, also by a broken connection, or kept.</summary>
    private static async Task JudgeKeptAsync(CheckContext scim, int length)
    {
        var name = scim.NewName() + new string('x', length) + "the end";
        var body = scim.NewUser();
        body["displayName"] = name;
        if (await JudgeAsync(scim, new ScimRequest("POST", scim.Users).WithBody(body)) is { Status: 201 } reply)
        {
            var read = (await scim.ReadCreatedAsync(scim.Users, reply)).At("displayName").Text();
            scim.Expect(read == name, $"the {name.Length} characters that were sent", $"{read?.Length ?? 0} characters");
        }
    }

    /// <summary>Sends the request; a broken connection counts as a refusal, as long as the next request is served.</summary>
    private static async Task<ScimResponse?> JudgeAsync(CheckContext scim, ScimRequest request)
    {
        var user = await scim.CreateUserAsync();
        ScimResponse? reply = null;
        try
        {
            reply = await scim.SendAsync(request);
            reply.Accept(r => r.IsNoServerError(), r => r.Is(501));
        }
        catch (TransportException e)
        {
            scim.Expect(!e.TimedOut, "an answer or a closed connection", e.Message);
        }

        (await scim.GetAsync(user.Target)).Accept(r => r.Is(200));
        return reply;
    }
}
