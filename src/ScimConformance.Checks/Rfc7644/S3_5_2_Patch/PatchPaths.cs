using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: paths of PATCH operations.</summary>
internal static class PatchPaths
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "PATH = attrPath / valuePath [subAttr]"; valid examples: "name.familyName"
        new()
        {
            Id = "PATCH-PATH-001", Title = "a path names a sub-attribute",
            Verifies = ["RFC7644-3.5.2-07"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"name.familyName","value":"Jensen"}""")).Expect("name.familyName").Is("Jensen");
            },
        },

        // "addresses[type eq \"work\"]"
        new()
        {
            Id = "PATCH-PATH-002", Title = "a path selects a value by a filter",
            Verifies = ["RFC7644-3.5.2-07"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.locality"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"addresses":[{"type":"work","locality":"Hollywood"},{"type":"home","locality":"Ojai"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"remove","path":"addresses[type eq \"home\"]"}""");
                after.Expect("addresses").HasCount(1);
                after.Expect("addresses[type=work].locality").Is("Hollywood");
            },
        },

        // "members[value eq \"2819c223-7f76-453a-919d-413861904646\"].displayName"
        new()
        {
            Id = "PATCH-PATH-003", Title = "a path names a sub-attribute of a value selected by a filter",
            Verifies = ["RFC7644-3.5.2-07"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value"), Needs.UserAttribute("phoneNumbers.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"phoneNumbers":[{"value":"tel:+1-201-555-0123","type":"work"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"replace","path":"phoneNumbers[type eq \"work\"].value","value":"tel:+1-201-555-0199"}""");
                after.Expect("phoneNumbers[type=work].value").Is("tel:+1-201-555-0199");
            },
        },

        // "SCIM servers do not support array indexing"
        new()
        {
            Id = "PATCH-PATH-004", Title = "a path with an array index is refused",
            Verifies = ["RFC7644-3.5.2-06"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                await scim.RefusedAsync(user, $$"""{"op":"replace","path":"emails[0].value","value":"{{scim.Email(scim.NewName())}}"}""");
                await scim.RefusedAsync(user, $$"""{"op":"replace","path":"/emails/0/value","value":"{{scim.Email(scim.NewName())}}"}""");
            },
        },

        // Table 9, invalidPath: "The "path" attribute was invalid or malformed (see Figure 7)."
        new()
        {
            Id = "PATCH-PATH-005", Title = "a malformed path is refused with 400",
            Verifies = ["RFC7644-3.5.2-08"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.RefusedAsync(user, """{"op":"replace","path":"emails[type eq \"work\"","value":"x"}""")).Accept(r => r.Is(400));
                (await scim.RefusedAsync(user, """{"op":"replace","path":"display name","value":"x"}""")).Accept(r => r.Is(400));
                (await scim.RefusedAsync(user, """{"op":"replace","path":"name..familyName","value":"x"}""")).Accept(r => r.Is(400));
            },
        },

        // Refusing is what most do; no sentence orders it.
        new()
        {
            Id = "PATCH-PATH-006", Title = "a path to an attribute that no schema declares is refused",
            Verifies = ["RFC7644-3.5.2-09"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"replace","path":"noSuchAttribute","value":"x"}"""),
        },

        // Section 3.10: attributes may be written with the URN of their schema.
        new()
        {
            Id = "PATCH-PATH-007", Title = "a path qualified by the core schema's URN works",
            Verifies = ["RFC7644-3.5.2-10"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var after = await scim.PatchedAsync(user, $$"""{"op":"replace","path":"{{scim.Profile.Users?.Schema ?? Core}}:displayName","value":"Babs"}""");
                after.Expect("displayName").Is("Babs");
            },
        },

        new()
        {
            Id = "PATCH-PATH-008", Title = "a path qualified by an extension's URN works",
            Verifies = ["RFC7644-3.5.2-10"], Needs = [Needs.Users, Needs.Patch, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$$"""{"schemas":["{{{Core}}}","{{{Enterprise}}}"],"{{{Enterprise}}}":{"department":"Tours"}}""");
                var after = await scim.PatchedAsync(user, $$"""{"op":"replace","path":"{{Enterprise}}:department","value":"Theme Park"}""");
                after.Expect(Enterprise, "department").Is("Theme Park");
            },
        },

        // Not in the ABNF, but the only way to name all of an extension.
        new()
        {
            Id = "PATCH-PATH-009", Title = "remove of an extension's URN removes the extension or is refused",
            Verifies = ["RFC7644-3.5.2-11"], Needs = [Needs.Users, Needs.Patch, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync($$$"""{"schemas":["{{{Core}}}","{{{Enterprise}}}"],"{{{Enterprise}}}":{"department":"Tours"}}""");
                var reply = await scim.PatchAsync(user, $$"""{"op":"remove","path":"{{Enterprise}}"}""");
                var kept = (await scim.ReadAsync(user)).At(Enterprise, "department").Text();
                reply.Accept(
                    r => r.Is(200, 204).With(kept is null, "and the extension gone"),
                    r => r.Is(400).With(kept == "Tours", "and the extension unchanged"));
            },
        },

        // RFC 7643 section 2.1: "Attribute names are case insensitive".
        new()
        {
            Id = "PATCH-PATH-010", Title = "attribute names in a path match in any letter case",
            Verifies = ["RFC7644-3.5.2-12"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("name.familyName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"NAME.familyname","value":"Jensen"}""")).Expect("name.familyName").Is("Jensen");
            },
        },
    ];
}
