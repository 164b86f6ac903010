using ScimConformance.Harness;

namespace ScimConformance.Cli;

/// <summary>The report files that a run writes.</summary>
internal sealed class ReportFiles
{
    private readonly List<(string Path, IReportWriter Writer)> _files;

    private ReportFiles(List<(string Path, IReportWriter Writer)> files) => _files = files;

    /// <summary>No file at all.</summary>
    public static ReportFiles None { get; } = new([]);

    /// <summary>Chooses the files and makes sure before the run that each can be written.</summary>
    /// <exception cref="UsageException">A file cannot be written, or is named twice.</exception>
    /// <param name="json">The JSON report's file, or null for none.</param>
    /// <param name="junit">The JUnit XML report's file.</param>
    /// <param name="markdown">The Markdown report's file.</param>
    /// <param name="html">The HTML report's file.</param>
    public static ReportFiles Prepare(string? json, string? junit, string? markdown, string? html)
    {
        var files = new List<(string Path, IReportWriter Writer)>();
        Add(files, json, "--json", new JsonReportWriter());
        Add(files, junit, "--junit", new JUnitReportWriter());
        Add(files, markdown, "--markdown", new MarkdownReportWriter());
        Add(files, html, "--html", new HtmlReportWriter());
        return new ReportFiles(files);
    }

    /// <summary>Writes the report to each file.</summary>
    /// <returns>The paths.</returns>
    public IReadOnlyList<string> Write(ConformanceReport report)
    {
        foreach (var (path, writer) in _files)
        {
            using var stream = File.Create(path);
            writer.Write(report, stream);
        }

        return _files.Select(f => f.Path).ToList();
    }

    private static void Add(List<(string Path, IReportWriter Writer)> files, string? path, string option, IReportWriter writer)
    {
        if (path is null)
        {
            return;
        }

        var full = Path.GetFullPath(path);
        if (files.Any(f => f.Path == full))
        {
            throw new UsageException($"{option} {path}: this file is named for another report already; give each report a file of its own.");
        }

        TryWrite(full, $"{option} {path}");
        files.Add((full, writer));
    }

    private static void TryWrite(string path, string what)
    {
        try
        {
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{what}: the file cannot be written: {e.Message} Give a file in a directory that exists and that you may write to.");
        }
    }
}
