using ScimConformance.Harness;

namespace ScimConformance.Testing.CannedAnswers;

/// <summary>What the whole catalogue found on a server with a canned answer.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Refusal">Why the target was refused as unusable before any check ran, or null.</param>
/// <param name="Outcomes">The outcomes; empty when it was refused.</param>
public sealed record CannedAnswerRun(CannedAnswer Answer, string? Refusal, IReadOnlyList<CheckOutcome> Outcomes)
{
    /// <summary>The checks that passed on what the server does rightly: none of their requests got the canned answer.</summary>
    public IReadOnlyList<CheckOutcome> PassedWithoutIt => Passed.Where(o => !SawIt(o)).ToList();

    /// <summary>The checks that passed although they saw the canned answer. Each has to be satisfied by it really: see <see cref="ReallySatisfied"/>.</summary>
    public IReadOnlyList<CheckOutcome> PassedOnIt => Passed.Where(SawIt).ToList();

    private IEnumerable<CheckOutcome> Passed => Outcomes.Where(o => o.Status == CheckStatus.Passed);

    /// <summary>Runs the catalogue.</summary>
    /// <param name="answer">The answer.</param>
    public static async Task<CannedAnswerRun> RunAsync(CannedAnswer answer)
    {
        await using var provider = await ReferenceProvider.StartAsync(answer.AsFault(), tolerant: true);
        try
        {
            // The canned answers are those of SCIM 2.0: no face of 1.1 and no second tenant stands beside them.
            var target = new ScimTarget(provider.Target.BaseUrl) { Credentials = provider.Target.Credentials, CreateHandler = provider.Target.CreateHandler };
            using var runner = await CheckRunner.ConnectAsync(target, new TestDataOptions { Seed = 1 });
            return new CannedAnswerRun(answer, null, await new PlanRunner(runner).RunAsync(FullCatalogue.Instance.Entries));
        }
        catch (UnusableTargetException e)
        {
            return new CannedAnswerRun(answer, e.Message, []);
        }
    }

    private static bool SawIt(CheckOutcome outcome) =>
        outcome.Exchanges.Any(e => e.Response?.Headers.Any(h => h.Name.Equals(CannedAnswer.Mark, StringComparison.OrdinalIgnoreCase)) == true);
}
