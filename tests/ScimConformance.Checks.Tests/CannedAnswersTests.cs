using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing.CannedAnswers;

namespace ScimConformance.Checks.Tests;

/// <summary>A server that has one answer to everything satisfies next to nothing.</summary>
public sealed class CannedAnswersTests
{
    private static readonly Lazy<Task<IReadOnlyList<CannedAnswerRun>>> Runs = new(RunAllAsync);

    private static IEnumerable<string> Everything => CannedAnswer.ToEverything.Select(a => a.Id);

    private static IEnumerable<string> OneKind => CannedAnswer.ToOneKind.Select(a => a.Id);

    [TestCaseSource(nameof(Everything))]
    [TestCaseSource(nameof(OneKind))]
    public async Task What_passes_on_a_canned_answer_is_really_satisfied(string id)
    {
        var run = await RunOf(id);
        var undeserved = run.PassedOnIt
            .Where(o => ReallySatisfied.Why(run.Answer, o.Entry.Check.Id) is null)
            .Select(o => $"{o.Entry.Check.Id} \"{o.Entry.Check.Title}\"");
        Assert.That(undeserved, Is.Empty, "a check has to see the behaviour it judges: give it a positive control (ConformanceCheck.Given), or say in ReallySatisfied why the pass is deserved");
    }

    [TestCaseSource(nameof(Everything))]
    public async Task What_passes_besides_are_discovery_checks(string id)
    {
        var run = await RunOf(id);
        string[] discovery = ["/ServiceProviderConfig", "/ResourceTypes", "/Schemas"];
        var others = run.PassedWithoutIt.Where(o => o.Exchanges.Any(e => !discovery.Any(d => e.Request.Url.AbsolutePath.Contains(d, StringComparison.Ordinal))));
        Assert.That(others.Select(o => o.Entry.Check.Id), Is.Empty);
    }

    [TestCaseSource(nameof(Everything))]
    [TestCaseSource(nameof(OneKind))]
    public async Task No_check_errs(string id) =>
        Assert.That((await RunOf(id)).Outcomes.Where(o => o.Status == CheckStatus.Errored).Select(o => $"{o.Entry.Check.Id}: {o.Reason}"), Is.Empty);

    [Test]
    public async Task No_reason_is_given_for_what_does_not_pass() =>
        Assert.That(ReallySatisfied.Unused(await Runs.Value), Is.Empty, "remove the entries from ReallySatisfied");

    private static async Task<CannedAnswerRun> RunOf(string id) => (await Runs.Value).Single(r => r.Answer.Id == id);

    private static async Task<IReadOnlyList<CannedAnswerRun>> RunAllAsync()
    {
        var runs = new List<CannedAnswerRun>();
        foreach (var answer in CannedAnswer.ToEverything.Concat(CannedAnswer.ToOneKind))
        {
            runs.Add(await CannedAnswerRun.RunAsync(answer));
        }

        return runs;
    }
}
