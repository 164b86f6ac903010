using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>Every reported failure of <c>fixtures/interop/failures.json</c> is judged by a check, and reproduced by a fault that turns it red.</summary>
public sealed class InteropFailureTests
{
    private static readonly string[] Rfc = ["RFC7643", "RFC7644"];
    private static readonly string[] Idp = ["ENTRA", "OKTA", "ONELOGIN", "INTEROP"];
    private static readonly CheckCatalogue Catalogue = FullCatalogue.Instance;
    private static readonly JsonArray Table = JsonNode.Parse(RepositoryFiles.ReadText("fixtures", "interop", "failures.json"))!.AsArray();

    private static IEnumerable<string> Ids => Table.Select(e => (string)e!["id"]!);

    private static IEnumerable<string> OwnChecks => Catalogue.Groups.Where(g => g.Id.StartsWith("INTEROP-", StringComparison.Ordinal)).SelectMany(g => g.Checks).Select(c => c.Id);

    [Test]
    public void There_are_53_and_each_has_its_reports()
    {
        Assert.That(Ids, Is.EqualTo(Enumerable.Range(1, 53).Select(n => $"REG-{n:000}")));
        Assert.That(Table.SelectMany(e => Texts(e!, "sources")), Is.All.StartsWith("https://github.com/"));
        Assert.That(Table.Where(e => Texts(e!, "sources").Count == 0), Is.Empty);
    }

    [TestCaseSource(nameof(Ids))]
    public void It_is_judged_by_its_own_check_or_says_what_judges_it(string id)
    {
        var entry = Entry(id);
        if ((string?)entry["planned"] is { } row)
        {
            Assert.That(Catalogue.Requirements[row].NotTestedBecause, Is.EqualTo("planned"));
            return;
        }

        var checks = Texts(entry["checks"]!, "idp");
        Assert.That(checks, Is.Not.Empty);
        Assert.That(entry["coveredBy"] is null ? checks.Intersect(OwnChecks).Where(c => c.Contains(id, StringComparison.Ordinal)) : checks, Is.Not.Empty);
    }

    [TestCaseSource(nameof(Ids))]
    public void Rfc_and_identity_provider_are_kept_apart(string id)
    {
        var checks = Entry(id)["checks"]!;
        Assert.That(Texts(checks, "rfc").Select(c => Catalogue.Find(c)?.Spec), Is.All.AnyOf(Rfc));
        Assert.That(Texts(checks, "idp").Select(c => Catalogue.Find(c)?.Spec), Is.All.AnyOf(Idp));
    }

    [TestCaseSource(nameof(Ids))]
    public void Each_fault_breaks_a_check_of_it_and_each_own_check_is_broken(string id)
    {
        var entry = Entry(id);
        var checks = Texts(entry["checks"]!, "idp").Concat(Texts(entry["checks"]!, "rfc")).ToList();
        var faults = Texts(entry, "faults").Select(f => FaultCatalogue.Find(f)).ToList();
        Assert.That(faults, Is.All.Not.Null);
        Assert.That(faults.Where(f => !f!.Breaks.Intersect(checks).Any()), Is.Empty);
        Assert.That(checks.Intersect(OwnChecks).Except(faults.SelectMany(f => f!.Breaks)), Is.Empty);
    }

    [Test]
    public void Own_checks_are_all_in_the_table() =>
        Assert.That(OwnChecks, Is.SubsetOf(Table.SelectMany(e => Texts(e!["checks"]!, "idp"))));

    [Test]
    public void At_least_45_failures_have_a_check_of_their_own() =>
        Assert.That(OwnChecks.Select(c => c.Split("REG-")[1][..3]).Distinct().Count(), Is.AtLeast(45));

    [Test]
    public void Rows_that_contrast_name_rows_of_other_specifications()
    {
        var wrong = Catalogue.Requirements.All.SelectMany(r => r.ContrastsWith.Where(o => !Catalogue.Requirements.Contains(o) || Catalogue.Requirements[o].Spec == r.Spec).Select(o => $"{r.Id}: {o}"));
        Assert.That(wrong, Is.Empty);
        Assert.That(Catalogue.Requirements.All.Where(r => r.ContrastsWith.Count > 0), Is.Not.Empty);
    }

    [TestCaseSource(nameof(OwnChecks))]
    public async Task The_reference_provider_passes(string id)
    {
        var entry = Catalogue.Find(id)!;
        await using var provider = await ReferenceProvider.StartAsync(tolerant: FullCatalogue.NeedsTolerance(entry.Spec));
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
        var outcome = await runner.RunAsync(entry);
        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed), outcome.Message ?? outcome.Reason);
        Assert.That(outcome.Reason, Is.Null, "nothing is left behind");
    }

    private static JsonNode Entry(string id) => Table.Single(e => (string?)e!["id"] == id)!;

    private static IReadOnlyList<string> Texts(JsonNode node, string name) => node[name]!.AsArray().Select(t => (string)t!).ToList();
}
