using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.10: attribute notation.</summary>
internal static class S3_10_Notation
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public static CheckGroup Group { get; } = new("RFC7644-3.10", "Attribute notation",
    [
        // "attributes are uniquely identified by prefixing the attribute name with its schema URN separated by a colon".
        new()
        {
            Id = "NOTATION-001", Title = "an extension attribute is named by its URN in a filter",
            Verifies = ["RFC7644-3.10-01"], Needs = [Needs.Users, Needs.Filter, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var (user, department) = await CreateWithDepartmentAsync(scim);
                await CreateWithDepartmentAsync(scim);
                (await scim.FindUsersAsync($"{Enterprise}:department eq {Queries.Quote(department)}")).ExpectExactly(user);
            },
        },
        new()
        {
            Id = "NOTATION-002", Title = "an extension attribute is named by its URN in attributes",
            Verifies = ["RFC7644-3.10-01"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department"), Needs.UserAttribute(Enterprise, "costCenter")],
            Run = async scim =>
            {
                var (user, department) = await CreateWithDepartmentAsync(scim);
                var reply = (await scim.GetAsync($"{user.Target}?attributes={Uri.EscapeDataString(Enterprise + ":department")}")).Accept(r => r.Is(200));
                reply.Expect(Enterprise, "department").Is(department);
                reply.Expect(Enterprise, "costCenter").IsUnassigned();
            },
        },
        new()
        {
            Id = "NOTATION-003", Title = "an extension attribute is named by its URN in a PATCH path",
            Verifies = ["RFC7644-3.10-01"], Needs = [Needs.Users, Needs.Patch, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var (user, _) = await CreateWithDepartmentAsync(scim);
                (await scim.PatchAsync(user, $$"""{"op":"replace","path":"{{Enterprise}}:department","value":"Tours"}""")).Accept(r => r.Is(200, 204));
                (await scim.ReadAsync(user)).Expect(Enterprise, "department").Is("Tours");
            },
        },
        new()
        {
            Id = "NOTATION-004", Title = "URN and name match in any letter case",
            Verifies = ["RFC7644-3.10-01"], Needs = [Needs.Users, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var (user, department) = await CreateWithDepartmentAsync(scim);
                var name = "URN:ietf:params:scim:schemas:extension:ENTERPRISE:2.0:user:Department";
                (await scim.GetAsync($"{user.Target}?attributes={Uri.EscapeDataString(name)}")).Accept(r => r.Is(200)).Expect(Enterprise, "department").Is(department);
            },
        },
        new()
        {
            Id = "NOTATION-005", Title = "an extension attribute is named by its URN in sortBy",
            Verifies = ["RFC7644-3.10-01"], Needs = [Needs.Users, Needs.FilterByPrefix, Needs.Sort, Needs.EnterpriseUser, Needs.UserAttribute(Enterprise, "department")],
            Run = async scim =>
            {
                var (first, _) = await CreateWithDepartmentAsync(scim);
                var (second, _) = await CreateWithDepartmentAsync(scim);
                (await scim.QueryAsync(scim.Users, ("filter", scim.Mine()), ("sortBy", Enterprise + ":department"), ("sortOrder", "descending"))).ExpectOrder(second, first);
            },
        },
    ]);

    private static async Task<(ScimResource User, string Department)> CreateWithDepartmentAsync(CheckContext scim)
    {
        var department = scim.NewName();
        var user = await scim.CreateUserAsync(
            $$"""{"schemas":["{{scim.Profile.Users!.Schema}}","{{Enterprise}}"],"{{Enterprise}}":{"department":"{{department}}","costCenter":"4130"} }""");
        CheckContext.Require((await scim.ReadAsync(user)).At(Enterprise, "department").Text() == department, "the enterprise department is not stored");
        return (user, department);
    }
}
