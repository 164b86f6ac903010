using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: "Each operation against an attribute MUST be compatible with the attribute's mutability and schema".</summary>
internal static class PatchMutability
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "a client MUST NOT modify an attribute that has mutability "readOnly""
        new()
        {
            Id = "PATCH-MUTABILITY-001", Title = "replace of the id is refused",
            Verifies = ["RFC7644-3.5.2-14"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(
                await scim.CreateUserAsync(), $$"""{"op":"replace","path":"id","value":"{{CheckContext.UnknownId}}"}"""),
        },

        new()
        {
            Id = "PATCH-MUTABILITY-002", Title = "add to the groups of a user is refused",
            Verifies = ["RFC7644-3.5.2-14"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                CheckContext.ApplicableIf(
                    scim.Profile.Attribute(scim.Profile.Users, "groups") is { IsWritable: false }, "/Schemas declares no readOnly attribute groups of users");
                var group = await scim.CreateGroupAsync();
                await scim.RefusedAsync(await scim.CreateUserAsync(), $$"""{"op":"add","path":"groups","value":[{"value":"{{group.Id}}"}]}""");
                (await scim.ReadAsync(group)).Expect("members").HasCount(0);
            },
        },

        // "However, a client MAY "add" a value to an "immutable" attribute if the attribute had no previous value."
        new()
        {
            Id = "PATCH-MUTABILITY-003", Title = "add to an immutable attribute that has no value sets it",
            Verifies = ["RFC7644-3.5.2-15"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                CheckContext.ApplicableIf(!attribute.Info.Required, $"{attribute.Path} is required, so it always has a value");
                var user = await attribute.CreateUserWithoutAsync(scim);
                var first = DeclaredAttribute.NewText(scim);
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"{{attribute.Path}}","value":"{{first}}"}""");
                after.Expect(attribute.Place).Is(first);
            },
        },

        new()
        {
            Id = "PATCH-MUTABILITY-004", Title = "replace of an immutable attribute that has a value is refused",
            Verifies = ["RFC7644-3.5.2-29"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                var user = await scim.CreateUserAsync(attribute.Members(scim, DeclaredAttribute.NewText(scim)));
                await scim.RefusedAsync(user, $$"""{"op":"replace","path":"{{attribute.Path}}","value":"{{DeclaredAttribute.NewText(scim)}}"}""");
            },
        },

        new()
        {
            Id = "PATCH-MUTABILITY-005", Title = "remove of an immutable attribute that has a value is refused",
            Verifies = ["RFC7644-3.5.2-29"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.ImmutableOfUser(scim);
                var user = await scim.CreateUserAsync(attribute.Members(scim, DeclaredAttribute.NewText(scim)));
                await scim.RefusedAsync(user, $$"""{"op":"remove","path":"{{attribute.Path}}"}""");
            },
        },

        // "An operation that is not compatible with an attribute's mutability or schema SHALL return the appropriate HTTP response status code"
        new()
        {
            Id = "PATCH-TYPE-001", Title = "replace of a boolean by a word is refused",
            Verifies = ["RFC7644-3.5.2-28"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("active")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"replace","path":"active","value":"maybe"}"""),
        },

        new()
        {
            Id = "PATCH-TYPE-002", Title = "replace of e-mails by a text is refused",
            Verifies = ["RFC7644-3.5.2-28"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"replace","path":"emails","value":"x"}"""),
        },

        new()
        {
            Id = "PATCH-TYPE-003", Title = "add of an object to a string is refused",
            Verifies = ["RFC7644-3.5.2-28"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")], Given = [TrialStep.Patch],
            Run = async scim => await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"add","path":"title","value":{"a":1}}"""),
        },
    ];
}
