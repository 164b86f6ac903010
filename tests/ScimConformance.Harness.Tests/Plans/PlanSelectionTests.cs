using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Plans;

public sealed class PlanSelectionTests
{
    private static readonly Verdict Rfc = new("rfc", "the RFCs", ["RFC7644"]);
    private static readonly Verdict Security = new("security", "security", ["SECURITY"]);
    private static readonly Verdict Other = new("other", "something else", ["OTHER"]);

    private static readonly CheckCatalogue Catalogue = TestCatalogue.Of(
        TestCatalogue.Check("ADD-001"),
        TestCatalogue.Check("ADD-002", "RFC7644-3.12-01"),
        TestCatalogue.Check("TOKEN-001", "SECURITY-01"));

    [TestCase("", "ADD-001 ADD-002 TOKEN-001")]
    [TestCase("ADD", "ADD-001 ADD-002")]
    [TestCase("add-002", "ADD-002")]
    [TestCase("RFC7644-3.12", "ADD-002")]
    [TestCase("RFC7644-3.1-01", "ADD-001")]
    [TestCase("SECURITY ADD-001", "ADD-001 TOKEN-001")]
    public void Prefixes_of_checks_sections_and_requirements_select(string only, string expected) =>
        Assert.That(Ids([Rfc, Security], only.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.EqualTo(expected));

    [Test]
    public void A_section_number_is_taken_as_a_whole()
    {
        var catalogue = new CheckCatalogue(
            [new("RFC7644-3.1", "one", [TestCatalogue.Check("A-001")]), new("RFC7644-3.12", "twelve", [TestCatalogue.Check("B-001", "RFC7644-3.12-01")])],
            TestCatalogue.Requirements);

        Assert.That(PlanSelection.Select(catalogue, [Rfc], ["RFC7644-3.1"]).Select(e => e.Check.Id), Is.EqualTo(new[] { "A-001" }));
    }

    [Test]
    public void Verdicts_select_by_spec() => Assert.That(Ids([Security]), Is.EqualTo("TOKEN-001"));

    [Test]
    public void A_prefix_that_selects_nothing_is_named() => Assert.That(
        () => Ids([Rfc], "ADD", "BULK"),
        Throws.ArgumentException.With.Message.StartsWith("'BULK' selects no check."));

    [Test]
    public void A_prefix_of_another_verdict_is_told_so() => Assert.That(
        () => Ids([Rfc], "TOKEN"),
        Throws.ArgumentException.With.Message.Contains("'TOKEN' selects no check for rfc").And.Message.Contains("--for"));

    [Test]
    public void A_verdict_without_checks_is_named() => Assert.That(() => Ids([Other]), Throws.ArgumentException.With.Message.Contains("no check for other"));

    private static string Ids(IReadOnlyList<Verdict> verdicts, params string[] only) =>
        string.Join(' ', PlanSelection.Select(Catalogue, verdicts, only).Select(e => e.Check.Id));
}
