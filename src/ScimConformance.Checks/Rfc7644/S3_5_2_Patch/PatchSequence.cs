using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: order, atomicity and the one primary value.</summary>
internal static class PatchSequence
{
    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "Operations are applied sequentially in the order they appear in the array."
        new()
        {
            Id = "PATCH-SEQUENCE-001", Title = "operations apply in the order of the array",
            Verifies = ["RFC7644-3.5.2-18"], Needs = [Needs.Users, Needs.Patch, Needs.OptionalUserAttribute("title"), Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Guide"}""");
                var after = await scim.PatchedAsync(
                    user,
                    """{"op":"replace","path":"displayName","value":"first"}""",
                    """{"op":"replace","path":"displayName","value":"second"}""",
                    """{"op":"add","path":"title","value":"Vice President"}""",
                    """{"op":"remove","path":"title"}""");
                after.Expect("displayName").Is("second");
                after.Expect("title").IsUnassigned();
            },
        },

        // "the resulting resource becomes the target of the next operation"
        new()
        {
            Id = "PATCH-SEQUENCE-002", Title = "an operation finds the value that the one before it added",
            Verifies = ["RFC7644-3.5.2-18"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value"), Needs.UserAttribute("phoneNumbers.type")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var after = await scim.PatchedAsync(
                    user,
                    """{"op":"add","path":"phoneNumbers","value":[{"value":"tel:+1-201-555-0123","type":"work"}]}""",
                    """{"op":"replace","path":"phoneNumbers[type eq \"work\"].value","value":"tel:+1-201-555-0199"}""");
                after.ExpectValues("phoneNumbers", "tel:+1-201-555-0199");
            },
        },

        // "a PATCH operation that sets a value's "primary" sub-attribute to "true" SHALL cause the server to automatically set "primary" to "false""
        new()
        {
            Id = "PATCH-PRIMARY-001", Title = "a new primary value takes the mark from the old one",
            Verifies = ["RFC7644-3.5.2-19"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.primary")],
            Run = async scim =>
            {
                var (work, home) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
                var user = await scim.CreateUserAsync($$"""{"emails":[{"value":"{{work}}","type":"work","primary":true}]}""");
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"emails","value":[{"value":"{{home}}","type":"home","primary":true}]}""");
                ExpectPrimary(after, home);
            },
        },

        new()
        {
            Id = "PATCH-PRIMARY-002", Title = "marking another value as primary takes the mark from the old one",
            Verifies = ["RFC7644-3.5.2-19"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("emails.primary"), Needs.UserAttribute("emails.type")],
            Run = async scim =>
            {
                var (_, home, emails) = scim.TwoEmails();
                var user = await scim.CreateUserAsync(emails);
                CheckContext.Require((await scim.ReadAsync(user)).Values("emails").Any(e => e.Member("value").Text() == home), "of two e-mail addresses the second was not stored");
                var after = await scim.PatchedAsync(user, """{"op":"replace","path":"emails[type eq \"home\"].primary","value":true}""");
                ExpectPrimary(after, home);
            },
        },

        // "If a single operation encounters an error condition, the original SCIM resource MUST be restored"
        new()
        {
            Id = "PATCH-ATOMIC-001", Title = "when the second operation fails the first is not applied",
            Verifies = ["RFC7644-3.5.2-20"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                (await scim.PatchAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""", """{"op":"remove"}""")).Require(r => r.IsClientError());
                (await scim.ReadAsync(user)).ExpectSameAs(before);
            },
        },

        new()
        {
            Id = "PATCH-ATOMIC-002", Title = "when an operation fails no member of a group is changed",
            Verifies = ["RFC7644-3.5.2-20"], Needs = [Needs.Users, Needs.Groups, Needs.Patch], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var (a, b) = (await scim.CreateUserAsync(), await scim.CreateUserAsync());
                var group = await scim.CreateGroupAsync(a);
                (await scim.PatchAsync(
                    group,
                    $$"""{"op":"add","path":"members","value":[{"value":"{{b.Id}}"}]}""",
                    $$"""{"op":"remove","path":"members[value eq \"{{a.Id}}\"]"}""",
                    """{"op":"remove","path":"displayName"}""")).Require(r => r.IsClientError());
                (await scim.ReadAsync(group)).ExpectValues("members", a.Id);
            },
        },

        new()
        {
            Id = "PATCH-ATOMIC-003", Title = "a failed PATCH does not move lastModified",
            Verifies = ["RFC7644-3.5.2-20"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var before = await scim.ReadAsync(user);
                (await scim.PatchAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""", """{"op":"remove"}""")).Require(r => r.IsClientError());
                (await scim.ReadAsync(user)).Expect("meta").IsJson(before.At("meta")?.DeepClone() ?? new JsonObject());
            },
        },
    ];

    private static void ExpectPrimary(ScimResponse user, string expected)
    {
        var primary = user.Values("emails").Where(v => v.Member("primary").Boolean() == true).Select(v => v.Member("value").Text()).ToList();
        user.Judge(
            primary.Count == 1 && string.Equals(primary[0], expected, StringComparison.OrdinalIgnoreCase),
            $"{expected} as the only primary e-mail",
            $"primary e-mails [{string.Join(", ", primary)}]");
    }
}
