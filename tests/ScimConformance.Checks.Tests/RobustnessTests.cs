using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>Checks of concurrency do not depend on luck. <c>ScimConformance.Endurance robustness</c> repeats them, and their faults, far more often.</summary>
public sealed class RobustnessTests
{
    [Test]
    public async Task A_provider_whose_requests_are_atomic_passes_every_time([Range(1, 5)] int seed)
    {
        await using var provider = await ReferenceProvider.StartAsync();
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = seed });
        var outcomes = await new PlanRunner(runner, parallel: seed).RunAsync(FullCatalogue.Instance.Entries.Where(e => e.Spec == "ROBUSTNESS").ToList());
        Assert.That(outcomes.Where(o => o.Status != CheckStatus.Passed).Select(o => $"{o.Entry.Check.Id} {o.Status}: {o.Message ?? o.Reason}"), Is.Empty);
    }
}
