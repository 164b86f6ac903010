using System.CommandLine;

namespace ScimConformance.Cli;

/// <summary>How much a run prints.</summary>
internal enum Detail
{
    /// <summary>The findings, short, and the verdicts.</summary>
    Normal,

    /// <summary>The verdicts and the paths of reports alone.</summary>
    Quiet,

    /// <summary>Each check as it ends, and the findings with their exchanges.</summary>
    Verbose,
}

/// <summary>The options of <c>check</c> that say what is told and where it is written.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _json = Options.File("--json", "Write the JSON report.");
    private readonly Option<string?> _junit = Options.File("--junit", "Write a JUnit XML report.");
    private readonly Option<string?> _markdown = Options.File("--markdown", "Write a Markdown report.");
    private readonly Option<string?> _html = Options.File("--html", "Write the HTML report: one file, to read offline.");
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print the verdicts and the paths of reports alone." };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Print each check as it ends, and each finding with its exchanges." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _json, _junit, _markdown, _html, _quiet, _verbose })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_quiet) && result.GetValue(_verbose))
            {
                result.AddError("--quiet and --verbose exclude each other; give one of them.");
            }
        });
    }

    /// <summary>The files asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="byDefault">Whether JSON, Markdown and HTML are written to the working directory when no file is named.</param>
    /// <exception cref="UsageException">A file cannot be written, or is named twice.</exception>
    public ReportFiles Files(ParseResult parsed, bool byDefault)
    {
        var (json, junit, markdown, html) = (parsed.GetValue(_json), parsed.GetValue(_junit), parsed.GetValue(_markdown), parsed.GetValue(_html));
        return byDefault && (json ?? junit ?? markdown ?? html) is null
            ? ReportFiles.Prepare("scim-conformance-report.json", null, "scim-conformance-report.md", "scim-conformance-report.html")
            : ReportFiles.Prepare(json, junit, markdown, html);
    }

    /// <summary>How much is printed.</summary>
    public Detail Detail(ParseResult parsed) =>
        parsed.GetValue(_quiet) ? Cli.Detail.Quiet : parsed.GetValue(_verbose) ? Cli.Detail.Verbose : Cli.Detail.Normal;
}
