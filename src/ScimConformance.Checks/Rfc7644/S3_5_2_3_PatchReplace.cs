using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.5.2.3: the PATCH "replace" operation.</summary>
internal static class S3_5_2_3_PatchReplace
{
    private const string TwoAddresses =
        """{"addresses":[{"type":"work","locality":"Hollywood","region":"CA"},{"type":"home","locality":"Ojai","region":"CA"}]}""";

    public static CheckGroup Group { get; } = new("RFC7644-3.5.2.3", "PATCH replace",
    [
        // "If the "path" parameter is omitted, ... the "value" attribute SHALL contain a list of one or more attributes that are to be replaced."
        new()
        {
            Id = "PATCH-REPLACE-001", Title = "replace without a path replaces each attribute in value and no other",
            Verifies = ["RFC7644-3.5.2.3-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName"), Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
                var after = await scim.PatchedAsync(user, """{"op":"replace","value":{"displayName":"Babs"}}""");
                after.Expect("displayName").Is("Babs");
                after.Expect("title").Is("Tour Guide");
            },
        },

        new()
        {
            Id = "PATCH-REPLACE-002", Title = "replace without a path needs an object as value",
            Verifies = ["RFC7644-3.5.2.3-02"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"replace","value":"Babs"}"""),
        },

        // "If the target location is a single-value attribute, the attributes value is replaced."
        new()
        {
            Id = "PATCH-REPLACE-003", Title = "replace changes a single-valued attribute",
            Verifies = ["RFC7644-3.5.2.3-03"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""")).Expect("displayName").Is("Babs");
            },
        },

        // A replace whose target attribute has no value acts as an add.
        new()
        {
            Id = "PATCH-REPLACE-004", Title = "replace of an attribute without a value adds it",
            Verifies = ["RFC7644-3.5.2.3-05"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("nickName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"nickName","value":"Babs"}""")).Expect("nickName").Is("Babs");
            },
        },

        // "If the target location is a multi-valued attribute and no filter is specified, the attribute and all values are replaced."
        new()
        {
            Id = "PATCH-REPLACE-005", Title = "replace of a multi-valued attribute replaces all values",
            Verifies = ["RFC7644-3.5.2.3-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync(scim.TwoEmails().Members);
                var other = scim.Email(scim.NewName());
                var after = await scim.PatchedAsync(user, $$"""{"op":"replace","path":"emails","value":[{"value":"{{other}}","type":"work"}]}""");
                after.ExpectValues("emails", other);
            },
        },

        new()
        {
            Id = "PATCH-REPLACE-006", Title = "replace of members leaves only those given",
            Verifies = ["RFC7644-3.5.2.3-04"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var group = await scim.CreateGroupAsync(a);
                var after = await scim.PatchedAsync(group, $$"""{"op":"replace","path":"members","value":[{"value":"{{b.Id}}"}]}""");
                after.ExpectValues("members", b.Id);
            },
        },

        // "If the target location specifies a complex attribute, a set of sub-attributes SHALL be specified in the "value" parameter that replaces any existing values or adds where an attribute did not previously exist."
        new()
        {
            Id = "PATCH-REPLACE-007", Title = "replace of a complex attribute keeps the sub-attributes that it does not name",
            Verifies = ["RFC7644-3.5.2.3-06"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.familyName"), Needs.UserAttribute("name.givenName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"familyName":"Jensen","givenName":"Barbara"}}""");
                var after = await scim.PatchedAsync(user, """{"op":"replace","path":"name","value":{"familyName":"Smith"}}""");
                after.Expect("name.familyName").Is("Smith");
                after.Expect("name.givenName").Is("Barbara");
            },
        },

        // "If the target location is a multi-valued attribute and a value selection ("valuePath") filter is specified that matches one or more values ..., then all matching record values SHALL be replaced."
        new()
        {
            Id = "PATCH-REPLACE-008", Title = "replace with a filter replaces the matching value and no other",
            Verifies = ["RFC7644-3.5.2.3-07"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.locality"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync(TwoAddresses);
                var after = await scim.PatchedAsync(
                    user, """{"op":"replace","path":"addresses[type eq \"work\"]","value":{"type":"work","locality":"Paris","region":"IDF"}}""");
                after.Expect("addresses").HasCount(2);
                after.Expect("addresses[type=work].locality").Is("Paris");
                after.Expect("addresses[type=home].locality").Is("Ojai");
            },
        },

        // "If the target location is a complex multi-valued attribute with a value selection filter and a specific sub-attribute ..., the matching sub-attribute is replaced."
        new()
        {
            Id = "PATCH-REPLACE-009", Title = "replace with a filter and a sub-attribute changes that alone",
            Verifies = ["RFC7644-3.5.2.3-08"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.locality"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync(TwoAddresses);
                var after = await scim.PatchedAsync(user, """{"op":"replace","path":"addresses[type eq \"work\"].locality","value":"Burbank"}""");
                after.Expect("addresses[type=work].locality").Is("Burbank");
                after.Expect("addresses[type=work].region").Is("CA");
                after.Expect("addresses[type=home].locality").Is("Ojai");
            },
        },

        // "for which no record match was made, the service provider SHALL indicate failure by returning HTTP status code 400 and a "scimType" error code of "noTarget""
        new()
        {
            Id = "PATCH-REPLACE-010", Title = "replace with a filter that matches nothing is refused with 400 noTarget",
            Verifies = ["RFC7644-3.5.2.3-09"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.RefusedAsync(user, $$"""{"op":"replace","path":"emails[type eq \"other\"].value","value":"{{scim.Email(scim.NewName())}}"}""");
                reply.Accept(r => r.Is(400).WithScimType("noTarget"));
            },
        },

        // No sentence demands a value here; silence that looks like success is the trap.
        new()
        {
            Id = "PATCH-REPLACE-011", Title = "replace without a value is refused, or clears the attribute",
            Verifies = ["RFC7644-3.5.2.3-10"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")], Given = [TrialStep.Patch],
            Run = scim => JudgeClearingAsync(scim, """{"op":"replace","path":"title"}"""),
        },

        new()
        {
            Id = "PATCH-REPLACE-012", Title = "replace of a boolean works by path",
            Verifies = ["RFC7644-3.5.2.3-11"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                (await scim.SwitchedOffAsync(user, """{"op":"replace","path":"active","value":false}""")).Expect("active").Is(false);
            },
        },

        new()
        {
            Id = "PATCH-REPLACE-013", Title = "replace of a boolean works without a path",
            Verifies = ["RFC7644-3.5.2.3-11"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"active":true}""");
                (await scim.SwitchedOffAsync(user, """{"op":"replace","value":{"active":false}}""")).Expect("active").Is(false);
            },
        },

        // RFC 7643 section 2.5: null is unassigned.
        new()
        {
            Id = "PATCH-REPLACE-014", Title = "replace by null is refused, or clears the attribute",
            Verifies = ["RFC7644-3.5.2.3-12"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")], Given = [TrialStep.Patch],
            Run = scim => JudgeClearingAsync(scim, """{"op":"replace","path":"title","value":null}"""),
        },

        new()
        {
            Id = "PATCH-REPLACE-015", Title = "replace of a complex attribute by a text is refused",
            Verifies = ["RFC7644-3.5.2.3-13"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.familyName")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"replace","path":"name","value":"Bob"}"""),
        },
    ]);

    private static async Task JudgeClearingAsync(CheckContext scim, string operation)
    {
        var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
        var reply = await scim.PatchAsync(user, operation);
        var title = (await scim.ReadAsync(user)).At("title").Text();
        reply.Accept(
            r => r.Is(200, 204).With(title is null, "and the title gone"),
            r => r.Is(400).With(title == "Tour Guide", "and the title unchanged"));
    }
}
