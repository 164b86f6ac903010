using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_1_Put;

/// <summary>RFC 7644 section 3.5.1: what PUT does to the attributes it is given and to those it is not.</summary>
internal static class PutReplacing
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "HTTP PUT is used to replace a resource's attributes."
        new()
        {
            Id = "PUT-001", Title = "PUT replaces a single-valued attribute",
            Verifies = ["RFC7644-3.5.1-01"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.ReplacedAsync(user, user.Replacement("""{"displayName":"Babs Jensen"}"""))).Expect("displayName").Is("Babs Jensen");
            },
        },

        // "HTTP PUT MUST NOT be used to create new resources."
        new()
        {
            Id = "PUT-002", Title = "PUT to an unknown id creates nothing",
            Verifies = ["RFC7644-3.5.1-02"], Needs = [Needs.Users], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var unknown = $"{scim.Users}/{CheckContext.UnknownId}";
                scim.Track(unknown);
                (await scim.PutAsync(unknown, scim.NewUser())).Accept(r => r.IsClientError());
                (await scim.GetAsync(unknown)).Accept(r => r.IsClientError());
            },
        },

        // readWrite: "Any values provided SHALL replace the existing attribute values."
        new()
        {
            Id = "PUT-003", Title = "PUT replaces all values of a multi-valued attribute",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users, Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var (work, home, emails) = scim.TwoEmails();
                var user = await scim.CreateUserAsync(emails);
                CheckContext.Require((await scim.ReadAsync(user)).Values("emails").Count == 2, "the endpoint does not keep two e-mails");
                var after = await scim.ReplacedAsync(user, user.Replacement($$"""{"emails":[{"value":"{{home}}","type":"home"}]}"""));
                after.ExpectValues("emails", home);
            },
        },

        new()
        {
            Id = "PUT-004", Title = "PUT replaces sub-attributes of a complex attribute",
            Verifies = ["RFC7644-3.5.1-03"], Needs = [Needs.Users, Needs.UserAttribute("name.familyName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var after = await scim.ReplacedAsync(user, user.Replacement("""{"name":{"familyName":"Jensen","givenName":"Babs"}}"""));
                after.Expect("name.familyName").Is("Jensen");
                after.Expect("name.givenName").Is("Babs");
            },
        },

        // "The service provider MAY assume that any existing values are to be cleared"
        new()
        {
            Id = "PUT-005", Title = "whether PUT clears an attribute that it omits",
            Verifies = ["RFC7644-3.5.1-04"], Needs = [Needs.Users, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
                var body = user.Replacement();
                body.Remove("title");
                (await scim.ReplacedAsync(user, body)).Expect("title").IsUnassigned();
            },
        },

        // "clients ... MAY specify "null" for a single-valued attribute ... to clear all values"
        new()
        {
            Id = "PUT-006", Title = "PUT with null clears a single-valued attribute",
            Verifies = ["RFC7644-3.5.1-06"], Needs = [Needs.Users, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
                (await scim.ReplacedAsync(user, user.Replacement("""{"title":null}"""))).Expect("title").IsUnassigned();
            },
        },

        // "or an empty array "[]" for a multi-valued attribute, to clear all values"
        new()
        {
            Id = "PUT-007", Title = "PUT with an empty array clears a multi-valued attribute",
            Verifies = ["RFC7644-3.5.1-06"], Needs = [Needs.Users, Needs.UserAttribute("phoneNumbers")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"phoneNumbers":[{"value":"tel:+1-201-555-0123","type":"work"}]}""");
                (await scim.ReplacedAsync(user, user.Replacement("""{"phoneNumbers":[]}"""))).Expect("phoneNumbers").IsUnassigned();
            },
        },

        // Members are values like any other: those that the request does not name are gone.
        new()
        {
            Id = "PUT-008", Title = "PUT on a group replaces its members",
            Verifies = ["RFC7644-3.5.1-15"], Needs = [Needs.Users, Needs.Groups],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var group = await scim.CreateGroupAsync(a, b);
                (await scim.ReplacedAsync(group, group.Replacement($$"""{"members":[{"value":"{{b.Id}}"}]}"""))).ExpectValues("members", b.Id);
            },
        },

        // "clients that have previously retrieved the entire resource ... MAY replace the resource using an HTTP PUT"
        new()
        {
            Id = "PUT-009", Title = "PUT of what GET returned changes nothing",
            Verifies = ["RFC7644-3.5.1-16"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                (await scim.PutAsync(user.Target, before.Json!.DeepClone())).Accept(r => r.IsSuccess());
                (await scim.ReadAsync(user)).ExpectSameAs(before);
            },
        },
    ];
}
