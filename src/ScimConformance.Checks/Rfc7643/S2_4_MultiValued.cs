using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>RFC 7643 section 2.4: multi-valued attributes.</summary>
internal static class S2_4_MultiValued
{
    public static CheckGroup Group { get; } = new("RFC7643-2.4", "Multi-valued attributes",
    [
        // The primary attribute value "true" MUST appear no more than once.
        new()
        {
            Id = "MULTI-PRIMARY-001", Title = "a user created with two primary e-mail addresses is refused or has at most one",
            Verifies = ["RFC7643-2.4-01"], Needs = [Needs.Users, Needs.UserAttribute("emails.primary")], Given = [TrialStep.Create],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["emails"] = TwoEmails(scim, primary: true);
                var reply = await scim.PostAsync(scim.Users, body);
                var read = await scim.ReadCreatedAsync(scim.Users, reply);
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess().With(Primaries(read) <= 1, "with at most one primary e-mail address"));
            },
        },

        // The primary attribute value "true" MUST appear no more than once.
        new()
        {
            Id = "MULTI-PRIMARY-002", Title = "PUT of two primary e-mail addresses is refused or leaves at most one",
            Verifies = ["RFC7643-2.4-01"], Needs = [Needs.Users, Needs.UserAttribute("emails.primary")], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.ReplaceAsync(user, $$"""{"emails":{{TwoEmails(scim, primary: true).ToJsonString()}}}""");
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess());
                var read = await scim.ReadAsync(user);
                read.Judge(Primaries(read) <= 1, "at most one primary e-mail address", read.At("emails").Show());
            },
        },

        // If not specified, the value of "primary" SHALL be assumed to be "false".
        new()
        {
            Id = "MULTI-PRIMARY-003", Title = "a value without primary does not match primary eq true",
            Verifies = ["RFC7643-2.4-02"], Needs = [Needs.Users, Needs.Filter, Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["emails"] = TwoEmails(scim, primary: false);
                var user = await scim.CreateAsync(scim.Users, body);
                CheckContext.ApplicableIf(Primaries(await scim.ReadAsync(user)) == 0, "the endpoint makes one of the e-mail addresses primary by itself");
                var list = await scim.FilterAsync(scim.Users, $"""userName eq "{user.UserName}" and emails[primary eq true]""");
                list.UnlessDeclined("the filter emails[primary eq true]").Require(r => r.Is(200));
                list.Judge(!list.Ids.Contains(user.Id), "no match", list.Describe());
            },
        },

        // Service providers SHOULD NOT return the same (type, value) combination more than once per attribute.
        new()
        {
            Id = "MULTI-DUPLICATE-001", Title = "the same type and value is not returned twice",
            Verifies = ["RFC7643-2.4-03"], Needs = [Needs.Users, Needs.UserAttribute("emails.type")], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var email = $$"""{"value":"{{scim.Email(scim.NewName())}}","type":"home"}""";
                var reply = await scim.ReplaceAsync(user, $$"""{"emails":[{{email}},{{email}}]}""");
                reply.Accept(r => r.IsClientError(), r => r.IsSuccess());
                var read = reply.IsSuccess && reply.Json is JsonObject ? reply : await scim.ReadAsync(user);
                CheckContext.Require(!reply.IsSuccess || !read.At("emails").IsUnassigned(), "the e-mail addresses were not stored at all");
                read.Expect("emails").Satisfies(e => e is not JsonArray { Count: > 1 }, "one value");
            },
        },

        // Service providers SHOULD canonicalize the value returned when appropriate.
        new()
        {
            Id = "MULTI-TYPE-001", Title = "a type label in another letter case comes back as sent or canonicalised",
            Verifies = ["RFC7643-2.4-04"], Needs = [Needs.Users, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["emails"] = new JsonArray(new JsonObject { ["value"] = scim.Email(scim.NewName()), ["type"] = "WORK" });
                var created = await scim.PostAsync(scim.Users, body);
                CheckContext.ApplicableIf(created.IsSuccess, $"the endpoint refuses the label WORK: {created.Describe()}");
                (await scim.ReadCreatedAsync(scim.Users, created)).Expect("emails[0].type").IsIgnoringCase("work");
            },
        },

        // These sub-attributes MUST be used with the meanings defined here.
        new()
        {
            Id = "MULTI-SUB-001", Title = "type, primary, display and $ref are published with their standard types",
            Verifies = ["RFC7643-2.4-05"], Needs = [Needs.Schemas],
            Run = async scim => (await PublishedDefinitions.ReadAsync(scim)).ExpectNone(
                d => d.Parent is { IsMultiValued: true } parent && !IsMetaSchema(parent.Schema) && StandardType(d.OwnName) is { } type && !d.IsType(type),
                "primary boolean, $ref reference, type and display string"),
        },

        // Service providers MAY return element objects with the same "value" more than once with a different "type".
        new()
        {
            Id = "MULTI-VALUES-001", Title = "several e-mail addresses of different types are all kept",
            Verifies = ["RFC7643-4.1.2-10"], Needs = [Needs.Users, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var body = scim.NewUser();
                body["emails"] = TwoEmails(scim, primary: false);
                var read = await scim.ReadAsync(await scim.CreateAsync(scim.Users, body));
                read.Expect("emails").HasCount(2);
                read.Expect("emails[type=work].value").IsIgnoringCase(body.At("emails[type=work].value").Text()!);
                read.Expect("emails[type=home].value").IsIgnoringCase(body.At("emails[type=home].value").Text()!);
            },
        },
        // Service providers MAY return element objects with the same "value" sub-attribute more than once with a different "type" sub-attribute.
        new()
        {
            Id = "MULTI-DUPLICATE-002", Title = "the same e-mail address is kept under two types",
            Verifies = ["RFC7643-2.4-07"], Needs = [Needs.Users, Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var email = scim.Email(scim.NewName());
                var body = scim.NewUser($$"""{"emails":[{"value":"{{email}}","type":"work"},{"value":"{{email}}","type":"home"}]}""");
                var reply = await scim.ReadCreatedAsync(scim.Users, (await scim.PostAsync(scim.Users, body)).Accept(r => r.IsSuccess()));
                reply.Expect("emails").HasCount(2);
            },
        },
    ]);

    private static JsonArray TwoEmails(CheckContext scim, bool primary)
    {
        var emails = new JsonArray(
            new JsonObject { ["value"] = scim.Email(scim.NewName()), ["type"] = "work" },
            new JsonObject { ["value"] = scim.Email(scim.NewName()), ["type"] = "home" });
        foreach (var email in emails.OfType<JsonObject>().Where(_ => primary))
        {
            email["primary"] = true;
        }

        return emails;
    }

    private static int Primaries(ScimResponse reply) => (reply.At("emails") as JsonArray)?.Count(e => e.Member("primary").Boolean() == true) ?? 0;

    /// <summary>Schemas of discovery resources use "type" and the like for purposes of their own.</summary>
    private static bool IsMetaSchema(string schema) => new[] { "Schema", "ResourceType", "ServiceProviderConfig" }
        .Any(name => schema.Equals("urn:ietf:params:scim:schemas:core:2.0:" + name, StringComparison.OrdinalIgnoreCase));

    private static string? StandardType(string name) => name.ToLowerInvariant() switch
    {
        "primary" => "boolean",
        "$ref" => "reference",
        "type" or "display" => "string",
        _ => null,
    };
}
