using System.Security.Cryptography;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>What a run does besides when GitHub Actions runs it: annotations, and a step summary.</summary>
/// <remarks>GitHub takes lines of the output as commands. What an endpoint answers must not become one, so commands are stopped while the run prints; the word that allows them again is random.</remarks>
internal sealed class GitHubActions : IDisposable
{
    private readonly Screen _screen;
    private string? _resume;

    private GitHubActions(Screen screen)
    {
        _screen = screen;
        if (Environment.GetEnvironmentVariable("GITHUB_ACTIONS") == "true")
        {
            _resume = RandomNumberGenerator.GetHexString(32, lowercase: true);
            _screen.Line($"::stop-commands::{_resume}");
        }
    }

    /// <summary>Begins; without effect anywhere but under GitHub Actions.</summary>
    public static GitHubActions Begin(Screen screen) => new(screen);

    /// <summary>Prints the findings as annotations.</summary>
    public void Annotate(ConformanceReport report)
    {
        if (_resume is null)
        {
            return;
        }

        Dispose();
        using var text = new MemoryStream();
        new GitHubAnnotationWriter().Write(report, text);
        foreach (var command in Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            _screen.Line(command);
        }
    }

    /// <summary>Appends the report to the step summary, if there is one.</summary>
    public void Summarise(ConformanceReport report)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is not { Length: > 0 } path)
        {
            return;
        }

        try
        {
            using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
            new MarkdownReportWriter((int)Math.Max(10_000, MarkdownReportWriter.StepSummaryBytes - file.Length)).Write(report, file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _screen.Errors.WriteLine($"The step summary (GITHUB_STEP_SUMMARY) could not be written: {e.Message}");
        }
    }

    /// <summary>Allows commands again.</summary>
    public void Dispose()
    {
        if (_resume is not null)
        {
            _screen.Line($"::{_resume}::");
            _resume = null;
        }
    }
}
