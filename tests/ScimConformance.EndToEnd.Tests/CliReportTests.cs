using System.Text;
using NUnit.Framework;
using ScimConformance.Faults;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>What <c>check</c> prints, and what it does besides under GitHub Actions.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliReportTests
{
    private const string Command = "::add-mask::everything";

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scim-conformance-report").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Findings_are_short_and_grouped_by_impact()
    {
        var result = await CheckAsync([]);

        Assert.That(result.Output, Does.Contain("\nData loss: ").And.Contain("\nfailed  PATCH-ADD-006  add to").And.Contain("\n  expected  emails with").And.Contain("\n  RFC7644 3.5.2.1 (MUST)\n"));
        Assert.That(result.Output, Does.Not.Contain("curl -g").And.Not.Contain("\u001b"));
    }

    [Test]
    public async Task Quiet_prints_verdicts_and_paths_alone()
    {
        var file = Path.Combine(_folder, "quiet.json");

        var result = await CheckAsync(["--quiet", "--json", file]);

        Assert.That(result.Output.TrimEnd().Split('\n'), Is.EqualTo(new[] { "rfc: not conformant (2 of 20 checks failed; the worst impact is data-loss)", $"Report: {file}" }).Using<string>(SameButNumbers));
    }

    [Test]
    public async Task Verbose_prints_each_check_and_the_exchanges()
    {
        var result = await CheckAsync(["--verbose"]);

        Assert.That(result.Output, Does.Match("(?m)^passed  PATCH-ADD-001  .+  [0-9]+ ms$"));
        Assert.That(result.Output, Does.Contain("requires  RFC7644-3.5.2.1-06").And.Contain("HTTP 200").And.Contain("curl -g -i -X GET"));
    }

    [Test]
    public async Task Under_GitHub_Actions_findings_are_annotations_and_the_summary_is_appended_to()
    {
        var summary = Path.Combine(_folder, "summary.md");
        await File.WriteAllTextAsync(summary, "# Before\n");

        var result = await CheckAsync(["--verbose"], ("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary));

        var lines = result.Output.Split('\n');
        var stop = lines.First(l => l.StartsWith("::stop-commands::", StringComparison.Ordinal))["::stop-commands::".Length..];
        var resumed = Array.IndexOf(lines, $"::{stop}::");
        Assert.That(lines.Skip(resumed + 1), Has.Some.StartsWith("::error title=PATCH-ADD-006 add to a multi-valued attribute keeps the values that are there::RFC7644 3.5.2.1 (MUST): "));
        Assert.That(resumed, Is.GreaterThan(0));
        Assert.That(await File.ReadAllTextAsync(summary), Does.StartWith("# Before\n# SCIM conformance report\n").And.Contain("| **not ready** |").And.Contain("### PATCH-ADD-006"));
    }

    [Test]
    public async Task What_an_endpoint_answers_is_no_command_of_GitHub_Actions()
    {
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            if (context.Request.Method == "GET" && context.Request.Path.Value!.Contains("/Users/", StringComparison.Ordinal))
            {
                context.Response.StatusCode = 500;
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes($"\n{Command}\n"));
                return;
            }

            await next(context);
        });
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--only", "RFC7644-3.4.1", "--verbose"], null, ("GITHUB_ACTIONS", "true"));

        var lines = (await process.EndAsync()).Output.Split('\n');

        var stop = lines[0]["::stop-commands::".Length..];
        var commands = lines.Select((line, i) => (line, i)).Where(l => l.line == Command).Select(l => l.i).ToList();
        Assert.That(commands, Is.Not.Empty.And.All.LessThan(Array.IndexOf(lines, $"::{stop}::")));
    }

    [Test]
    public async Task A_summary_that_cannot_be_written_is_told_and_nothing_else_suffers()
    {
        var result = await CheckAsync([], ("GITHUB_STEP_SUMMARY", Path.Combine(_folder, "no", "such", "folder.md")));

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Errors, Does.StartWith("The step summary (GITHUB_STEP_SUMMARY) could not be written: "));
    }

    private static async Task<CliResult> CheckAsync(string[] arguments, params (string Name, string Value)[] environment)
    {
        var fault = FaultCatalogue.All.Single(f => f.Id == "patch-add-replaces-emails");
        await using var server = await CliServer.ReferenceAsync(fault: fault);
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, "--for", "rfc", "--only", "RFC7644-3.5.2.1", .. arguments], null, environment);
        return await process.EndAsync();
    }

    private static bool SameButNumbers(string expected, string actual) => Digits(expected) == Digits(actual);

    private static string Digits(string text) => string.Concat(text.Select(c => char.IsAsciiDigit(c) ? '0' : c)).Replace("00", "0", StringComparison.Ordinal);
}
