using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>What identity providers read out of a failure.</summary>
internal static class Errors
{
    private static readonly string[] Keywords =
        ["invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive"];

    public static CheckGroup Group { get; } = new("INTEROP-errors", "what an error looks like",
    [
        new()
        {
            Id = "INTEROP-REG-034", Title = "errors are flat, their status is a string and their scimType a registered keyword",
            Verifies = ["INTEROP-ERROR-01"], Needs = [Needs.Users], Given = [TrialStep.Create, TrialStep.Read],
            Run = async scim =>
            {
                JudgeError((await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}")).Require(r => r.IsClientError()));
                var invalid = scim.NewUser();
                invalid.Remove("userName");
                JudgeError((await scim.PostAsync(scim.Users, invalid)).Require(r => r.IsClientError()));
            },
        },

        // The provisioning log shows the body of a failure; a page for browsers says nothing there. WWW-Authenticate is for the RFC's checks.
        new()
        {
            Id = "ENTRA-REG-039-2", Title = "missing and wrong credentials are answered with 401 and a SCIM error, not with a page",
            Verifies = ["ENTRA-CONNECT-03"], Needs = [Needs.Users, Needs.Credentials],
            Run = async scim =>
            {
                var list = new ScimRequest("GET", $"{scim.Users}?count=1");
                (await scim.SendAsync(list with { Anonymous = true })).Accept(r => r.Is(401).WithError());
                var wrong = await scim.SendAsync(list.WithHeader("Authorization", "Bearer not-a-token-that-anybody-issued"));
                wrong.Accept(r => r.Is(401).WithError());
            },
        },
    ]);

    private static void JudgeError(ScimResponse reply)
    {
        reply.Accept(r => r.IsClientError().WithError());
        reply.Expect("status").Is($"{reply.Status}");
        reply.Expect("scimType").Satisfies(t => t is null || (t.Text() is { } keyword && Keywords.Contains(keyword)), "a keyword of RFC 7644 table 9, or absent");
        reply.Judge(reply.Json is JsonObject body && body.All(m => m.Value is not JsonObject), "a flat error", reply.Describe());
    }
}
