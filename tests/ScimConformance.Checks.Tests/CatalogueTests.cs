using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary>What must hold for the catalogue as a whole.</summary>
public sealed class CatalogueTests
{
    private static readonly CheckCatalogue Catalogue = FullCatalogue.Instance;

    [Test]
    public async Task Check_ids_never_change() => await Snapshot.Match(
        string.Concat(Catalogue.Entries.Select(e => $"{e.Check.Id}\t{e.Level}\t{string.Join(' ', e.Check.Verifies)}\t{e.Check.Title}\n")),
        "Checks",
        "ids");

    [Test]
    public void Every_row_has_a_check_or_a_reason()
    {
        var verified = Catalogue.Entries.SelectMany(e => e.Check.Verifies).ToHashSet();
        var open = Catalogue.Requirements.All.Where(r => r.NotTestedBecause.Length == 0 && !verified.Contains(r.Id)).Select(r => r.Id);
        Assert.That(open, Is.Empty, "write a check, or say in not_tested_because why there is none");
    }

    /// <summary>Cursors, SCIM 1.1, /Me and tenants come later; nothing else may wait.</summary>
    [Test]
    public void Nothing_but_the_announced_topics_is_planned()
    {
        string[] later = ["3.11", "6", "6.2"];
        string[] single = ["RFC7643-3.1-10", "INTEROP-TENANT-01"]; // externalId within a tenant; tenants
        var planned = Catalogue.Requirements.All.Where(r => r.NotTestedBecause == "planned" && r.Spec is not ("RFC9865" or "SCIM11"));
        var other = planned.Where(r => !(r.Spec == "RFC7644" && later.Contains(r.Section)) && !single.Contains(r.Id)).Select(r => r.Id);
        Assert.That(other, Is.Empty, "a row is planned only where the next issue brings its check");
    }

    [Test]
    public void Every_reason_is_a_sentence_of_its_own()
    {
        var terse = Catalogue.Requirements.All.Where(r => r.NotTestedBecause is { Length: > 0 and < 20 } and not "planned").Select(r => r.Id);
        Assert.That(terse, Is.Empty, "say why no check can see it");
    }

    [Test]
    public void No_row_gives_a_reason_for_lacking_a_check_that_it_has()
    {
        var verified = Catalogue.Entries.SelectMany(e => e.Check.Verifies).ToHashSet();
        var contradicting = Catalogue.Requirements.All.Where(r => r.NotTestedBecause.Length > 0 && verified.Contains(r.Id)).Select(r => r.Id);
        Assert.That(contradicting, Is.Empty);
    }

    [Test]
    public void Every_check_verifies_rows_that_bind_the_provider()
    {
        var wrong = Catalogue.Entries.Where(e => e.Requirements.Any(r => r.Actor == "client")).Select(e => e.Check.Id);
        Assert.That(wrong, Is.Empty);
    }

    [TestCase("3.1", "3.2", "3.3", "3.4", "3.4.1", "3.4.2", "3.4.2.2", "3.4.2.3", "3.4.2.4", "3.4.2.5", "3.4.3")]
    [TestCase("3.5", "3.5.1", "3.5.2", "3.5.2.1", "3.5.2.2", "3.5.2.3", "3.6", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")]
    public void Every_section_of_the_protocol_has_checks(params string[] sections)
    {
        var covered = Catalogue.Entries.SelectMany(e => e.Requirements).Where(r => r.Spec == "RFC7644").Select(r => r.Section).ToHashSet();
        Assert.That(sections, Is.SubsetOf(covered));
    }
}
