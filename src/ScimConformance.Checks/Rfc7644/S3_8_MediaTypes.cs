using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.8: data formats of requests and responses.</summary>
internal static class S3_8_MediaTypes
{
    private const string Json = "application/json";

    public static CheckGroup Group { get; } = new("RFC7644-3.8", "data formats",
    [
        // "Servers MUST accept requests and structure replies using JSON, ... encoded in UTF-8"
        new()
        {
            Id = "MEDIA-001", Title = "responses are JSON in UTF-8 and name no other charset",
            Verifies = ["RFC7644-3.8-01"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var read = await scim.GetAsync((await scim.CreateUserAsync("""{"displayName":"Åsa Ødegård 漢字"}""")).Target);
                read.Expect("displayName").Is("Åsa Ødegård 漢字");
                var type = read.Header("Content-Type") ?? "";
                read.Judge(
                    !type.Contains("charset", StringComparison.OrdinalIgnoreCase) || type.Contains("utf-8", StringComparison.OrdinalIgnoreCase), "charset absent or utf-8", type);
            },
        },

        // "Service providers MUST support the "Accept" header "Accept: application/scim+json""
        new()
        {
            Id = "MEDIA-002", Title = "Accept: application/scim+json is honoured",
            Verifies = ["RFC7644-3.8-02"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var read = await scim.GetAsync((await scim.SharedUserAsync()).Target);
                read.Accept(r => r.Is(200).WithResource().With(read.MediaType == ScimRequest.ScimMediaType, "as application/scim+json"));
            },
        },

        // "and SHOULD support the header "Accept: application/json""
        new()
        {
            Id = "MEDIA-003", Title = "Accept: application/json is honoured",
            Verifies = ["RFC7644-3.8-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var read = await scim.SendAsync(new ScimRequest("GET", user.Target) { Accept = Json });
                read.Accept(r => r.Is(200).WithResource().With(read.MediaType is Json or ScimRequest.ScimMediaType, "as a JSON type"));
            },
        },

        // "The format defaults to "application/scim+json" if no format is specified."
        new()
        {
            Id = "MEDIA-004", Title = "without a wish in Accept the format is application/scim+json",
            Verifies = ["RFC7644-3.8-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var read = await scim.SendAsync(new ScimRequest("GET", user.Target) { Accept = null });
                read.Accept(r => r.Is(200).WithResource().With(read.MediaType == ScimRequest.ScimMediaType, "as application/scim+json"));
            },
        },

        // The encoding of JSON is UTF-8 whether the Content-Type says so or not.
        new()
        {
            Id = "MEDIA-005", Title = "a body without charset is read as UTF-8",
            Verifies = ["RFC7644-3.8-10"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                // As text, since a JSON writer escapes what lies beyond the basic plane.
                var body = scim.NewUser("""{"displayName":"@@"}""").ToJsonString(ScimJson.Compact).Replace("@@", "Zoë 漢 😀", StringComparison.Ordinal);
                var created = await scim.PostAsync(scim.Users, body);
                created.Accept(r => r.Is(201));
                CheckContext.Require(created.At("id").Text() is not null, "the answer to the creation shows no id");
                (await scim.GetAsync($"{scim.Users}/{Uri.EscapeDataString(created.At("id").Text()!)}")).Expect("displayName").Is("Zoë 漢 😀");
            },
        },

        // "using the "Content-Type" header"; which types besides SCIM's own are taken is not said.
        new()
        {
            Id = "MEDIA-REQUEST-001", Title = "a body of type application/json is accepted",
            Verifies = ["RFC7644-3.8-06"], Needs = [Needs.Users],
            Run = scim => JudgeCreateAsync(scim, Json),
        },

        new()
        {
            Id = "MEDIA-REQUEST-002", Title = "a body of type application/scim+json; charset=utf-8 is accepted",
            Verifies = ["RFC7644-3.8-06"], Needs = [Needs.Users],
            Run = scim => JudgeCreateAsync(scim, "application/scim+json; charset=utf-8"),
        },

        new()
        {
            Id = "MEDIA-REQUEST-003", Title = "PATCH takes a body of type application/json",
            Verifies = ["RFC7644-3.8-06"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var body = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"Babs"}]}""";
                (await scim.SendAsync(new ScimRequest("PATCH", user.Target) { ContentType = Json }.WithBody(body))).Accept(r => r.Is(200), r => r.Is(204));
                (await scim.ReadAsync(user)).Expect("displayName").Is("Babs");
            },
        },

        new()
        {
            Id = "MEDIA-REQUEST-004", Title = "a body of type text/plain is refused",
            Verifies = ["RFC7644-3.8-07"], Needs = [Needs.Users], Given = [TrialStep.Create],
            Run = async scim => (await scim.SendAsync(new ScimRequest("POST", scim.Users) { ContentType = "text/plain" }.WithBody(scim.NewUser())))
                .Accept(r => r.Is(415), r => r.Is(400)),
        },

        new()
        {
            Id = "MEDIA-006", Title = "a client that accepts HTML only gets 406 or JSON",
            Verifies = ["RFC7644-3.8-07"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var read = await scim.SendAsync(new ScimRequest("GET", user.Target) { Accept = "text/html" });
                read.Accept(r => r.Is(406), r => r.Is(200).WithResource());
            },
        },

        // "The client MAY ... append ".scim" to the request URI": answering is optional, breaking is not.
        new()
        {
            Id = "MEDIA-007", Title = "the suffix .scim selects the format or is not known",
            Verifies = ["RFC7644-3.8-08"], Needs = [Needs.Users],
            Run = async scim => (await scim.GetAsync((await scim.SharedUserAsync()).Target + ".scim")).Accept(r => r.Is(200).WithResource(), r => r.Is(404)),
        },

        new()
        {
            Id = "MEDIA-008", Title = "errors are of type application/scim+json",
            Verifies = ["RFC7644-3.8-09"], Needs = [Needs.Users],
            Run = async scim =>
            {
                JudgeType((await scim.GetAsync($"{scim.Users}/{CheckContext.UnknownId}")).Require(r => r.IsClientError()));
                JudgeType((await scim.PostAsync(scim.Users, """{"schemas":[""")).Require(r => r.IsClientError()));
            },
        },
    ]);

    /// <summary>RFC 7644 section 8.1: the registration of the media type.</summary>
    public static CheckGroup Registration { get; } = new("RFC7644-8.1", "the media type",
    [
        // "Type name: application. Subtype name: scim+json. Required parameters: none."
        new()
        {
            Id = "MEDIA-TYPE-001", Title = "lists, created resources and discovery documents are of type application/scim+json",
            Verifies = ["RFC7644-8.1-01"], Needs = [Needs.Users, Needs.ServiceProviderConfig],
            Run = async scim =>
            {
                JudgeType((await scim.SharedUserAsync()).Reply);
                JudgeType((await scim.QueryAsync(scim.Users, ("count", "1"))).Require(r => r.Is(200)));
                JudgeType(await scim.GetAsync("/ServiceProviderConfig"));
            },
        },
    ]);

    private static void JudgeType(ScimResponse reply) =>
        reply.Judge(reply.MediaType == ScimRequest.ScimMediaType, "Content-Type application/scim+json", reply.Header("Content-Type") ?? "no Content-Type");

    private static async Task JudgeCreateAsync(CheckContext scim, string contentType)
    {
        var body = scim.NewUser();
        var reply = await scim.SendAsync(new ScimRequest("POST", scim.Users) { ContentType = contentType }.WithBody(body));
        await scim.ReadCreatedAsync(scim.Users, reply.Accept(r => r.Is(201)));
    }
}
