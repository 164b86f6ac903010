using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Section 2: authentication and authorization.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> AuthenticationSections =>
    [
        S2_Authentication.Group,
    ];
}
