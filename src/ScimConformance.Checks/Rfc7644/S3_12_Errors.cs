using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.12: status codes and Error messages.</summary>
internal static class S3_12_Errors
{
    private static readonly string[] Keywords =
    [
        "invalidFilter", "tooMany", "uniqueness", "mutability", "invalidSyntax", "invalidPath", "noTarget", "invalidValue", "invalidVers", "sensitive",
        "invalidCursor", "expiredCursor", "invalidCount",
    ];

    public static CheckGroup Group { get; } = new("RFC7644-3.12", "status codes and errors",
    [
        // "implementers MUST return the errors in the body of the response in a JSON format, using the attributes described below"
        new()
        {
            Id = "ERROR-001", Title = "an unknown resource is answered with an Error message",
            Verifies = ["RFC7644-3.12-01"], Needs = [Needs.Users],
            Run = async scim => JudgeMessage(await NotFoundAsync(scim)),
        },

        new()
        {
            Id = "ERROR-002", Title = "a body that is no JSON is answered with an Error message",
            Verifies = ["RFC7644-3.12-01"], Needs = [Needs.Users],
            Run = async scim => JudgeMessage(await UnparsableAsync(scim)),
        },

        new()
        {
            Id = "ERROR-003", Title = "missing credentials are answered with an Error message",
            Verifies = ["RFC7644-3.12-01"], Needs = [Needs.Users, Needs.Credentials],
            Run = async scim =>
            {
                var reply = await scim.SendAsync(new ScimRequest("GET", scim.Users) { Anonymous = true });
                CheckContext.ApplicableIf(reply.Status >= 400, "requests without credentials are served");
                CheckContext.Require(reply.Status is 401 or 403, $"a request without credentials should be refused with 401, got {reply.Describe()}");
                JudgeMessage(reply);
            },
        },

        new()
        {
            Id = "ERROR-004", Title = "a duplicate is answered with an Error message",
            Verifies = ["RFC7644-3.12-01"], Needs = [Needs.Users],
            Run = async scim => JudgeMessage(await DuplicateAsync(scim)),
        },

        // "status: The HTTP status code ... expressed as a JSON string. REQUIRED."
        new()
        {
            Id = "ERROR-005", Title = "the status of an Error message is a string equal to the HTTP status",
            Verifies = ["RFC7644-3.12-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeStatus(await NotFoundAsync(scim));
                JudgeStatus(await UnparsableAsync(scim));
                JudgeStatus(await DuplicateAsync(scim));
            },
        },

        // "scimType: A SCIM detail error keyword. See Table 9. OPTIONAL."
        new()
        {
            Id = "ERROR-006", Title = "the scimType of an Error message is a registered keyword",
            Verifies = ["RFC7644-3.12-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeKeyword(await NotFoundAsync(scim));
                JudgeKeyword(await UnparsableAsync(scim));
                JudgeKeyword(await DuplicateAsync(scim));
            },
        },

        // "detail: A detailed human-readable message. OPTIONAL."
        new()
        {
            Id = "ERROR-007", Title = "the detail of an Error message is a sentence for people",
            Verifies = ["RFC7644-3.12-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeDetail(await NotFoundAsync(scim));
                JudgeDetail(await UnparsableAsync(scim));
                JudgeDetail(await DuplicateAsync(scim));
            },
        },

        // Table 8: 400 "Request is unparsable, syntactically incorrect, or violates schema"; 404; 409 "refused to create a new, duplicate resource".
        new()
        {
            Id = "ERROR-008", Title = "unparsable is 400, unknown is 404, duplicate is 409",
            Verifies = ["RFC7644-3.12-05"], Needs = [Needs.Users],
            Run = async scim =>
            {
                (await UnparsableAsync(scim)).Accept(r => r.Is(400));
                (await NotFoundAsync(scim)).Accept(r => r.Is(404));
                (await DuplicateAsync(scim)).Accept(r => r.Is(409));
            },
        },

        // Table 8, 404: "Specified resource ... or endpoint does not exist."
        new()
        {
            Id = "ERROR-009", Title = "an unknown endpoint is 404",
            Verifies = ["RFC7644-3.12-05"], Given = [TrialStep.Read],
            Run = async scim => (await scim.GetAsync("/NoSuchEndpoint")).Accept(r => r.Is(404)),
        },

        // Table 8, 501: "Service provider does not support the request operation"; for a method, HTTP has 405.
        new()
        {
            Id = "ERROR-010", Title = "an operation that is not offered is refused with 501 or 405",
            Verifies = ["RFC7644-3.12-09"], Needs = [Needs.ServiceProviderConfig],
            Run = async scim => (await scim.DeleteAsync("/ServiceProviderConfig")).Accept(r => r.Is(501), r => r.Is(405)),
        },

        new()
        {
            Id = "ERROR-011", Title = "an id of an unusual form is not found",
            Verifies = ["RFC7644-3.12-10"], Needs = [Needs.Users], Given = [TrialStep.Read],
            Run = async scim =>
            {
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString("no such id")}")).Accept(r => r.Is(404));
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString("größe'\"")}")).Accept(r => r.Is(404));
                (await scim.GetAsync($"{scim.Users}/{new string('9', 300)}")).Accept(r => r.Is(404));
            },
        },

        new()
        {
            Id = "ERROR-012", Title = "HEAD and OPTIONS are answered or refused as HTTP says",
            Verifies = ["RFC7644-3.12-11"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.SendAsync(new ScimRequest("HEAD", user.Target))).Accept(r => r.Is(200, 405, 501).WithEmptyBody());
                (await scim.SendAsync(new ScimRequest("OPTIONS", user.Target))).Accept(r => r.Is(200, 204, 405, 501));
            },
        },
    ]);

    private static Task<ScimResponse> NotFoundAsync(CheckContext scim) => scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}");

    private static Task<ScimResponse> UnparsableAsync(CheckContext scim) => scim.PostAsync(scim.Users, """{"schemas":["urn:ietf:params""");

    private static async Task<ScimResponse> DuplicateAsync(CheckContext scim) =>
        await scim.PostAsync(scim.Users, (await scim.SharedUserAsync()).Sent);

    private static void JudgeMessage(ScimResponse reply) =>
        reply.Accept(r => r.Is(reply.Status).With(reply.Status >= 400, "an error").WithError().With(reply.At("status") is not null, "with status"));

    private static void JudgeStatus(ScimResponse reply)
    {
        reply.Require(r => r.WithError());
        reply.Expect("status").Is($"{reply.Status}");
    }

    private static void JudgeKeyword(ScimResponse reply)
    {
        reply.Require(r => r.WithError());
        reply.Expect("scimType").Satisfies(t => t is null || Keywords.Contains(t.Text()), "absent, or a keyword of Table 9");
    }

    private static void JudgeDetail(ScimResponse reply)
    {
        reply.Require(r => r.WithError());
        reply.Expect("detail").Satisfies(
            d => d is null || (d.Text() is { Length: > 0 } text && text.Contains(' ') && !text.Contains("\n   at ", StringComparison.Ordinal)),
            "absent, or a sentence without a stack trace");
    }
}
