using ScimConformance.Harness;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Okta;
using ScimConformance.Simulators.OneLogin;

namespace ScimConformance.Simulators;

/// <summary>The identity providers' scenarios as conformance checks.</summary>
public static class SimulatorScenarios
{
    /// <summary>The groups of checks, one identity provider after the other.</summary>
    public static IReadOnlyList<CheckGroup> Groups { get; } =
    [
        EntraConnectScenarios.Group,
        EntraUserScenarios.Group,
        EntraLeaverScenarios.Group,
        EntraProbeScenarios.Group,
        EntraAttributeScenarios.Group,
        EntraFlagScenarios.Group,
        EntraManagerScenarios.Group,
        EntraRoleScenarios.Group,
        EntraGroupScenarios.Group,
        EntraLifeScenarios.Group,
        EntraCycleScenarios.Group,
        EntraLoadScenarios.Group,
        OktaConnectScenarios.Group,
        OktaUserScenarios.Group,
        OneLoginUserScenarios.Group,
    ];

    /// <summary>The verdicts that these scenarios give, one for each identity provider.</summary>
    public static IReadOnlyList<Verdict> Verdicts { get; } =
    [
        new("entra", "Microsoft Entra ID", ["ENTRA"]),
        new("okta", "Okta", ["OKTA"]),
        new("onelogin", "OneLogin", ["ONELOGIN"]),
    ];

    /// <summary>The tables of Entra, Okta and OneLogin: the rows that they verify, and those of reported failures, which the catalogue of checks verifies.</summary>
    public static RequirementTable Requirements { get; } = RequirementTable.FromAssemblies(typeof(SimulatorScenarios).Assembly);
}
