using ScimConformance.Checks;
using ScimConformance.Harness;
using ScimConformance.Simulators;

namespace ScimConformance.Testing;

/// <summary>The catalogue as a user gets it: checks and scenarios.</summary>
public static class FullCatalogue
{
    /// <summary>All of it.</summary>
    public static CheckCatalogue Instance { get; } = new(
        [.. ConformanceChecks.Groups, .. SimulatorScenarios.Groups],
        RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly, typeof(SimulatorScenarios).Assembly));

    /// <summary>Whether a specification is an identity provider's, so that the provider's tolerance has to be on.</summary>
    public static bool NeedsTolerance(string spec) => spec is "ENTRA" or "OKTA" or "ONELOGIN";
}
