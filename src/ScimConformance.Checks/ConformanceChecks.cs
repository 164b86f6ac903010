using ScimConformance.Checks.Rfc7643;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Checks.Security;
using ScimConformance.Harness;

namespace ScimConformance.Checks;

/// <summary>The catalogue of checks, section by section.</summary>
public static class ConformanceChecks
{
    /// <summary>All groups, in the order of the specifications.</summary>
    public static IReadOnlyList<CheckGroup> Groups { get; } = [.. Rfc7643Checks.Groups, .. Rfc7644Checks.Groups, .. SecurityChecks.Groups];

    /// <summary>The requirement tables that the checks verify.</summary>
    public static RequirementTable Requirements { get; } = RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly);
}
