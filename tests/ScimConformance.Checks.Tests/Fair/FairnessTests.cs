using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>A false alarm is as bad as a miss: what conforms in another way is not accused.</summary>
public sealed class FairnessTests
{
    private static readonly CheckStatus[] Alarms = [CheckStatus.Failed, CheckStatus.Warned, CheckStatus.Errored, CheckStatus.Inconclusive];

    private static IEnumerable<string> Variants => FairVariants.All.Select(v => v.Id);

    private static IEnumerable<string> WithoutDiscovery => FairVariants.WithoutDiscovery.Select(v => v.Id);

    [TestCaseSource(nameof(Variants))]
    public async Task A_conformant_variant_raises_no_alarm(string id)
    {
        var variant = FairVariants.All.Single(v => v.Id == id);
        var outcomes = await RunAsync(variant);
        Assert.That(Describe(outcomes.Where(o => o.Entry.Check.Id != variant.DeservedWarning)), Is.Empty, variant.Allowed);
        Assert.That(outcomes.Count(o => o.Status == CheckStatus.Passed), Is.GreaterThan(200), "a variant on which little applies proves little");
    }

    [TestCaseSource(nameof(WithoutDiscovery))]
    public async Task A_missing_discovery_document_is_held_against_that_document_alone(string id)
    {
        var outcomes = await RunAsync(FairVariants.WithoutDiscovery.Single(v => v.Id == id));
        string[] discovery = ["RFC7644-4", "RFC7643-5", "RFC7643-6", "RFC7643-7"];
        Assert.That(Describe(outcomes.Where(o => !discovery.Contains(o.Entry.Group.Id))), Is.Empty);
        Assert.That(outcomes.Select(o => o.Status), Has.Some.EqualTo(CheckStatus.Failed));
    }

    private static async Task<IReadOnlyList<CheckOutcome>> RunAsync(FairVariant variant)
    {
        await using var provider = await ReferenceProvider.StartAsync(variant.AsFault(), configure: variant.Configure, services: variant.Services);
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
        return await new PlanRunner(runner).RunAsync(FullCatalogue.Instance.Entries
            .Where(e => !FullCatalogue.NeedsTolerance(e.Spec) && !(variant.OnlyVersion2 && e.Spec == "SCIM11")).ToList());
    }

    private static string Describe(IEnumerable<CheckOutcome> outcomes) => string.Join("\n", outcomes
        .Where(o => Alarms.Contains(o.Status))
        .Select(o => $"{o.Entry.Check.Id} {o.Status}: {o.Message ?? o.Reason}"));
}
