using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>The sections of RFC 7644, top to bottom.</summary>
internal static partial class Rfc7644Checks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } = [.. AuthenticationSections, .. QuerySections, .. ModificationSections];
}
