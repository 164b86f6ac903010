using System.Globalization;
using System.Text;
using ScimConformance.Harness;
using ScimConformance.Testing;
using ScimConformance.Testing.CannedAnswers;

namespace ScimConformance.Endurance;

/// <summary>Runs the catalogue against every canned answer and writes the page with the figures.</summary>
internal static class CannedAnswersCommand
{
    private const string Page = "docs/canned-answers.md";

    /// <exception cref="UsageException">An option is unknown or has no value.</exception>
    public static async Task RunAsync(string[] args)
    {
        var output = args switch
        {
            [] => Page,
            ["--output", var file] => file,
            _ => throw new UsageException($"canned-answers takes --output FILE and nothing else, not '{string.Join(' ', args)}'."),
        };
        var everything = await RunAsync(CannedAnswer.ToEverything);
        var oneKind = await RunAsync(CannedAnswer.ToOneKind);
        await File.WriteAllTextAsync(output, Write(everything, oneKind));
        Console.WriteLine($"Written to {output}.");
    }

    private static async Task<IReadOnlyList<CannedAnswerRun>> RunAsync(IReadOnlyList<CannedAnswer> answers)
    {
        var runs = new List<CannedAnswerRun>();
        foreach (var answer in answers)
        {
            var run = await CannedAnswerRun.RunAsync(answer);
            runs.Add(run);
            Console.WriteLine($"{answer.Id}: {(run.Refusal is null ? $"{run.PassedWithoutIt.Count} + {run.PassedOnIt.Count} passed" : "refused as unusable")}");
        }

        return runs;
    }

    private static string Write(IReadOnlyList<CannedAnswerRun> everything, IReadOnlyList<CannedAnswerRun> oneKind)
    {
        var checks = FullCatalogue.Instance.Entries.Count;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Canned answers

            A server that answers everything alike shows nothing, and no check may believe otherwise. Its discovery is the reference provider's, so that
            every check has a reason to run; every other request gets one and the same answer. Written by a command; do not edit:

            ```
            dotnet run -c Release --project tests/ScimConformance.Endurance -- canned-answers
            ```

            Of {checks} checks, those that pass on discovery are the same for every answer. Each other pass is judged by hand, with its reason below, and
            `CannedAnswersTests` fails on any that is not.

            ## One answer to everything but discovery

            | answer | passed on discovery | passed, because really satisfied | red | undecided |
            |---|---:|---:|---:|---:|

            """);
        foreach (var run in everything)
        {
            var red = run.Outcomes.Count(o => o.Status is CheckStatus.Failed or CheckStatus.Warned or CheckStatus.Noted);
            var passed = run.PassedWithoutIt.Count + run.PassedOnIt.Count;
            text.Append(run.Refusal is null
                ? string.Create(CultureInfo.InvariantCulture, $"| {run.Answer.Title} | {run.PassedWithoutIt.Count} | {run.PassedOnIt.Count} | {red} | {checks - passed - red} |\n")
                : $"| {run.Answer.Title} | 0 | 0 | the run refuses the target as unusable | |\n");
        }

        text.Append("""

            ## One answer to one kind of request

            The reference provider, but for one kind of request that it always refuses. A check that judges a refusal passes only where the same thing, done
            rightly, works: so none of them passes here.

            | answer | passed without seeing it | passed on it, because really satisfied |
            |---|---:|---:|

            """);
        foreach (var run in oneKind)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {run.Answer.Title} | {run.PassedWithoutIt.Count} | {run.PassedOnIt.Count} |\n");
        }

        text.Append("\n## What is really satisfied\n\n| check | answers | why |\n|---|---|---|\n");
        var satisfied = everything.Concat(oneKind)
            .SelectMany(run => run.PassedOnIt.Select(o => (Check: o.Entry.Check.Id, Answer: run.Answer.Id, Why: ReallySatisfied.Why(run.Answer, o.Entry.Check.Id) ?? "not judged yet")))
            .GroupBy(s => (s.Check, s.Why));
        foreach (var group in satisfied)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key.Check} | {string.Join(", ", group.Select(s => s.Answer))} | {group.Key.Why} |\n");
        }

        return text.ToString().ReplaceLineEndings("\n");
    }
}
