using System.CommandLine;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The options of <c>check</c> that say what is known already: failures that are expected, and a former run.</summary>
internal sealed class AcceptanceOptions
{
    private readonly Option<string?> _expected = Options.File("--expected", "Failures that are expected: JSON entries of check, reason and perhaps link and until. A listed check that passes, or whose day is over, fails the run.");
    private readonly Option<string?> _writeExpected = Options.File("--write-expected", "Write a first list for --expected from what fails in this run.");
    private readonly Option<string?> _baseline = Options.File("--baseline", "A JSON report of a former run: what failed there does not fail this one, what is new does.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _expected, _writeExpected, _baseline })
        {
            command.Options.Add(option);
        }
    }

    /// <summary>What is known.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="catalogue">The checks there are.</param>
    /// <exception cref="UsageException">A file cannot be read or written, or does not hold what it must.</exception>
    public Acceptance Read(ParseResult parsed, CheckCatalogue catalogue) => new()
    {
        Expected = From(parsed.GetValue(_expected), "--expected", text => ExpectedFailureFile.Parse(text, catalogue)) ?? ExpectedFailureList.Empty,
        Baseline = From(parsed.GetValue(_baseline), "--baseline", Baseline.Parse),
        WriteTo = NewFile(parsed.GetValue(_writeExpected)),
    };

    private static T? From<T>(string? path, string option, Func<string, T> parse)
        where T : class
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            return parse(File.ReadAllText(path));
        }
        catch (FormatException e)
        {
            throw new UsageException(string.Join(Environment.NewLine, e.Message.Split(Environment.NewLine).Select(line => $"{option} {path}: {line}")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{option} {path}: the file cannot be read: {e.Message}");
        }
    }

    private static string? NewFile(string? path)
    {
        if (path is null)
        {
            return null;
        }

        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            throw new UsageException($"--write-expected {path}: the file is there already, and is not overwritten: its reasons would be lost. Name a new file and move over what you want, or remove the old one.");
        }

        return Directory.Exists(Path.GetDirectoryName(full))
            ? full
            : throw new UsageException($"--write-expected {path}: the file cannot be written: its directory does not exist. Give a file in a directory that exists.");
    }
}

/// <summary>What is known before a run.</summary>
internal sealed record Acceptance
{
    public static Acceptance None { get; } = new();

    /// <summary>Failures that are expected.</summary>
    public ExpectedFailureList Expected { get; init; } = ExpectedFailureList.Empty;

    /// <summary>A former run, or null.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Where a first list of expected failures is written, or null.</summary>
    public string? WriteTo { get; init; }

    /// <summary>The report in the light of what is known.</summary>
    public ConformanceReport Apply(ConformanceReport report)
    {
        var today = DateOnly.FromDateTime(report.Run.StartedAt.UtcDateTime);
        var results = report.Results.Select(r => Expected.Apply(r, today)).ToList();
        return report with
        {
            Results = results,
            Notes = [.. report.Notes, .. Expected.Undecided(results)],
            Baseline = Baseline?.Compare(results, report.Strict),
        };
    }

    /// <summary>Writes a first list of expected failures, from what decides.</summary>
    /// <returns>What to tell the user, or null when no list is asked for.</returns>
    public string? Write(ConformanceReport report)
    {
        if (WriteTo is null)
        {
            return null;
        }

        var list = ExpectedFailureList.From(report.VerdictResults.Where(v => v.Decides).SelectMany(v => v.Results), report.Strict);
        using (var file = new FileStream(WriteTo, FileMode.CreateNew, FileAccess.Write))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(ExpectedFailureFile.Format(list));
        }

        return $"Expected failures: {WriteTo} ({(list.Entries.Count == 1 ? "1 entry" : $"{list.Entries.Count} entries")}). Say in each \"reason\" why it is accepted, and until when.";
    }
}
