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

    /// <summary>How many people the checks may create that put load on the provider: a few where nothing else is run, none otherwise, for they take seconds.</summary>
    /// <param name="entries">What is run.</param>
    public static int LoadOf(IEnumerable<CatalogueEntry> entries) => entries.All(e => e.Check.Needs.Contains(Needs.Load)) ? 40 : 0;

    /// <summary>Whether a specification is an identity provider's, so that the provider's tolerance has to be on.</summary>
    public static bool NeedsTolerance(string spec) => spec is "ENTRA" or "OKTA" or "ONELOGIN";
}
