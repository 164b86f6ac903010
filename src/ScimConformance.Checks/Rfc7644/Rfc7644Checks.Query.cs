using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <content>Sections 3.1 to 3.4: creation, retrieval, querying.</content>
internal static partial class Rfc7644Checks
{
    private static IReadOnlyList<CheckGroup> QuerySections =>
    [
    ];
}
