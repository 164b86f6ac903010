using ScimConformance.Checks.Interop;
using ScimConformance.Checks.Rfc7643;
using ScimConformance.Checks.Rfc7644;
using ScimConformance.Checks.Rfc9865;
using ScimConformance.Checks.Robustness;
using ScimConformance.Checks.Scim11;
using ScimConformance.Checks.Security;
using ScimConformance.Harness;

namespace ScimConformance.Checks;

/// <summary>The catalogue of checks, section by section.</summary>
public static class ConformanceChecks
{
    /// <summary>All groups, in the order of the specifications.</summary>
    public static IReadOnlyList<CheckGroup> Groups { get; } = [.. Rfc7643Checks.Groups, .. Rfc7644Checks.Groups, .. Rfc9865Checks.Groups, .. SecurityChecks.Groups, .. RobustnessChecks.Groups, .. InteropChecks.Groups, .. Scim11Checks.Groups];

    /// <summary>The verdicts that these checks give; those of identity providers cover the scenarios of the simulators too.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } =
    [
        new("rfc", "the SCIM RFCs", ["RFC7643", "RFC7644", "RFC9865"]),
        new("security", "security", ["SECURITY"]),
        new("robustness", "robustness under concurrency", ["ROBUSTNESS"]),
        new("interop", "what identity providers stumble over", ["INTEROP"]),
        new("scim11", "SCIM 1.1", ["SCIM11"]),
        new("entra", "Microsoft Entra ID", ["ENTRA"]),
        new("okta", "Okta", ["OKTA"]),
        new("onelogin", "OneLogin", ["ONELOGIN"]),
    ];

    /// <summary>The requirement tables that the checks verify.</summary>
    public static RequirementTable Requirements { get; } = RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly);
}
