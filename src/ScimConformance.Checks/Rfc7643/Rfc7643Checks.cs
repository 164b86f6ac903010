using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7643;

/// <summary>The sections of RFC 7643, top to bottom.</summary>
internal static class Rfc7643Checks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
    ];
}
