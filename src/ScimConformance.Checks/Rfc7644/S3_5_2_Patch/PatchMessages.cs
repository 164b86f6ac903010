using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: the form of a PATCH request.</summary>
internal static class PatchMessages
{
    private const string Urn = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "The body of each request MUST contain the "schemas" attribute with the URI value of ...PatchOp"
        new()
        {
            Id = "PATCH-MESSAGE-001", Title = "a PATCH without the PatchOp URN is refused",
            Verifies = ["RFC7644-3.5.2-02"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = scim => JudgeRefusalAsync(scim, """{"Operations":[{"op":"replace","path":"displayName","value":"Babs"}]}"""),
        },

        // "MUST contain the attribute "Operations", whose value is an array of one or more PATCH operations"
        new()
        {
            Id = "PATCH-MESSAGE-002", Title = "a PATCH without Operations is refused",
            Verifies = ["RFC7644-3.5.2-03"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = scim => JudgeRefusalAsync(scim, $$"""{"schemas":["{{Urn}}"]}"""),
        },

        new()
        {
            Id = "PATCH-MESSAGE-003", Title = "a PATCH whose Operations is a text is refused",
            Verifies = ["RFC7644-3.5.2-03"], Needs = [Needs.Users, Needs.Patch], Given = [TrialStep.Patch],
            Run = scim => JudgeRefusalAsync(scim, $$"""{"schemas":["{{Urn}}"],"Operations":"remove nickName"}"""),
        },

        // "Each PATCH operation object MUST have exactly one "op" member"
        new()
        {
            Id = "PATCH-MESSAGE-004", Title = "an operation without op is refused",
            Verifies = ["RFC7644-3.5.2-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = scim => JudgeRefusalAsync(scim, $$"""{"schemas":["{{Urn}}"],"Operations":[{"path":"displayName","value":"Babs"}]}"""),
        },

        // "SCIM servers ... do not support [RFC6902] operation types relating to array element manipulation, such as "move""
        new()
        {
            Id = "PATCH-MESSAGE-005", Title = "an operation other than add, remove and replace is refused",
            Verifies = ["RFC7644-3.5.2-04"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = scim => JudgeRefusalAsync(
                scim, $$"""{"schemas":["{{Urn}}"],"Operations":[{"op":"move","from":"userName","path":"displayName","value":"Babs"}]}"""),
        },

        // No sentence says whether "Replace" is "replace"; Entra writes it so.
        new()
        {
            Id = "PATCH-MESSAGE-006", Title = "an op in other letter case is carried out or refused, not dropped",
            Verifies = ["RFC7644-3.5.2-05"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(user, """{"op":"Replace","path":"displayName","value":"Babs"}""");
                var name = (await scim.ReadAsync(user)).At("displayName").Text();
                reply.Accept(
                    r => r.Is(200, 204).With(name == "Babs", "and displayName replaced"),
                    r => r.Is(400).With(name == user.DisplayName, "and displayName unchanged"));
            },
        },

        // The media type of SCIM bodies is application/scim+json (section 3.8), also where the method is PATCH.
        new()
        {
            Id = "PATCH-MESSAGE-007", Title = "PATCH takes a body of type application/scim+json",
            Verifies = ["RFC7644-3.5.2-26"], Needs = [Needs.Users, Needs.Patch, Needs.UserAttribute("displayName")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.PatchedAsync(user, """{"op":"replace","path":"displayName","value":"Babs"}""")).Expect("displayName").Is("Babs");
            },
        },
    ];

    private static async Task JudgeRefusalAsync(CheckContext scim, string body)
    {
        var user = await scim.CreateUserAsync();
        var before = await scim.ReadAsync(user);
        (await scim.SendAsync(new ScimRequest("PATCH", user.Target).WithBody(body))).Accept(r => r.Is(400));
        (await scim.ReadAsync(user)).ExpectSameAs(before);
    }
}
