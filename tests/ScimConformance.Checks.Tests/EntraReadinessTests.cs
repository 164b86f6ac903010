using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Testing;

namespace ScimConformance.Checks.Tests;

/// <summary><c>check --for entra</c> on the reference provider: ready with the tolerance for Entra; without it red exactly where Entra asks for more than the RFCs, or for the contrary (docs/entra.md).</summary>
public sealed class EntraReadinessTests
{
    private const string Page = "entra.md";

    private static readonly Verdict Entra = ConformanceChecks.Verdicts.Single(v => v.Id == "entra");
    private static IEnumerable<string> Switches => ScimTolerance.Entra.Select(s => s.Name);

    private static readonly Lazy<Task<IReadOnlyList<CheckOutcome>>> Strict = new(() => RunAsync(ScimTolerance.None));

    [Test]
    public async Task With_tolerance_for_Entra_alone_the_verdict_is_ready()
    {
        var outcomes = await RunAsync(ScimTolerance.Entra);
        var result = VerdictResult.Of(Entra, outcomes.Select(o => CheckResult.From(o, new Redactor(ScimCredentials.None))).ToList(), strict: true);
        var fine = outcomes.Where(o => o.Status == CheckStatus.Passed || (o.Status == CheckStatus.NotApplicable && o.Entry.Check.Needs.Contains(Needs.Load)));
        Assert.That(outcomes.Except(fine).Select(Describe), Is.Empty);
        Assert.That(result.Decision, Is.EqualTo(VerdictDecision.Ready));
        Assert.That(result.Because, Does.EndWith("checks passed and none failed"));
    }

    /// <summary>Each switch off by itself: what the page says of it, and nothing else, is not passed any more.</summary>
    [TestCaseSource(nameof(Switches))]
    public async Task Without_one_switch_what_the_page_names_is_not_passed_and_nothing_else(string name)
    {
        var outcomes = await RunAsync(ScimTolerance.Entra.Where(s => s.Name != name).ToList());
        var open = outcomes.Where(IsOpen).ToList();
        Assert.That(Explained(name), Is.EqualTo(open.Select(o => o.Entry.Check.Id)), string.Join("\n", open.Select(Describe)));
    }

    [Test]
    public async Task Without_any_the_checks_of_the_switches_are_open_and_no_other()
    {
        var open = (await Strict.Value).Where(IsOpen).ToList();
        Assert.That(open.Select(o => o.Entry.Check.Id), Is.EquivalentTo(Switches.SelectMany(Explained).Distinct()), string.Join("\n", open.Select(Describe)));
    }

    [Test]
    public async Task The_verdict_without_it_says_not_ready_and_why()
    {
        var result = VerdictResult.Of(Entra, (await Strict.Value).Select(o => CheckResult.From(o, new Redactor(ScimCredentials.None))).ToList(), strict: false);
        Assert.That(result.Decision, Is.EqualTo(VerdictDecision.NotReady));
        Assert.That(result.Because, Does.Match("^[0-9]+ of [0-9]+ checks failed; the worst impact is .+$"));
    }

    private static async Task<IReadOnlyList<CheckOutcome>> RunAsync(IReadOnlyList<IPatchCompatibility> tolerance)
    {
        await using var provider = await ReferenceProvider.StartAsync(configure: options => options.Tolerance = tolerance);
        using var runner = await CheckRunner.ConnectAsync(provider.Target, new TestDataOptions { Seed = 1 });
        return await new PlanRunner(runner).RunAsync(FullCatalogue.Instance.Entries.Where(Entra.Covers).ToList());
    }

    private static bool IsOpen(CheckOutcome outcome) => outcome.Status is not (CheckStatus.Passed or CheckStatus.NotApplicable);

    /// <summary>The checks that the page's line of a switch names in its last column; the columns before it say what Entra does and what the RFCs say.</summary>
    private static List<string> Explained(string name)
    {
        var cells = RepositoryFiles.ReadText("docs", Page).ReplaceLineEndings("\n").Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Trim('|').Split(" | ", StringSplitOptions.TrimEntries);
        Assert.That(cells, Has.Length.EqualTo(4).And.All.Length.GreaterThan(3), "a switch, what Entra does, what the RFCs say, and the checks");
        return cells[3].Split(", ").Where(c => c.StartsWith("ENTRA-", StringComparison.Ordinal)).ToList();
    }

    private static string Describe(CheckOutcome outcome) => $"{outcome.Entry.Check.Id} {outcome.Status}: {outcome.Message ?? outcome.Reason}".ReplaceLineEndings(" ");
}
