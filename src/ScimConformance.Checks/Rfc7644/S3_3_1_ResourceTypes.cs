using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Section 3.3.1: the resource type of what is created.</summary>
internal static class S3_3_1_ResourceTypes
{
    public static CheckGroup Group { get; } = new("RFC7644-3.3.1", "Resource type of a new resource",
    [
        // "a POST to the endpoint "/Users" will set "resourceType" to "User", and "/Groups" will set "resourceType" to "Group"."
        new()
        {
            Id = "CREATE-TYPE-001", Title = "a new user has the resource type of its endpoint",
            Verifies = ["RFC7644-3.3.1-01"], Needs = [Needs.Users],
            Run = async scim =>
            {
                var user = await scim.CreateUserAsync();
                (await scim.ReadAsync(user)).Expect("meta.resourceType").Is(scim.Profile.Users!.Name);
            },
        },
        new()
        {
            Id = "CREATE-TYPE-002", Title = "a new group has the resource type of its endpoint",
            Verifies = ["RFC7644-3.3.1-01"], Needs = [Needs.Groups],
            Run = async scim =>
            {
                var group = await scim.CreateGroupAsync();
                (await scim.ReadAsync(group)).Expect("meta.resourceType").Is(scim.Profile.Groups!.Name);
            },
        },
    ]);
}
