using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Sections 2 and 6: authentication and authorization, multi-tenancy.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> AuthenticationSections =>
    [
        S2_Authentication.Group,
        S6_MultiTenancy.Group,
    ];
}
