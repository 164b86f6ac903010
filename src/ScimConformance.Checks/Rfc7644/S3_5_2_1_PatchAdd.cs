using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.5.2.1: the PATCH "add" operation.</summary>
internal static class S3_5_2_1_PatchAdd
{
    public static CheckGroup Group { get; } = new("RFC7644-3.5.2.1", "PATCH add",
    [
        // "The operation MUST contain a "value" member"
        new()
        {
            Id = "PATCH-ADD-001", Title = "add without a value is refused",
            Verifies = ["RFC7644-3.5.2.1-01"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"add","path":"displayName"}"""),
        },

        // "If omitted, the target location is assumed to be the resource itself."
        new()
        {
            Id = "PATCH-ADD-002", Title = "add without a path adds each attribute in value",
            Verifies = ["RFC7644-3.5.2.1-02"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("nickName"), Needs.UserAttribute("phoneNumbers")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var after = await scim.PatchedAsync(
                    user, """{"op":"add","value":{"nickName":"Babs","phoneNumbers":[{"value":"tel:+1-201-555-0123","type":"work"}]}}""");
                after.Expect("nickName").Is("Babs");
                after.ExpectValues("phoneNumbers", "tel:+1-201-555-0123");
                after.Expect("userName").IsIgnoringCase(user.UserName);
            },
        },

        // Not in the RFC, but sent by Entra: what must not happen is success without an effect.
        new()
        {
            Id = "PATCH-ADD-003", Title = "a dotted name in the value of an add is carried out or refused",
            Verifies = ["RFC7644-3.5.2.1-03"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.givenName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, """{"op":"add","value":{"name.givenName":"Barbara"}}""");
                var name = (await scim.ReadAsync(user)).At("name.givenName").Text();
                reply.Accept(r => r.Is(200, 204).With(name == "Barbara", "and the name changed"), r => r.Is(400).With(name != "Barbara", "and the name unchanged"));
            },
        },

        // "If the target location specifies an attribute that does not exist (has no value), the attribute is added with the new value."
        new()
        {
            Id = "PATCH-ADD-004", Title = "add sets an attribute that has no value",
            Verifies = ["RFC7644-3.5.2.1-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"add","path":"title","value":"Tour Guide"}""")).Expect("title").Is("Tour Guide");
            },
        },

        // "If the target location specifies a complex attribute, a set of sub-attributes SHALL be specified"
        new()
        {
            Id = "PATCH-ADD-005", Title = "add to a complex attribute keeps the sub-attributes that it does not name",
            Verifies = ["RFC7644-3.5.2.1-05"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.middleName"), Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"name":{"familyName":"Jensen"}}""");
                var after = await scim.PatchedAsync(user, """{"op":"add","path":"name","value":{"middleName":"Jane"}}""");
                after.Expect("name.middleName").Is("Jane");
                after.Expect("name.familyName").Is("Jensen");
            },
        },

        // "If the target location specifies a multi-valued attribute, a new value is added to the attribute."
        new()
        {
            Id = "PATCH-ADD-006", Title = "add to a multi-valued attribute keeps the values that are there",
            Verifies = ["RFC7644-3.5.2.1-06"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value")],
            Run = async scim =>
            {
                var (work, home) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
                var user = await scim.CreateUserAsync($$"""{"emails":[{"value":"{{work}}","type":"work"}]}""");
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"emails","value":[{"value":"{{home}}","type":"home"}]}""");
                after.ExpectValues("emails", work, home);
            },
        },

        new()
        {
            Id = "PATCH-ADD-007", Title = "add of a member keeps the members that are there",
            Verifies = ["RFC7644-3.5.2.1-06"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var group = await scim.CreateGroupAsync(a);
                var after = await scim.PatchedAsync(group, $$"""{"op":"add","path":"members","value":[{"value":"{{b.Id}}"}]}""");
                after.ExpectValues("members", a.Id, b.Id);
            },
        },

        // "If the target location specifies a single-valued attribute, the existing value is replaced."
        new()
        {
            Id = "PATCH-ADD-008", Title = "add to a single-valued attribute replaces its value",
            Verifies = ["RFC7644-3.5.2.1-07"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"add","path":"displayName","value":"Babs"}""")).Expect("displayName").Is("Babs");
            },
        },

        // "If the target location already contains the value specified, no changes SHOULD be made to the resource, and a success response SHOULD be returned."
        new()
        {
            Id = "PATCH-ADD-009", Title = "add of a member that is there succeeds and lists the member once",
            Verifies = ["RFC7644-3.5.2.1-08"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                var group = await scim.CreateGroupAsync(user);
                var after = await scim.PatchedAsync(group, $$"""{"op":"add","path":"members","value":[{"value":"{{user.Id}}"}]}""");
                after.ExpectValues("members", user.Id);
            },
        },

        // "this operation SHALL NOT change the modify timestamp of the resource"
        new()
        {
            Id = "PATCH-ADD-010", Title = "add of a value that is there does not move lastModified",
            Verifies = ["RFC7644-3.5.2.1-09"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"displayName":"Babs"}""");
                var before = await scim.ReadAsync(user);
                CheckContext.Require(before.At("meta.lastModified") is not null, "the endpoint shows no meta.lastModified");
                var after = await scim.PatchedAsync(user, """{"op":"add","path":"displayName","value":"Babs"}""");
                after.Expect("meta.lastModified").Is(before.At("meta.lastModified").Text() ?? "");
            },
        },

        // "The "valuePath" rule allows specific values of a complex multi-valued attribute to be selected."
        new()
        {
            Id = "PATCH-ADD-011", Title = "add with a filter sets the sub-attribute of the matching value only",
            Verifies = ["RFC7644-3.5.2.1-10"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.region"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"addresses":[{"type":"work","locality":"Hollywood"},{"type":"home","locality":"Ojai"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"add","path":"addresses[type eq \"work\"].region","value":"CA"}""");
                after.Expect("addresses[type=work].region").Is("CA");
                after.Expect("addresses[type=home].region").IsUnassigned();
            },
        },

        // "If the target location does not exist, the attribute and value are added", but noTarget "occurs when ... a filter ... yields no match".
        new()
        {
            Id = "PATCH-ADD-012", Title = "add with a filter that matches nothing creates the value or is refused with noTarget",
            Verifies = ["RFC7644-3.5.2.1-11"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value"), Needs.UserAttribute("phoneNumbers.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, """{"op":"add","path":"phoneNumbers[type eq \"work\"].value","value":"tel:+1-201-555-0123"}""");
                var numbers = (await scim.ReadAsync(user)).Values("phoneNumbers");
                reply.Accept(
                    r => r.Is(200, 204).With(numbers.Count == 1 && numbers[0].Member("type").Text() == "work", "and the value created"),
                    r => r.Is(400).WithScimType("noTarget").With(numbers.Count == 0, "and nothing changed"));
            },
        },

        // Section 3.5.2.1 shows an array; "a new value" given as one object is met as well.
        new()
        {
            Id = "PATCH-ADD-013", Title = "add of one member as an object adds it or is refused",
            Verifies = ["RFC7644-3.5.2.1-12"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.SharedMemberAsync();
                var group = await scim.CreateGroupAsync();
                var reply = await scim.PatchAsync(group, $$$"""{"op":"add","path":"members","value":{"value":"{{{user.Id}}}"}}""");
                var members = (await scim.ReadAsync(group)).Values("members").Count;
                reply.Accept(r => r.Is(200, 204).With(members == 1, "and the member added"), r => r.Is(400).With(members == 0, "and nothing changed"));
            },
        },

        new()
        {
            Id = "PATCH-ADD-014", Title = "add of a text to a complex attribute is refused",
            Verifies = ["RFC7644-3.5.2.1-13"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.familyName")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"add","path":"name","value":"Bob"}"""),
        },
    ]);
}
