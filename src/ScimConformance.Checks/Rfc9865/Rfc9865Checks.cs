using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc9865;

/// <summary>The sections of RFC 9865, paging by cursor, top to bottom.</summary>
internal static class Rfc9865Checks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        S2_Beginning.Group,
        S2_Counting.Group,
        S2_Walking.Group,
        S2_Changing.Group,
        S2_1_Errors.Group,
        S2_2_Sorting.Group,
        S2_4_Methods.Group,
        S3_Search.Group,
        S4_Configuration.Group,
        S5_Security.Group,
    ];
}
