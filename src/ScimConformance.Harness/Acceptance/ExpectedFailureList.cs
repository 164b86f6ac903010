using System.Globalization;

namespace ScimConformance.Harness;

/// <summary>The failures that are expected of an endpoint. A failure that is listed does not fail a run; a listed check that passes does, and so does one whose last day is over: a list that is no longer true is mended, not kept.</summary>
/// <param name="Entries">The entries, one a check.</param>
public sealed record ExpectedFailureList(IReadOnlyList<ExpectedFailure> Entries)
{
    /// <summary>A list without entries.</summary>
    public static ExpectedFailureList Empty { get; } = new([]);

    /// <summary>The entry of a check, or null.</summary>
    public ExpectedFailure? Find(string check) => Entries.FirstOrDefault(e => e.Check == check);

    /// <summary>The result in the light of the list.</summary>
    /// <param name="result">The result of a check.</param>
    /// <param name="today">The day (UTC) of the run.</param>
    public CheckResult Apply(CheckResult result, DateOnly today)
    {
        if (Find(result.Entry.Check.Id) is not { } expected)
        {
            return result;
        }

        var listed = result with { Expected = expected };
        return result.Status switch
        {
            CheckStatus.Failed or CheckStatus.Warned when expected.HasLapsed(today) => listed with
            {
                Status = CheckStatus.Failed,
                Reason = With(result.Reason, $"This failure was expected until {Day(expected.Until!.Value)}, which has passed: {expected.Told}. Mend the endpoint, or give the entry a later date."),
            },
            CheckStatus.Failed or CheckStatus.Warned => listed with
            {
                Status = CheckStatus.ExpectedFailure,
                Reason = With(result.Reason, expected.Told + (expected.Until is { } last ? $"; expected until {Day(last)}" : "")),
            },
            CheckStatus.Passed => listed with
            {
                Status = CheckStatus.UnexpectedPass,
                Reason = With(result.Reason, $"It passed, and the list of expected failures says that it fails: {expected.Told}. Take it off the list."),
            },
            _ => listed,
        };
    }

    /// <summary>What the list says of checks that came out neither as passed nor as failed, or that did not run: one sentence each.</summary>
    /// <param name="results">The results, after <see cref="Apply"/>.</param>
    public IReadOnlyList<string> Undecided(IReadOnlyList<CheckResult> results)
    {
        var undecided = new List<string>();
        foreach (var entry in Entries)
        {
            var result = results.FirstOrDefault(r => r.Entry.Check.Id == entry.Check);
            if (result is null)
            {
                undecided.Add($"{entry.Check} is listed as an expected failure and was not run.");
            }
            else if (result.Status is CheckStatus.NotApplicable or CheckStatus.Inconclusive or CheckStatus.Errored or CheckStatus.Noted)
            {
                undecided.Add($"{entry.Check} is listed as an expected failure and came out as {FailureText.Words(result.Status)}{(result.Reason is null ? "" : $": {result.Reason}")}");
            }
        }

        return undecided;
    }

    /// <summary>A first list from a run: what failed, and under <paramref name="strict"/> what warned, with what was seen as the reason. What is expected already keeps its entry.</summary>
    /// <param name="results">The results.</param>
    /// <param name="strict">Whether a warning counts as a failure.</param>
    public static ExpectedFailureList From(IEnumerable<CheckResult> results, bool strict) => new(results
        .Where(r => r.Status is CheckStatus.Failed or CheckStatus.ExpectedFailure || (strict && r.Status == CheckStatus.Warned))
        .Select(r => r.Expected ?? new ExpectedFailure(r.Entry.Check.Id, FirstFinding(r)))
        .ToList());

    private static string With(string? before, string reason) => before is null ? reason : $"{reason} {before}";

    private static string FirstFinding(CheckResult result)
    {
        var text = result.Findings is [var first, ..] ? $"expected {first.Expected}, got {first.Actual}" : result.Entry.Check.Title;
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= 200 ? line : line[..199].TrimEnd() + "…";
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
