using ScimConformance.Harness;

namespace ScimConformance.Checks.Security;

/// <summary>What we ask of a safe endpoint, with a verdict of its own.</summary>
internal static class SecurityChecks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        AccessChecks.Group,
        TenantChecks.Group,
        DisclosureChecks.Group,
        InputChecks.Group,
        LimitChecks.Group,
        HostChecks.Group,
    ];
}
