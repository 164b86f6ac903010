using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Acceptance;

public sealed class BaselineTests
{
    // What each check was, and what it is now.
    private static readonly (string Check, CheckStatus? Before, CheckStatus? Now)[] Checks =
    [
        ("ADD-001", CheckStatus.Passed, CheckStatus.Failed),
        ("ADD-002", CheckStatus.Failed, CheckStatus.Failed),
        ("ADD-003", CheckStatus.Failed, CheckStatus.Passed),
        ("ADD-004", CheckStatus.Failed, CheckStatus.ExpectedFailure),
        ("ADD-005", CheckStatus.ExpectedFailure, CheckStatus.ExpectedFailure),
        ("ADD-006", CheckStatus.ExpectedFailure, CheckStatus.Passed),
        ("ADD-007", CheckStatus.ExpectedFailure, CheckStatus.Failed),
        ("ADD-008", null, CheckStatus.Failed),
        ("ADD-009", CheckStatus.Failed, CheckStatus.Inconclusive),
        ("ADD-010", CheckStatus.Passed, null),
        ("ADD-011", CheckStatus.Passed, CheckStatus.ExpectedFailure),
        ("ADD-012", CheckStatus.Warned, CheckStatus.Warned),
    ];

    [Test]
    public void Failures_that_were_not_failures_before_are_new() =>
        Assert.That(Compare().NewFailures, Is.EqualTo(new[] { "ADD-001", "ADD-007", "ADD-008" }), "an expectation that was dropped or has lapsed makes a failure new");

    [Test]
    public void What_is_expected_to_fail_is_not_fixed()
    {
        var comparison = Compare();
        Assert.That(comparison.StillFailing, Is.EqualTo(new[] { "ADD-002", "ADD-004", "ADD-005" }));
        Assert.That(comparison.Fixed, Is.EqualTo(new[] { "ADD-003", "ADD-006" }));
    }

    [Test]
    public void Checks_that_came_went_or_are_undecided_are_told_apart()
    {
        var comparison = Compare();
        Assert.That(comparison.NoLongerDecided, Is.EqualTo(new[] { "ADD-009" }));
        Assert.That(comparison.NewChecks, Is.EqualTo(new[] { "ADD-008" }));
        Assert.That(comparison.GoneChecks, Is.EqualTo(new[] { "ADD-010" }));
    }

    [Test]
    public void Warnings_count_in_a_strict_run() => Assert.That(Compare(strict: true).StillFailing, Does.Contain("ADD-012"));

    private static BaselineComparison Compare(bool strict = false)
    {
        var catalogue = TestCatalogue.Of([.. Checks.Select(c => TestCatalogue.Check(c.Check))]);
        var results = Checks.Where(c => c.Now is not null).Select(c => new CheckResult { Entry = catalogue.Find(c.Check)!, Status = c.Now!.Value }).ToList();
        var before = Checks.Where(c => c.Before is not null).ToDictionary(c => c.Check, c => c.Before!.Value);
        return new Baseline("scold", null, before).Compare(results, strict);
    }
}
