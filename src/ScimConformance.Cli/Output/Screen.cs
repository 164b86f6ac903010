using System.Globalization;
using ScimConformance.Harness;
using ScimConformance.Simulators.Provisioning;
using Spectre.Console;

namespace ScimConformance.Cli;

/// <summary>Where the user reads: colours, tables and a progress bar on a terminal, plain lines anywhere else.</summary>
internal sealed class Screen
{
    private const int WidestLine = 200;

    private readonly IAnsiConsole? _terminal;

    public Screen(TextWriter output, TextWriter errors, IAnsiConsole? terminal = null)
    {
        Output = output;
        Errors = errors;
        _terminal = terminal;
    }

    public TextWriter Output { get; }

    public TextWriter Errors { get; }

    /// <summary>How much is told.</summary>
    public Detail Detail { get; private init; }

    public static Screen ForProcess()
    {
        var plain = Console.IsOutputRedirected
            || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb"
            || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new Screen(Console.Out, Console.Error, plain ? null : AnsiConsole.Console);
    }

    /// <summary>The same screen, told how much to tell.</summary>
    public Screen With(Detail detail) => new(Output, Errors, _terminal) { Detail = detail };

    /// <summary>A line. What a terminal would act on is made visible: much of what is printed comes from an endpoint.</summary>
    public void Line(string text = "") => Output.WriteLine(VisibleText.Of(text));

    /// <summary>A line that <c>--quiet</c> leaves out.</summary>
    public void Info(string text)
    {
        if (Detail != Detail.Quiet)
        {
            Line(text);
        }
    }

    /// <summary>One line of the screen, cut where it is longer.</summary>
    public void Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        var most = Math.Max(60, _terminal?.Profile.Width ?? WidestLine);
        Line(line.Length <= most ? line : line[..(char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1)] + "…");
    }

    /// <summary>A heading.</summary>
    public void Heading(string text)
    {
        if (_terminal is null)
        {
            Line(text);
            return;
        }

        _terminal.Write(new Text(VisibleText.Of(text) + "\n", new Style(decoration: Decoration.Bold)));
    }

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
        Errors.WriteLine(VisibleText.Of(message));
        return exitCode;
    }

    public void Table(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        // Numbers that are broken into several lines cannot be read; text can.
        if (_terminal is null || (rows.Count > 0 && WidthOf(headers, rows) > _terminal.Profile.Width && rows.All(r => r.All(c => c.Length < 16))))
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

    /// <summary>Shows how far a run has come while it runs: a live bar with counts on a terminal, each check with <c>--verbose</c>, a line now and then elsewhere, nothing with <c>--quiet</c>.</summary>
    public Task<T> WatchAsync<T>(int total, Func<Action<CheckOutcome>, Task<T>> run) => Detail switch
    {
        Detail.Quiet => run(_ => { }),
        Detail.Verbose => run(o => Line(o.Status, string.Create(CultureInfo.InvariantCulture, $"{o.Entry.Check.Id}  {o.Entry.Check.Title}  {o.Duration.TotalMilliseconds:0} ms"))),
        _ => _terminal is null ? WatchPlainlyAsync(total, run) : LiveBar.WatchAsync(_terminal, total, run),
    };

    /// <summary>Shows how far a provisioning cycle has come: a live bar on a terminal, a line for each quarter of a long phase elsewhere.</summary>
    public Task<T> WatchCycleAsync<T>(string title, Func<Action<CycleProgress>, Task<T>> run)
    {
        if (_terminal is not null)
        {
            return CycleBar.WatchAsync(_terminal, title, run);
        }

        var told = 0;
        return run(p =>
        {
            var quarter = p.Total >= 10_000 ? 4 * p.Done / p.Total : 0;
            if (p.Done == 0)
            {
                told = 0;
            }
            else if (quarter > told)
            {
                told = quarter;
                Line($"{title}: {p.Done} of {p.Total} {p.Phase} done");
            }
        });
    }

    /// <summary>The colour in which a status is shown.</summary>
    public static Color Colour(CheckStatus status) => status switch
    {
        CheckStatus.Failed or CheckStatus.Errored or CheckStatus.UnexpectedPass => Color.Red,
        CheckStatus.Warned or CheckStatus.Inconclusive => Color.Yellow,
        CheckStatus.Passed => Color.Green,
        _ => Color.Grey,
    };

    private static int WidthOf(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows) =>
        1 + headers.Select((h, i) => 3 + Math.Max(h.Length, rows.Max(r => r[i].Length))).Sum();

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

    private void PlainTable(IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = headers.Select((h, i) => Math.Max(h.Length, rows.Select(r => r[i].Length).DefaultIfEmpty().Max())).ToList();
        foreach (var row in rows.Prepend(headers))
        {
            Line(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }
}
