using ScimConformance.Checks;
using ScimConformance.Harness;
using ScimConformance.Simulators;

namespace ScimConformance.Cli;

/// <summary>Everything that can be run: the checks of the specifications and the scenarios of the identity providers.</summary>
internal static class Catalogue
{
    /// <summary>The verdicts there are.</summary>
    public static IReadOnlyList<Verdict> Verdicts => ConformanceChecks.Verdicts;

    /// <summary>Ids of the verdicts that decide the exit code when nothing is asked for. The others are told.</summary>
    public static IReadOnlyList<string> DecidingByDefault { get; } = ["rfc", "security"];

    /// <summary>The verdict about SCIM 1.1.</summary>
    public const string Scim11 = "scim11";

    /// <summary>Whether the reference provider has to tolerate what identity providers send for this check to pass.</summary>
    public static bool NeedsTolerance(CatalogueEntry entry) => SimulatorScenarios.Verdicts.Any(v => v.Covers(entry));

    public static CheckCatalogue Load() => new(
        [.. ConformanceChecks.Groups, .. SimulatorScenarios.Groups],
        RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly, typeof(SimulatorScenarios).Assembly));
}
