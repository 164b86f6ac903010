using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_1_Put;

/// <summary>RFC 7644 section 3.5.1: PUT and the mutability of attributes.</summary>
internal static class PutRules
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // immutable: "the input value(s) MUST match, or HTTP status code 400 SHOULD be returned"
        new()
        {
            Id = "PUT-IMMUTABLE-001", Title = "PUT with another value for an immutable attribute is refused",
            Verifies = ["RFC7644-3.5.1-07"], Needs = [Needs.Users, Needs.Schemas], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                var first = DeclaredAttribute.NewText(scim);
                var user = await scim.CreateUserAsync(attribute.Members(scim, first));
                (await scim.PutAsync(user.Target, user.Replacement(attribute.Members(scim, DeclaredAttribute.NewText(scim))))).Accept(r => r.Is(400));
                (await scim.ReadAsync(user)).Expect(attribute.Place).Is(first);
            },
        },

        new()
        {
            Id = "PUT-IMMUTABLE-002", Title = "PUT with the same value for an immutable attribute is accepted",
            Verifies = ["RFC7644-3.5.1-07"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                var first = DeclaredAttribute.NewText(scim);
                var user = await scim.CreateUserAsync(attribute.Members(scim, first));
                (await scim.ReplacedAsync(user, user.Replacement())).Expect(attribute.Place).Is(first);
            },
        },

        // immutable: "If the service provider has no existing values, the new value(s) SHALL be applied."
        new()
        {
            Id = "PUT-IMMUTABLE-003", Title = "PUT sets an immutable attribute that has no value",
            Verifies = ["RFC7644-3.5.1-08"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                CheckContext.ApplicableIf(!attribute.Info.Required, $"{attribute.Path} is required, so it always has a value");
                var user = await attribute.CreateUserWithoutAsync(scim);
                var first = DeclaredAttribute.NewText(scim);
                (await scim.ReplacedAsync(user, user.Replacement(attribute.Members(scim, first)))).Expect(attribute.Place).Is(first);
            },
        },

        // readOnly: "Any values provided SHALL be ignored."
        new()
        {
            Id = "PUT-READONLY-001", Title = "PUT ignores values for groups and meta",
            Verifies = ["RFC7644-3.5.1-09"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                CheckContext.Require(
                    before.At("meta.created").Text() is not null && before.At("meta.resourceType").Text() is not null, $"the user has no such meta: {before.At("meta").Show()}");
                var after = await scim.ReplacedAsync(user, user.Replacement(
                    """{"groups":[{"value":"nobody"}],"meta":{"created":"2001-01-01T00:00:00Z","resourceType":"Printer"}}"""));
                after.Judge(
                    after.Values("groups").All(g => g.Member("value").Text() != "nobody"), "groups as they were", $"groups {after.At("groups").Show()}");
                after.Expect("meta.created").Is(before.At("meta.created").Text() ?? "");
                after.Expect("meta.resourceType").Is(before.At("meta.resourceType").Text() ?? "");
            },
        },

        // The example of section 3.12 refuses another id; ignoring it is what this section says. Neither may touch the other resource.
        new()
        {
            Id = "PUT-READONLY-002", Title = "PUT with the id of another resource in its body leaves that one alone",
            Verifies = ["RFC7644-3.5.1-13"], Needs = [Needs.Users, Needs.UserAttribute("displayName")], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var (a, b) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var before = await scim.ReadAsync(b);
                var body = a.Replacement("""{"displayName":"Babs"}""");
                body["id"] = b.Id;
                (await scim.PutAsync(a.Target, body)).Accept(r => r.IsSuccess(), r => r.Is(400));
                (await scim.ReadAsync(b)).ExpectSameAs(before);
                (await scim.ReadAsync(a)).Expect("id").Is(a.Id);
            },
        },

        // "If an attribute is "required", clients MUST specify the attribute in the PUT request."
        new()
        {
            Id = "PUT-REQUIRED-001", Title = "PUT without the user name is refused",
            Verifies = ["RFC7644-3.5.1-11"], Needs = [Needs.Users], Given = [TrialStep.Replace],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var body = user.Replacement();
                body.Remove("userName");
                (await scim.PutAsync(user.Target, body)).Accept(r => r.Is(400));
                (await scim.ReadAsync(user)).Expect("userName").IsIgnoringCase(user.UserName);
            },
        },

        // "a successful PUT operation returns a 200 OK response code and the entire resource within the response body"
        new()
        {
            Id = "PUT-RESULT-001", Title = "PUT answers 200 with the entire resource",
            Verifies = ["RFC7644-3.5.1-12"], Needs = [Needs.Users, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PutAsync(user.Target, user.Replacement("""{"displayName":"Babs"}"""));
                reply.Accept(r => r.Is(200).WithResource());
                var read = await scim.ReadAsync(user);
                reply.Judge(reply.IsSameAs(read), $"the resource as GET shows it: {read.Describe()}", reply.Describe());
            },
        },

        // Table 9 lists uniqueness for PUT under 400; in practice it is 409.
        new()
        {
            Id = "PUT-UNIQUE-001", Title = "PUT to a user name that is taken is refused with scimType uniqueness",
            Verifies = ["RFC7644-3.5.1-14"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var (a, b) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var body = b.Replacement();
                body["userName"] = a.UserName;
                (await scim.PutAsync(b.Target, body)).Accept(r => r.Is(409, 400).WithScimType("uniqueness"));
                (await scim.ReadAsync(b)).Expect("userName").IsIgnoringCase(b.UserName);
            },
        },
    ];
}
