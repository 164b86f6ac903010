using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>RFC 7644 section 3.5.2.2: the PATCH "remove" operation.</summary>
internal static class S3_5_2_2_PatchRemove
{
    public static CheckGroup Group { get; } = new("RFC7644-3.5.2.2", "PATCH remove",
    [
        // "If "path" is unspecified, the operation fails with HTTP status code 400 and a "scimType" error code of "noTarget"."
        new()
        {
            Id = "PATCH-REMOVE-001", Title = "remove without a path is refused with 400 noTarget",
            Verifies = ["RFC7644-3.5.2.2-01"], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
                (await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"remove"}""")).Accept(r => r.Is(400).WithScimType("noTarget")),
        },

        // "If the target location is a single-value attribute, the attribute and its associated value is removed"
        new()
        {
            Id = "PATCH-REMOVE-002", Title = "remove unassigns a single-valued attribute",
            Verifies = ["RFC7644-3.5.2.2-02"], Needs = [Needs.Users, Needs.Patch, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Tour Guide"}""");
                (await scim.PatchedAsync(user, """{"op":"remove","path":"title"}""")).Expect("title").IsUnassigned();
            },
        },

        // "If the target location is a multi-valued attribute and no filter is specified, the attribute and all values are removed"
        new()
        {
            Id = "PATCH-REMOVE-003", Title = "remove of a multi-valued attribute removes all values",
            Verifies = ["RFC7644-3.5.2.2-03"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"phoneNumbers":[{"value":"tel:+1-201-555-0123","type":"work"},{"value":"tel:+1-201-555-0199","type":"home"}]}""");
                (await scim.PatchedAsync(user, """{"op":"remove","path":"phoneNumbers"}""")).Expect("phoneNumbers").IsUnassigned();
            },
        },

        new()
        {
            Id = "PATCH-REMOVE-004", Title = "remove of members empties a group",
            Verifies = ["RFC7644-3.5.2.2-03"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync(await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                (await scim.PatchedAsync(group, """{"op":"remove","path":"members"}""")).Expect("members").IsUnassigned();
            },
        },

        // "the values matched by the filter are removed"
        new()
        {
            Id = "PATCH-REMOVE-005", Title = "remove of one member by its value leaves the others",
            Verifies = ["RFC7644-3.5.2.2-04"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var group = await scim.CreateGroupAsync(a, b);
                (await scim.PatchedAsync(group, $$"""{"op":"remove","path":"members[value eq \"{{a.Id}}\"]"}""")).ExpectValues("members", b.Id);
            },
        },

        // The example of the section: emails[type eq "work" and value ew "example.com"].
        new()
        {
            Id = "PATCH-REMOVE-006", Title = "remove with two conditions removes only values that meet both",
            Verifies = ["RFC7644-3.5.2.2-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.value"), Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (work, home, emails) = scim.TwoEmails();
                var user = await scim.CreateUserAsync(emails);
                var before = await scim.ReadAsync(user);
                CheckContext.Require(before.Values("emails").Count == 2, "the endpoint does not keep two e-mails");
                var domain = work[(work.IndexOf('@', StringComparison.Ordinal) + 1)..];
                (await scim.PatchedAsync(user, $$"""{"op":"remove","path":"emails[type eq \"work\" and value ew \"{{domain}}\"]"}""")).ExpectValues("emails", home);
            },
        },

        // "If no other values remain after removal ..., the multi-valued attribute SHALL be considered unassigned."
        new()
        {
            Id = "PATCH-REMOVE-007", Title = "an attribute whose last value was removed counts as unassigned",
            Verifies = ["RFC7644-3.5.2.2-05"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value"), Needs.UserAttribute("phoneNumbers.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"phoneNumbers":[{"value":"tel:+1-201-555-0123","type":"work"}]}""");
                (await scim.PatchedAsync(user, """{"op":"remove","path":"phoneNumbers[type eq \"work\"]"}""")).Expect("phoneNumbers").IsUnassigned();
            },
        },

        // "Sub-attributes whose values have been removed SHALL be considered unassigned."
        new()
        {
            Id = "PATCH-REMOVE-008", Title = "remove of a sub-attribute leaves the rest of the value",
            Verifies = ["RFC7644-3.5.2.2-06"],
            Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("addresses.region"), Needs.UserAttribute("addresses.locality"), Needs.UserAttribute("addresses.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync(
                    """{"addresses":[{"type":"work","locality":"Hollywood","region":"CA"},{"type":"home","locality":"Ojai","region":"CA"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"remove","path":"addresses[type eq \"work\"].region"}""");
                after.Expect("addresses[type=work].region").IsUnassigned();
                after.Expect("addresses[type=work].locality").Is("Hollywood");
                after.Expect("addresses[type=home].region").Is("CA");
            },
        },

        // "If the user was not a member of this group, no changes should be made ..., and a success response should be returned", but see noTarget in Table 9.
        new()
        {
            Id = "PATCH-REMOVE-009", Title = "remove of a member that is not there changes nothing and succeeds, or is refused with noTarget",
            Verifies = ["RFC7644-3.5.2.2-07"], Needs = [Needs.Users, Needs.Groups, Needs.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var group = await scim.CreateGroupAsync(user);
                (await scim.PatchAsync(group, $$"""{"op":"remove","path":"members[value eq \"{{CheckContext.UnknownId}}\"]"}"""))
                    .Accept(r => r.Is(200), r => r.Is(204), r => r.Is(400).WithScimType("noTarget"));
                (await scim.ReadAsync(group)).ExpectValues("members", user.Id);
            },
        },

        new()
        {
            Id = "PATCH-REMOVE-010", Title = "remove of an attribute that has no value succeeds",
            Verifies = ["RFC7644-3.5.2.2-08"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("title")],
            Run = async scim =>
                (await scim.PatchedAsync(await scim.CreateUserAsync(), """{"op":"remove","path":"title"}""")).Expect("title").IsUnassigned(),
        },

        // "defined as a required attribute or a read-only attribute, the server SHALL return ... a "scimType" error code of "mutability""
        new()
        {
            Id = "PATCH-REMOVE-011", Title = "remove of the user name is refused with 400 mutability",
            Verifies = ["RFC7644-3.5.2.2-09"], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
                (await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"remove","path":"userName"}""")).Accept(r => r.Is(400).WithScimType("mutability")),
        },

        new()
        {
            Id = "PATCH-REMOVE-012", Title = "remove of the id is refused with 400 mutability",
            Verifies = ["RFC7644-3.5.2.2-09"], Needs = [Needs.Users, Needs.Patch],
            Run = async scim =>
                (await scim.RefusedAsync(await scim.CreateUserAsync(), """{"op":"remove","path":"id"}""")).Accept(r => r.Is(400).WithScimType("mutability")),
        },

        // "an attribute is removed or becomes unassigned": also when a filter matches its only value.
        new()
        {
            Id = "PATCH-REMOVE-014", Title = "remove of the only value of a required attribute is refused with 400 mutability",
            Verifies = ["RFC7644-3.5.2.2-12"], Needs = [Needs.Users, Needs.Patch, Needs.Schemas],
            Run = async scim =>
            {
                var attribute = DeclaredAttribute.OfUser(scim, "required multi-valued", a => a is { Required: true, MultiValued: true, IsReadWrite: true });
                var values = scim.Sample(attribute.Info);
                var value = values[0].Text() ?? values[0].At("value").Text();
                CheckContext.ApplicableIf(value is not null, $"{attribute.Path} has no value to compare");
                var user = await scim.CreateUserAsync(attribute.Members(scim, values));
                (await scim.RefusedAsync(user, $$"""{"op":"remove","path":"{{attribute.Path}}[value eq \"{{value}}\"]"}""")).Accept(r => r.Is(400).WithScimType("mutability"));
            },
        },

        // Entra's way; by the letter it removes all members, which nobody who sends it means.
        new()
        {
            Id = "PATCH-REMOVE-013", Title = "remove of members with a value removes those, or all as the text says, or is refused",
            Verifies = ["RFC7644-3.5.2.2-10"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var (a, b) = (await scim.SharedMemberAsync(), await scim.SharedMemberAsync(2));
                var group = await scim.CreateGroupAsync(a, b);
                var reply = await scim.PatchAsync(group, $$"""{"op":"remove","path":"members","value":[{"value":"{{a.Id}}"}]}""");
                var left = (await scim.ReadAsync(group)).Values("members").Select(m => m.Member("value").Text()).ToList();
                reply.Accept(
                    r => r.Is(200, 204).With(!left.Contains(a.Id), "and the member gone"),
                    r => r.Is(400).With(left.Count == 2, "and nothing changed"));
            },
        },
    ]);
}
