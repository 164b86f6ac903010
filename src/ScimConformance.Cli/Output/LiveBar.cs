using ScimConformance.Harness;
using Spectre.Console;

namespace ScimConformance.Cli;

/// <summary>A live bar on a terminal: how many checks are done, and how they came out so far.</summary>
internal static class LiveBar
{
    public static Task<T> WatchAsync<T>(IAnsiConsole terminal, int total, Func<Action<CheckOutcome>, Task<T>> run) => terminal
        .Progress()
        .AutoClear(true)
        .Columns(new ProgressBarColumn { Width = 30 }, new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn())
        .StartAsync(async progress =>
        {
            var task = progress.AddTask(Describe(0, total, []), maxValue: total);
            var counts = new Dictionary<CheckStatus, int>();
            var done = 0;
            return await run(outcome =>
            {
                counts[outcome.Status] = counts.GetValueOrDefault(outcome.Status) + 1;
                task.Description = Describe(++done, total, counts);
                task.Increment(1);
            });
        });

    private static string Describe(int done, int total, Dictionary<CheckStatus, int> counts) => string.Join(
        "  ",
        CheckStatuses.WorstFirst.Where(counts.ContainsKey)
            .Select(s => $"[{Screen.Colour(s).ToMarkup()}]{counts[s]} {FailureText.Words(s)}[/]")
            .Prepend($"{done}/{total}"));
}
