using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Checks;

public sealed class CheckCatalogueTests
{
    [Test]
    public void A_check_takes_level_and_spec_from_its_row()
    {
        var entry = TestCatalogue.Of(TestCatalogue.Check("A-001", "RFC7644-3.1-02")).Find("A-001");

        Assert.That(entry, Is.Not.Null);
        Assert.That((entry!.Spec, entry.Level), Is.EqualTo(("RFC7644", RequirementLevel.Should)));
    }

    [TestCase("a-001")]
    [TestCase("A 001")]
    [TestCase("A-001-")]
    [TestCase("A.001")]
    [TestCase("")]
    public void A_malformed_id_is_refused(string id) =>
        Assert.That(() => TestCatalogue.Of(TestCatalogue.Check(id)), Throws.ArgumentException.With.Message.Contains($"'{id}'"));

    [Test]
    public void An_id_used_twice_is_refused() => Assert.That(
        () => TestCatalogue.Of(TestCatalogue.Check("A-001"), TestCatalogue.Check("A-001")),
        Throws.ArgumentException.With.Message.Contains("'A-001' is used 2 times"));

    [Test]
    public void A_check_that_verifies_nothing_is_refused() => Assert.That(
        () => TestCatalogue.Of(TestCatalogue.Check("A-001") with { Verifies = [] }),
        Throws.ArgumentException.With.Message.Contains("verifies no requirement"));

    [Test]
    public void A_check_that_verifies_an_unknown_row_is_refused() => Assert.That(
        () => TestCatalogue.Of(TestCatalogue.Check("A-001", "RFC7644-9.9-01")),
        Throws.ArgumentException.With.Message.Contains("'RFC7644-9.9-01'"));

    [TestCase("RFC7644-3.1-02")]
    [TestCase("SECURITY-01")]
    public void Rows_of_one_check_share_level_and_spec(string other) => Assert.That(
        () => TestCatalogue.Of(TestCatalogue.Check("A-001") with { Verifies = ["RFC7644-3.1-01", other] }),
        Throws.ArgumentException.With.Message.Contains("different spec or level").And.Message.Contains(other));
}
