using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.Architecture.Tests;

/// <summary>What users see of each shipped package changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private static readonly Type[] OneTypeOfEachPackage =
    [
        typeof(Protocol.Schemas.Schema), typeof(Provider.ScimProviderOptions), typeof(Harness.ConformanceCheck),
        typeof(Checks.ConformanceChecks), typeof(Simulators.SimulatorScenarios), typeof(ScimConformanceFixture),
    ];

    private static IEnumerable<string> Packages => OneTypeOfEachPackage.Select(t => t.Assembly.GetName().Name!);

    [TestCaseSource(nameof(Packages))]
    public async Task The_public_surface_is_the_reviewed_one(string package)
    {
        var assembly = OneTypeOfEachPackage.Select(t => t.Assembly).Single(a => a.GetName().Name == package);
        await Snapshot.Match(PublicApi.Of(assembly), "PublicApi", package);
    }
}
