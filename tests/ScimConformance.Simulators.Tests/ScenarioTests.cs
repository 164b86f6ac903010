using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests;

/// <summary>Every scenario is content with the reference provider in its tolerant configuration, and leaves nothing there.</summary>
public sealed class ScenarioTests
{
    private static readonly CheckCatalogue Catalogue = new(SimulatorScenarios.Groups, SimulatorScenarios.Requirements);

    private static IEnumerable<string> Ids => Catalogue.Entries.Select(e => e.Check.Id);

    [TestCaseSource(nameof(Ids))]
    public async Task A_tolerant_provider_passes(string id)
    {
        await using var provider = await ReferenceProvider.StartAsync(tolerant: true);
        using var runner = await CheckRunner.ConnectAsync(provider.Target.WithLoad(FullCatalogue.LoadOf([Catalogue.Find(id)!])), new TestDataOptions { Seed = 1 });
        var outcome = await runner.RunAsync(Catalogue.Find(id)!);
        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed), outcome.Message ?? outcome.Reason);
        Assert.That(outcome.Reason, Is.Null, "nothing is left behind");
        Assert.That(await runner.RemoveSharedAsync(), Is.Empty);
        Assert.That(await UserCountAsync(provider.Target), Is.Zero);
    }

    [Test]
    public void Every_row_is_verified_and_says_whether_it_is_documented_observed_or_inferred()
    {
        // The tables hold the rows of reported failures too, which the catalogue of checks verifies.
        var verified = FullCatalogue.Instance.Entries.SelectMany(e => e.Check.Verifies).ToHashSet();
        Assert.Multiple(() =>
        {
            Assert.That(SimulatorScenarios.Requirements.All.Where(r => !verified.Contains(r.Id) && r.NotTestedBecause.Length == 0).Select(r => r.Id), Is.Empty);
            Assert.That(SimulatorScenarios.Requirements.All.Where(r => !r.Statement.Contains("[doc") && !r.Statement.Contains("[observed") && !r.Statement.Contains("[inferred")).Select(r => r.Id), Is.Empty);
            Assert.That(SimulatorScenarios.Requirements.All.Where(r => r.Impact.Length == 0 || r.AdminSees.Length == 0).Select(r => r.Id), Is.Empty);
        });
    }

    [Test]
    public async Task The_same_seed_plays_the_same_people()
    {
        var first = await BodiesAsync(seed: 7);
        Assert.That(await BodiesAsync(seed: 7), Is.EqualTo(first));
        Assert.That(await BodiesAsync(seed: 8), Is.Not.EqualTo(first));
    }

    private static async Task<string> BodiesAsync(long seed)
    {
        await using var provider = await ReferenceProvider.StartAsync(tolerant: true);
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = seed });
        var outcome = await runner.RunAsync(Catalogue.Find("OKTA-CREATE-001")!);
        return string.Concat(outcome.Exchanges.Select(e => System.Text.Encoding.UTF8.GetString(e.Request.Body.Span)));
    }

    private static async Task<long?> UserCountAsync(ScimTarget target)
    {
        using var client = new ScimClient(target);
        var reply = await client.SendAsync(new ScimRequest("GET", "/Users"), new Transcript(), new FindingCollector());
        return reply.At("totalResults").Integer();
    }
}
