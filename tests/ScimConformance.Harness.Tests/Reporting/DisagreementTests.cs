using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

/// <summary>Both verdicts stand side by side where specifications disagree.</summary>
public sealed class DisagreementTests
{
    [Test]
    public void Both_sides_show_their_row_their_worst_status_and_their_configuration()
    {
        var found = SampleReport.Create().Disagreements.Single();

        Assert.Multiple(() =>
        {
            Assert.That((found.First.Requirement.Id, found.First.Status, found.First.Configuration), Is.EqualTo(("RFC7644-3.12-01", CheckStatus.Failed, (string?)null)));
            Assert.That((found.Second.Requirement.Id, found.Second.Status, found.Second.Configuration), Is.EqualTo(("ENTRA-01", CheckStatus.Passed, "tolerant")));
            Assert.That(found.First.Results.Select(r => r.Entry.Check.Id), Is.EqualTo(new[] { "ADD-003" }));
            Assert.That(FailureText.Verdict(found.Second), Is.EqualTo("ENTRA update: passed (tolerant)"));
        });
    }

    [Test]
    public void A_side_that_was_not_judged_makes_no_disagreement()
    {
        var results = SampleReport.Create().Results;

        Assert.That(Disagreement.Among([.. results.Where(r => r.Entry.Check.Id != "ADD-003")]), Is.Empty);
        Assert.That(Disagreement.Among([.. results.Where(r => r.Entry.Check.Id != "IDP-001")]), Is.Empty);
    }
}
