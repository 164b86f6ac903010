using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Scim11;

/// <summary>API section 3.3.2: PATCH of multi-valued attributes.</summary>
internal static class Api3_3_2_Values
{
    private static readonly Needs Patch = Needs.Scim11Capability("patch");

    private static readonly Needs Emails = Needs.Scim11Attribute("emails");

    public static CheckGroup Group { get; } = new("SCIM11-API-3.3.2-VALUES", "SCIM 1.1: PATCH of values",
    [
        // "An attribute value in the PATCH request body is added to the value collection if the value does not exist and merged if a matching value is present."
        new()
        {
            Id = "V1-PATCH-010", Title = "a value that is there is merged, and takes the primary mark from the others",
            Verifies = ["SCIM11-API-3.3.2-06"], Needs = [Patch, Emails],
            Run = async scim =>
            {
                var (user, one, two) = await CreateWithTwoAsync(scim);
                var read = await scim.PatchAndReadAsync(user, $$"""{"emails":[{"value":"{{two}}","primary":true}]}""");
                read.ExpectValues("emails", [one, two]);
                read.Expect("emails").Satisfies(e => Primaries(e) == two, $"only {two} is primary");
            },
        },
        new()
        {
            Id = "V1-PATCH-011", Title = "a value that is not there is added",
            Verifies = ["SCIM11-API-3.3.2-06"], Needs = [Patch, Emails],
            Run = async scim =>
            {
                var (user, one, two) = await CreateWithTwoAsync(scim);
                var three = scim.Email(scim.NewName());
                (await scim.PatchAndReadAsync(user, $$"""{"emails":[{"value":"{{three}}","type":"other"}]}""")).ExpectValues("emails", [one, two, three]);
            },
        },

        // "Specific values can be removed from a Resource by adding an "operation" Sub-Attribute with the value "delete""
        new()
        {
            Id = "V1-PATCH-012", Title = "operation delete takes away that e-mail address and no other",
            Verifies = ["SCIM11-API-3.3.2-07"], Needs = [Patch, Emails],
            Run = async scim =>
            {
                var (user, one, two) = await CreateWithTwoAsync(scim);
                (await scim.PatchAndReadAsync(user, $$"""{"emails":[{"value":"{{two}}","operation":"delete"}]}""")).ExpectValues("emails", [one]);
            },
        },
        new()
        {
            Id = "V1-PATCH-013", Title = "members are added and taken away, the others stay",
            Verifies = ["SCIM11-API-3.3.2-07"], Needs = [Patch, Needs.Scim11Groups],
            Run = async scim =>
            {
                var (a, b, group) = await CreateGroupAsync(scim);
                (await scim.PatchAndReadAsync(group, $$"""{"members":[{"value":"{{a.Id}}","operation":"delete"},{"value":"{{b.Id}}"}]}""")).ExpectValues("members", [b.Id]);
            },
        },

        // "If the user was not a member of this group, no changes should be made to the Resource"; "MAY return a HTTP 400 error".
        new()
        {
            Id = "V1-PATCH-014", Title = "taking away who is no member changes nothing",
            Verifies = ["SCIM11-API-3.3.2-07"], Needs = [Patch, Needs.Scim11Groups],
            Run = async scim =>
            {
                var (a, b, group) = await CreateGroupAsync(scim);
                (await scim.V1.PatchAsync(group, $$"""{"members":[{"value":"{{b.Id}}","operation":"delete"}]}""")).Accept(r => r.Is(200), r => r.Is(204), r => r.Is(400));
                (await scim.V1.ReadAsync(group)).ExpectValues("members", [a.Id]);
            },
        },

        // "how to replace all of the members of a group with a different members list"
        new()
        {
            Id = "V1-PATCH-015", Title = "meta.attributes with members and new members replaces all",
            Verifies = ["SCIM11-API-3.3.2-08"], Needs = [Patch, Needs.Scim11Groups],
            Run = async scim =>
            {
                var (_, b, group) = await CreateGroupAsync(scim);
                (await scim.PatchAndReadAsync(group, $$"""{"meta":{"attributes":["members"]},"members":[{"value":"{{b.Id}}"}]}""")).ExpectValues("members", [b.Id]);
            },
        },

        // "Attributes that do not have a value Sub-Attribute [...] are matched by comparing all Sub-Attribute values from the PATCH request body".
        new()
        {
            Id = "V1-PATCH-016", Title = "an address is exchanged: the old one deleted by all it says, the new one added",
            Verifies = ["SCIM11-API-3.3.2-09"], Needs = [Patch, Needs.Scim11Attribute("addresses")],
            Run = async scim =>
            {
                const string old = """{"type":"work","streetAddress":"100 Universal City Plaza","locality":"Hollywood","country":"US"}""";
                var user = await scim.V1.CreateUserAsync($$"""{"addresses":[{{old}}]}""");
                CheckContext.ApplicableIf(user.Json.At("addresses[0].locality").Text() is not null, "users keep no address");
                var read = await scim.PatchAndReadAsync(user, $$"""{"addresses":[{{old[..^1]}},"operation":"delete"},{"type":"work","streetAddress":"911 Universal City Plaza","locality":"Hollywood","country":"US"}]}""");
                read.Expect("addresses").HasCount(1);
                read.Expect("addresses[0].streetAddress").Is("911 Universal City Plaza");
            },
        },
        new()
        {
            Id = "V1-PATCH-017", Title = "operation is not part of what is read",
            Verifies = ["SCIM11-API-3.3.2-10"], Needs = [Patch, Emails],
            Run = async scim =>
            {
                var (user, _, two) = await CreateWithTwoAsync(scim);
                var read = await scim.PatchAndReadAsync(user, $$"""{"emails":[{"value":"{{two}}","operation":"delete"}]}""");
                read.Judge(!read.Text.Contains("\"operation\"", StringComparison.OrdinalIgnoreCase), "no \"operation\" in the resource", read.Describe());
            },
        },
    ]);

    private static async Task<(ScimResource User, string One, string Two)> CreateWithTwoAsync(CheckContext scim)
    {
        var (one, two) = (scim.Email(scim.NewName()), scim.Email(scim.NewName()));
        var user = await scim.V1.CreateUserAsync($$"""{"emails":[{"value":"{{one}}","type":"work","primary":true},{"value":"{{two}}","type":"home"}]}""");
        CheckContext.ApplicableIf(user.Json.Values("emails").Count == 2, "users do not keep two e-mail addresses");
        return (user, one, two);
    }

    private static async Task<(ScimResource A, ScimResource B, ScimResource Group)> CreateGroupAsync(CheckContext scim)
    {
        var (a, b) = (await scim.V1.SharedUserAsync("member-a", ""), await scim.V1.SharedUserAsync("member-b", ""));
        return (a, b, await scim.V1.CreateGroupAsync(a));
    }

    private static string? Primaries(JsonNode? emails) =>
        (emails as JsonArray)?.Where(e => e.Member("primary").Boolean() == true).Select(e => e.Member("value").Text()).ToList() is [var only] ? only : null;
}
