using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.9: partial representations.</summary>
internal static class S3_9_Projection
{
    public static CheckGroup Group { get; } = new("RFC7644-3.9", "Additional operation response parameters",
    [
        // "the default list of attributes SHALL be overridden, and each resource returned MUST contain the minimum set ... and any attributes ...
        // explicitly requested".
        new()
        {
            Id = "PROJECTION-020", Title = "attributes gives the minimum set and what was asked for",
            Verifies = ["RFC7644-3.9-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(user.Target + "?attributes=userName")).Accept(r => r.Is(200));
                reply.Expect("id").Is(user.Id);
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },
        new()
        {
            Id = "PROJECTION-021", Title = "attributes can ask for what is returned on request only",
            Verifies = ["RFC7644-3.9-01"], Needs = [Needs.Users, Needs.Schemas],
            Run = async scim =>
            {
                var hidden = DeclaredAttribute.OfUser(
                    scim, "single writable string that is returned on request", a => a.IsSingle("string") && a.Returned.Equals("request", StringComparison.OrdinalIgnoreCase) && a.CanonicalValues.Count == 0);
                var value = scim.NewName();
                var user = await scim.CreateUserAsync(hidden.Members(scim, value));
                (await scim.GetAsync($"{user.Target}?attributes={Uri.EscapeDataString(hidden.Path)}")).Accept(r => r.Is(200)).Expect(hidden.Place).Is(value);
            },
        },

        // "each resource returned MUST contain the minimum set ... Additionally, the default set of attributes minus those attributes listed".
        new()
        {
            Id = "PROJECTION-022", Title = "excludedAttributes removes what it names and nothing else",
            Verifies = ["RFC7644-3.9-02"], Needs = [Needs.Users, Needs.UserAttribute("emails"), Needs.UserAttribute("nickName"), Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"nickName":"Babs","title":"Tour Guide"}""");
                var reply = (await scim.GetAsync(user.Target + "?excludedAttributes=emails,nickName")).Accept(r => r.Is(200));
                scim.ExpectWithout(reply, reply.Json, "emails", "nickName");
                reply.Expect("userName").IsIgnoringCase(user.UserName);
                reply.Expect("title").Is("Tour Guide");
            },
        },

        // "on any operation that returns a resource within the response".
        new()
        {
            Id = "PROJECTION-023", Title = "attributes works on a creation",
            Verifies = ["RFC7644-3.9-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var reply = (await scim.PostAsync(scim.Users + "?attributes=userName", scim.NewUser())).Require(r => r.Is(201));
                CheckContext.ApplicableIf(reply.Body.Length > 0, "the answer to a creation has no body");
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },
        new()
        {
            Id = "PROJECTION-024", Title = "attributes works on a PUT",
            Verifies = ["RFC7644-3.9-03"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = (await scim.PutAsync(user.Target + "?attributes=userName", user.Sent.DeepClone())).Require(r => r.Is(200, 204));
                CheckContext.ApplicableIf(reply.Body.Length > 0, "the answer to a PUT has no body");
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },
        new()
        {
            Id = "PROJECTION-025", Title = "attributes works on a PATCH",
            Verifies = ["RFC7644-3.9-03"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user.Target + "?attributes=userName", """{"op":"replace","path":"displayName","value":"Babs"}""");
                reply.Require(r => r.Is(200));
                scim.ExpectOnly(reply, reply.Json, "userName");
            },
        },

        // "the mutually exclusive URL query parameters "attributes" or "excludedAttributes"".
        new()
        {
            Id = "PROJECTION-026", Title = "attributes together with excludedAttributes is refused, or one of them wins",
            Verifies = ["RFC7644-3.9-04"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                (await scim.GetAsync(user.Target + "?attributes=userName&excludedAttributes=name")).Accept(r => r.Is(400), r => r.Is(200).WithResource());
            },
        },

        // "a comma-separated list of resource attribute names".
        new()
        {
            Id = "PROJECTION-027", Title = "attributes takes several names",
            Verifies = ["RFC7644-3.9-05"], Needs = [Needs.Users, Needs.UserAttribute("emails")],
            Run = async scim =>
            {
                var user = await scim.SharedUserAsync();
                var reply = (await scim.GetAsync(user.Target + "?attributes=userName,emails")).Accept(r => r.Is(200));
                scim.ExpectOnly(reply, reply.Json, "userName", "emails");
            },
        },
    ]);
}
