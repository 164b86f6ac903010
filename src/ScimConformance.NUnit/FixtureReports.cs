using System.Collections.Concurrent;
using System.Reflection;
using NUnit.Framework;
using ScimConformance.Harness;

namespace ScimConformance;

/// <summary>The reports of one fixture: of the checks that ran, under the filter of the test run.</summary>
internal sealed class FixtureReports
{
    private static readonly (string Parameter, string Variable, IReportWriter Writer)[] Kinds =
    [
        ("Scim.Report.Json", "SCIM_REPORT_JSON", new JsonReportWriter()),
        ("Scim.Report.JUnit", "SCIM_REPORT_JUNIT", new JUnitReportWriter()),
        ("Scim.Report.Html", "SCIM_REPORT_HTML", new HtmlReportWriter()),
        ("Scim.Report.Markdown", "SCIM_REPORT_MARKDOWN", new MarkdownReportWriter()),
    ];

    private readonly List<(string Path, IReportWriter Writer)> _files;
    private readonly ConcurrentDictionary<string, CheckResult> _results = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _startedAt = TimeProvider.System.GetUtcNow();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private CheckRunner? _first;

    private FixtureReports(List<(string Path, IReportWriter Writer)> files) => _files = files;

    /// <summary>Chooses the files and makes sure that each can be written.</summary>
    /// <param name="fixture">The name of the fixture's class.</param>
    /// <exception cref="FormatException">A file cannot be written; the message names the parameter and the file.</exception>
    public static FixtureReports Prepare(string fixture)
    {
        var files = new List<(string Path, IReportWriter Writer)>();
        foreach (var (parameter, variable, writer) in Kinds)
        {
            if (EndpointParameters.Get(parameter, variable) is { } given)
            {
                var path = ReportPaths.Of(given, fixture);
                TryWrite(path, $"{parameter} is '{given}'");
                files.Add((path, writer));
            }
        }

        return new FixtureReports(files);
    }

    /// <summary>Notes a result.</summary>
    public void Add(CheckResult result, CheckRunner runner)
    {
        if (_files.Count > 0)
        {
            Interlocked.CompareExchange(ref _first, runner, null);
            _results[result.Entry.Check.Id] = result;
        }
    }

    /// <summary>Writes the reports and says where.</summary>
    public void Write()
    {
        if (_first is not { } runner)
        {
            // No check came to an outcome: an empty file would only puzzle who reads it.
            foreach (var (path, _) in _files.Where(f => new FileInfo(f.Path) is { Exists: true, Length: 0 }))
            {
                File.Delete(path);
            }

            return;
        }

        var report = ToReport(runner);
        foreach (var (path, writer) in _files)
        {
            using var file = File.Create(path);
            writer.Write(report, file);
            TestContext.Progress.WriteLine($"Report: {path}");
        }
    }

    private ConformanceReport ToReport(CheckRunner runner)
    {
        var redactor = new Redactor(runner.Target);
        var assembly = typeof(FixtureReports).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
        return new ConformanceReport
        {
            Tool = new ReportTool(assembly.GetName().Name!, version),
            Run = new ReportRun(runner.RunPrefix, EndpointParameters.TestData.Seed, _startedAt, TimeProvider.System.GetElapsedTime(_started), [])
            {
                Throttling = runner.Target.Pacing.SoFar,
            },
            Target = ReportTarget.From(runner.Profile, redactor),
            Results = ConformanceCases.Catalogue.Entries.Where(e => _results.ContainsKey(e.Check.Id)).Select(e => _results[e.Check.Id]).ToList(),
            Verdicts = ConformanceCases.Verdicts,
            Strict = EndpointParameters.Strict,
        };
    }

    private static void TryWrite(string path, string what)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{what}, which cannot be written as {path}: {e.Message} Give a file in a folder that you may write to.", e);
        }
    }
}
