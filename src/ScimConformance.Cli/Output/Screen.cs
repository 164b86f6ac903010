using ScimConformance.Harness;
using Spectre.Console;

namespace ScimConformance.Cli;

/// <summary>Where the user reads: colours, tables and a progress bar on a terminal, plain lines anywhere else.</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole? _terminal;

    public Screen(TextWriter output, TextWriter errors, IAnsiConsole? terminal = null)
    {
        Output = output;
        Errors = errors;
        _terminal = terminal;
    }

    public TextWriter Output { get; }

    public TextWriter Errors { get; }

    public static Screen ForProcess()
    {
        var plain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Screen(Console.Out, Console.Error, plain ? null : AnsiConsole.Console);
    }

    public void Line(string text = "") => Output.WriteLine(text);

    /// <summary>A line that begins with a status, coloured on a terminal.</summary>
    public void Line(CheckStatus status, string text)
    {
        var word = FailureText.Words(status);
        if (_terminal is null)
        {
            Line($"{word}  {text}");
            return;
        }

        _terminal.Write(new Text(word, new Style(Colour(status), decoration: Decoration.Bold)));
        Line("  " + text);
    }

    public int Problem(string message, int exitCode)
    {
        Errors.WriteLine(message);
        return exitCode;
    }

    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (_terminal is null)
        {
            PlainTable(headers, rows);
            return;
        }

        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumns(headers.Select((h, i) => new TableColumn(new Text(h, new Style(decoration: Decoration.Bold))) { NoWrap = i == 0 }).ToArray());
        foreach (var row in rows)
        {
            table.AddRow(row.Select(c => new Text(c)));
        }

        _terminal.Write(table);
    }

    /// <summary>Shows how far a run has come while it runs.</summary>
    public Task<T> WatchAsync<T>(int total, Func<Action<CheckOutcome>, Task<T>> run) =>
        _terminal is null ? WatchPlainlyAsync(total, run) : WatchOnTerminalAsync(_terminal, total, run);

    private async Task<T> WatchPlainlyAsync<T>(int total, Func<Action<CheckOutcome>, Task<T>> run)
    {
        // A quarter of a long run is worth a line in a log; a short run is not.
        var step = total >= 100 ? total / 4 : int.MaxValue;
        var done = 0;
        return await run(_ =>
        {
            if (++done % step == 0 && done < total)
            {
                Line($"{done} of {total} checks done");
            }
        });
    }

    private static Task<T> WatchOnTerminalAsync<T>(IAnsiConsole terminal, int total, Func<Action<CheckOutcome>, Task<T>> run) => terminal
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(async progress =>
        {
            var task = progress.AddTask("checks", maxValue: total);
            var broken = 0;
            return await run(outcome =>
            {
                broken += outcome.Status is CheckStatus.Failed or CheckStatus.Errored ? 1 : 0;
                task.Description = broken == 0 ? "checks" : $"checks, {broken} failed";
                task.Increment(1);
            });
        });

    private void PlainTable(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = headers.Select((h, i) => Math.Max(h.Length, rows.Select(r => r[i].Length).DefaultIfEmpty().Max())).ToList();
        foreach (var row in rows.Prepend(headers))
        {
            Line(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private static Color Colour(CheckStatus status) => status switch
    {
        CheckStatus.Failed or CheckStatus.Errored or CheckStatus.UnexpectedPass => Color.Red,
        CheckStatus.Warned or CheckStatus.Inconclusive => Color.Yellow,
        CheckStatus.Passed => Color.Green,
        _ => Color.Grey,
    };
}
