using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Provider.Profiles;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>The whole catalogue against the reference provider as each application that comes with it, as <c>check --profile</c> runs it.</summary>
public sealed class ProfileCatalogueTests
{
    private static IReadOnlyList<string> Profiles => ApplicationProfile.BuiltIn;

    [TestCaseSource(nameof(Profiles))]
    public async Task What_fails_is_what_the_list_beside_the_profile_expects_and_nothing_else(string name)
    {
        var results = await RunAsync(ApplicationProfile.Find(name)!);
        var list = RepositoryFiles.At("fixtures", "profiles", $"{name}.expected.json");
        var expected = File.Exists(list) ? ExpectedFailureFile.Parse(File.ReadAllText(list), FullCatalogue.Instance) : ExpectedFailureList.Empty;
        var told = results.Select(r => expected.Apply(r, new DateOnly(2026, 1, 1))).ToList();
        CheckStatus[] fine = [CheckStatus.Passed, CheckStatus.NotApplicable, CheckStatus.Noted, CheckStatus.ExpectedFailure];
        Assert.That(string.Join('\n', told.Where(r => !fine.Contains(r.Status) && !IsLeftUndecided(r)).Select(r => $"{r.Entry.Check.Id} {r.Status}: {r.Message ?? r.Reason}")), Is.Empty);
        Assert.That(expected.Undecided(told.Where(r => !IsLeftUndecided(r)).ToList()).Where(note => !note.EndsWith("was not run.", StringComparison.Ordinal)), Is.Empty);
        Assert.That(told.Count(r => r.Status == CheckStatus.Passed), Is.GreaterThan(300), "a profile on which little applies proves little");
    }

    /// <summary>A listed check whose own step was not reached, because of one before it that another listed check judges.</summary>
    private static bool IsLeftUndecided(CheckResult result) => result is { Status: CheckStatus.Inconclusive, Expected: not null };

    [Test]
    public async Task What_does_not_apply_to_an_application_without_groups_says_so()
    {
        var results = await RunAsync(ApplicationProfile.Find("thousandeyes")!);
        var reasons = results.Where(r => r.Status == CheckStatus.NotApplicable).ToDictionary(r => r.Entry.Check.Id, r => r.Reason);
        Assert.That(reasons, Contains.Key("INTEROP-REG-043").WithValue("no Group resource type is published"));
        Assert.That(reasons.Where(r => r.Key.StartsWith("PATCH-REPLACE-012", StringComparison.Ordinal)), Is.Empty);
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(ApplicationProfile profile)
    {
        var results = new List<CheckResult>();
        foreach (var entries in FullCatalogue.Instance.Entries.GroupBy(e => FullCatalogue.NeedsTolerance(e.Spec)))
        {
            await using var provider = await ReferenceProvider.StartAsync(tolerant: entries.Key, configure: options => options.Use(profile));
            using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
            var outcomes = await new PlanRunner(runner).RunAsync(entries.ToList());
            results.AddRange(outcomes.Select(o => CheckResult.From(o, new Redactor(provider.Target.Credentials))));
        }

        return results;
    }
}
