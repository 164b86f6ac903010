using ScimConformance.Simulators.Provisioning;
using Spectre.Console;

namespace ScimConformance.Cli;

/// <summary>A live bar on a terminal for one provisioning cycle.</summary>
internal static class CycleBar
{
    public static Task<T> WatchAsync<T>(IAnsiConsole terminal, string title, Func<Action<CycleProgress>, Task<T>> run) => terminal
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async progress =>
        {
            var task = progress.AddTask(title);
            return await run(p =>
            {
                task.Description = $"{title}: {p.Phase} {p.Done}/{p.Total}";
                task.MaxValue = Math.Max(1, p.Total);
                task.Value = p.Done;
            });
        });
}
