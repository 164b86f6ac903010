using System.Text.Json.Nodes;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Interop;

/// <summary>Ways of saying that an attribute has no value any more.</summary>
internal static class Clearing
{
    private static readonly IReadOnlyList<Needs> Phones = [Needs.Users, Needs.Patch, Needs.UserAttribute("phoneNumbers.value")];

    public static CheckGroup Group { get; } = new("INTEROP-clearing", "null and empty values",
    [
        // The two phases of Microsoft's SCIM_Null_Update test.
        new()
        {
            Id = "ENTRA-REG-050", Title = "an empty text and null clear an attribute alike",
            Verifies = ["ENTRA-CLEAR-01"], Needs = [.. Phones, Needs.OptionalUserAttribute("title")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"title":"Guide","phoneNumbers":[{"type":"work","value":"+1-555-0100"}]}""");
                var after = await scim.PatchedAsync(user, """{"op":"replace","path":"title","value":""}""", """{"op":"replace","path":"phoneNumbers","value":""}""");
                after.Expect("title").Satisfies(IsCleared, "no value");
                after.Expect("phoneNumbers").IsUnassigned();
                (await scim.PatchAsync(user, """{"op":"add","value":{"title":"Guide","phoneNumbers":[{"type":"work","value":"+1-555-0100"}]}}""")).Require(r => r.IsSuccess());
                after = await scim.PatchedAsync(user, """{"op":"replace","path":"title","value":null}""", """{"op":"replace","path":"phoneNumbers","value":null}""");
                after.Expect("title").Satisfies(IsCleared, "no value");
                after.Expect("phoneNumbers").IsUnassigned();
            },
        },

        // An explicit null that stays in the resource breaks whoever reads it next.
        new()
        {
            Id = "ENTRA-REG-050-2", Title = "null for a part of a value is refused or clears that part, and does not stay as null",
            Verifies = ["ENTRA-CLEAR-02"], Given = [TrialStep.Patch], Needs = Phones,
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync("""{"phoneNumbers":[{"type":"work","value":"+1-555-0100"}]}""");
                var reply = await scim.PatchAsync(user, """{"op":"Replace","path":"phoneNumbers[type eq \"work\"].value","value":null}""");
                var after = await scim.ReadAsync(user);
                var left = after.Values("phoneNumbers");
                reply.Accept(
                    r => r.Is(200, 204).With(left.All(p => p.Member("value").Text() is null or "" && !p.Any(m => m.Key == "value" && m.Value is null)), "and the value gone, not null"),
                    r => r.IsClientError().With(left.Any(p => p.Member("value").Text() is { Length: > 0 }), "and the value as it was"));
            },
        },
    ]);

    private static bool IsCleared(JsonNode? value) => value.IsUnassigned() || value.Text() == "";
}
