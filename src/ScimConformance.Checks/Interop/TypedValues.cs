using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>E-mail addresses, addresses and roles by the paths of Entra's attribute mappings.</summary>
internal static class TypedValues
{
    private static readonly IReadOnlyList<Needs> Emails = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.type")];

    public static CheckGroup Group { get; } = new("INTEROP-paths", "paths with a filter, keys with a dot",
    [
        // With the flag aadOptscim062020 all simple attributes come in one operation without path.
        new()
        {
            Id = "ENTRA-REG-016", Title = "an operation without path takes keys with a dot as paths",
            Verifies = ["ENTRA-PATH-01"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.givenName"), Needs.UserAttribute("name.familyName"), Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"givenName":"Before","familyName":"Before","honorificPrefix":"Ms."}}""");
                var before = await scim.ReadAsync(user);
                var after = await scim.PatchedAsync(user, """{"op":"add","value":{"name.givenName":"Jo","name.familyName":"Do","title":"X"}}""");
                after.Expect("name.givenName").Is("Jo");
                after.Expect("name.familyName").Is("Do");
                after.Expect("title").Is("X");
                after.Judge(JsonNode.DeepEquals(after.At("name.honorificPrefix"), before.At("name.honorificPrefix")), "the other parts of the name as they were", after.At("name").Show());
                after.Judge((after.Json as JsonObject)?.Any(p => p.Key.StartsWith("name.", StringComparison.OrdinalIgnoreCase)) != true, "no attribute called name.givenName", after.Describe());
            },
        },

        // RFC 7644 section 3.5.2.3 demands 400 noTarget here.
        new()
        {
            Id = "ENTRA-REG-017", Title = "\"Replace\" by emails[type eq \"work\"].value makes the address of a user who has none",
            Verifies = ["ENTRA-PATH-02"], Needs = Emails,
            Run = async scim =>
            {
                var user = await WithoutEmailAsync(scim);
                var email = scim.Email(scim.NewName());
                var after = await scim.PatchedAsync(user, $$"""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"{{email}}"}""");
                after.Expect("emails").HasCount(1);
                after.Expect("emails[type=work].value").IsIgnoringCase(email);
            },
        },

        new()
        {
            Id = "ENTRA-REG-018", Title = "\"Add\" of a work address leaves the home address alone",
            Verifies = ["ENTRA-PATH-03"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.formatted"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"addresses":[{"type":"home","formatted":"2 Hill Rd"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"Add","path":"addresses[type eq \"work\"].formatted","value":"1 St"}""");
                after.Expect("addresses[type=work].formatted").Is("1 St");
                after.Expect("addresses[type=home].formatted").Is("2 Hill Rd");
            },
        },

        new()
        {
            Id = "ENTRA-REG-019", Title = "the type of an e-mail address is kept, so that its path finds it later",
            Verifies = ["ENTRA-PATH-04"], Needs = Emails,
            Run = async scim =>
            {
                var (first, second) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
                var user = await scim.CreateUserAsync($$"""{"emails":[{"type":"work","value":"{{first}}"}]}""");
                (await scim.ReadAsync(user)).Expect("emails[type=work].value").IsIgnoringCase(first);
                var after = await scim.PatchedAsync(user, $$"""{"op":"Replace","path":"emails[type eq \"work\"].value","value":"{{second}}"}""");
                after.Expect("emails").HasCount(1);
                after.Expect("emails[type=work].value").IsIgnoringCase(second);
            },
        },

        new()
        {
            Id = "ENTRA-REG-020", Title = "an e-mail address given part by part becomes one value",
            Verifies = ["ENTRA-PATH-05"], Needs = [.. Emails, Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var user = await WithoutEmailAsync(scim);
                var email = scim.Email(scim.NewName());
                var after = await scim.PatchedAsync(
                    user,
                    """{"op":"Add","path":"emails[type eq \"work\"].primary","value":"true"}""",
                    """{"op":"Add","path":"emails[type eq \"work\"].type","value":"work"}""",
                    $$"""{"op":"Add","path":"emails[type eq \"work\"].value","value":"{{email}}"}""");
                after.Expect("emails").HasCount(1);
                after.Expect("emails[type=work].value").IsIgnoringCase(email);
                after.Expect("emails[type=work].primary").Is(true);
            },
        },

        // The mapping of application roles: a text stands where the filter compares a boolean.
        new()
        {
            Id = "ENTRA-REG-021", Title = "roles[primary eq \"True\"].value finds the primary role",
            Verifies = ["ENTRA-PATH-06"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("roles.value"), Needs.UserAttribute("roles.primary")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"roles":[{"value":"User","primary":true}]}""");
                CheckContext.Require((await scim.ReadAsync(user)).At("roles[value=User].primary").Boolean() == true, "the role was not stored as sent, which another check judges");
                var after = await scim.PatchedAsync(user, """{"op":"Replace","path":"roles[primary eq \"True\"].value","value":"Admin"}""");
                after.ExpectValues("roles", "Admin");
            },
        },
    ]);

    /// <summary>A user without e-mail address; the check does not apply where users must have one.</summary>
    private static Task<ScimResource> WithoutEmailAsync(CheckContext scim)
    {
        CheckContext.ApplicableIf(scim.Profile.Attribute(scim.Profile.Users, "emails") is not { Required: true }, "users must have an e-mail address here");
        return scim.CreateUserAsync("""{"emails":null}""");
    }
}
