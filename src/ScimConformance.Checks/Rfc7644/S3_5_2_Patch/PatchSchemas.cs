using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: PATCH and the schemas attribute.</summary>
internal static class PatchSchemas
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static IReadOnlyList<ConformanceCheck> Checks { get; } =
    [
        // "adding the attribute "urn:...:enterprise:2.0:User:employeeNumber" automatically adds the value ... to the resource's "schemas" attribute"
        new()
        {
            Id = "PATCH-SCHEMAS-001", Title = "add of an extension's attribute adds the extension to schemas",
            Verifies = ["RFC7644-3.5.2-16"], Needs = [Needs.Users, Needs.Patch, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "employeeNumber")],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var after = await scim.PatchedAsync(user, $$"""{"op":"add","path":"{{Enterprise}}:employeeNumber","value":"701984"}""");
                after.Expect(Enterprise, "employeeNumber").Is("701984");
                after.Expect("schemas").Contains(Enterprise);
            },
        },

        // "If one of the PATCH operations modifies the "schemas" attribute, subsequent operations SHALL assume the modified state"
        new()
        {
            Id = "PATCH-SCHEMAS-002", Title = "an operation sees the schemas that the one before it added",
            Verifies = ["RFC7644-3.5.2-17"], Needs = [Needs.Users, Needs.Patch, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")], Given = [TrialStep.Patch],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                var reply = await scim.PatchAsync(
                    user,
                    $$"""{"op":"add","path":"schemas","value":["{{Enterprise}}"]}""",
                    $$"""{"op":"add","path":"{{Enterprise}}:department","value":"Tours"}""");
                var department = (await scim.ReadAsync(user)).At(Enterprise, "department").Text();
                reply.Accept(
                    r => r.Is(200, 204).With(department == "Tours", "and the department set"),
                    r => r.IsClientError().With(department is null, "and nothing changed"));
            },
        },
    ];
}
