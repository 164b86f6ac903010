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

    /// <summary>The verdicts that these checks give; they are what is judged when nothing else is asked for.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } =
    [
        new("rfc", "the SCIM RFCs", ["RFC7643", "RFC7644", "RFC9865", "SCIM11"]),
        new("security", "security", ["SECURITY"]),
    ];

    /// <summary>The requirement tables that the checks verify.</summary>
    public static RequirementTable Requirements { get; } = RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly);
}
