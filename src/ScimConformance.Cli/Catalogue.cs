using ScimConformance.Checks;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>Everything that can be run: the checks of the specifications and the scenarios of the identity providers.</summary>
internal static class Catalogue
{
    public static CheckCatalogue Load() => new(ConformanceChecks.Groups, RequirementTable.FromAssemblies(typeof(ConformanceChecks).Assembly));
}
