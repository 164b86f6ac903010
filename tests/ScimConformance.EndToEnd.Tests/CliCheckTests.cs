using System.Text.Json.Nodes;
using System.Xml.Linq;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary><c>check</c> as a user runs it.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliCheckTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scim-conformance-check").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task The_reference_provider_conforms_and_the_report_has_its_contract_form()
    {
        var file = Path.Combine(_folder, "contract.json");
        var result = await CliProcess.RunAsync("check", "--json", file, "--seed", "7");

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        var schema = JsonNode.Parse(Testing.RepositoryFiles.ReadText("docs", "report.schema.json"))!.AsObject();
        Assert.That(new Testing.JsonSchemaValidator(schema).Validate(report), Is.Empty);
        Assert.Multiple(() =>
        {
            Assert.That(Names(report), Is.EqualTo("tool run target summary verdicts bySpec disagreements notes results"));
            Assert.That(Names(report["tool"]), Is.EqualTo("name version"));
            Assert.That(Names(report["run"]), Is.EqualTo("id seed startedAt durationMs arguments throttling"));
            Assert.That(Names(report["target"]), Is.EqualTo("baseUrl scimVersion capabilities"));
            Assert.That(Names(report["summary"]), Is.EqualTo("passed failed warned noted notApplicable inconclusive errored expectedFailure unexpectedPass"));
            Assert.That(Names(report["bySpec"]![0]), Is.EqualTo("spec must should may"));
            Assert.That(Names(report["bySpec"]![0]!["must"]) + Names(report["bySpec"]![0]!["should"]) + Names(report["bySpec"]![0]!["may"]), Is.EqualTo("passed failedpassed warnedpassed noted"));
            Assert.That(Names(report["results"]![0]), Is.EqualTo("id title group status level requirements impact message reason durationMs exchanges"));
            Assert.That(report["run"]!["seed"].Integer(), Is.EqualTo(7));
            Assert.That(report["run"]!["arguments"]!.AsArray().Select(a => a.Text()), Is.EqualTo(new[] { "check", "--json", file, "--seed", "7" }));
        });
        var exchange = report["results"]!.AsArray().SelectMany(r => r!["exchanges"]!.AsArray()).First(e => e!["request"]!["method"].Text() == "POST")!;
        Assert.That($"{Names(exchange)} {Names(exchange["request"])} {Names(exchange["response"])}", Is.EqualTo("request response curl method url headers body status headers body"));
        var others = report["results"]!.AsArray().Where(r => r!["status"].Text() != "passed").Select(r => $"{r!["id"].Text()} {r["status"].Text()}: {r["reason"].Text()}").ToList();
        Assert.That(report["results"]!.AsArray(), Has.Count.AtLeast(1000));
        Assert.That(others, Is.Empty);
    }

    [Test]
    public async Task Every_verdict_of_the_reference_provider_is_conformant()
    {
        var result = await CliProcess.RunAsync("check", "--for", "all", "--parallel", "4", "--junit", Path.Combine(_folder, "all.xml"));

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Output, Does.Contain("rfc: conformant").And.Contain("entra: ready, because ").And.Contain("okta: ready, because ").And.Contain("onelogin: ready, because "));
        Assert.That(XDocument.Load(Path.Combine(_folder, "all.xml")).Root!.Attribute("failures")!.Value, Is.EqualTo("0"));
    }

    [Test]
    public async Task Without_URL_and_without_report_option_reports_are_written_where_the_user_is()
    {
        using var process = CliProcess.Start(["check", "--only", "DELETE"], _folder);
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        foreach (var name in new[] { "scim-conformance-report.json", "scim-conformance-report.md", "scim-conformance-report.html" })
        {
            Assert.That(Path.Combine(_folder, name), Does.Exist);
            Assert.That(result.Output, Does.Contain($"Report: {Path.Combine(_folder, name)}"));
        }
    }

    [Test]
    public async Task A_broken_MUST_fails_and_says_what_why_and_how_to_see_it_again()
    {
        var (fault, entry) = FaultOf(RequirementLevel.Must);
        await using var server = await CliServer.ReferenceAsync(fault: fault);

        var result = await CliProcess.RunAsync("check", server.Url, "--token", CliServer.Token, "--only", entry.Check.Id, "--verbose");

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Output, Does.Contain($"failed  {entry.Check.Id}").And.Contain(entry.Requirements[0].Statement).And.Contain("expected  ").And.Contain("actual    ").And.Contain("curl -g -i"));
        Assert.That(result.Output, Does.Contain("rfc: not conformant (1 of 1 checks failed"));
    }

    [TestCase(false, 0)]
    [TestCase(true, 1)]
    public async Task A_broken_SHOULD_fails_under_strict_alone(bool strict, int exitCode)
    {
        var (fault, entry) = FaultOf(RequirementLevel.Should);
        await using var server = await CliServer.ReferenceAsync(fault: fault);

        var result = await CliProcess.RunAsync(["check", server.Url, "--token", CliServer.Token, "--only", entry.Check.Id, .. strict ? new[] { "--strict" } : []]);

        Assert.That(result.Output, Does.Contain($"warned  {entry.Check.Id}"));
        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("--token", CliServer.Token)]
    [TestCase("SCIM_TOKEN", CliServer.Token)]
    public async Task A_token_shows_in_no_output(string where, string token)
    {
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            // An endpoint that echoes the credentials in header and body, plain and encoded.
            context.Response.Headers["X-Echo"] = Uri.EscapeDataString(context.Request.Headers.Authorization.ToString());
            await next(context);
        });
        string[] files = ["json", "junit", "markdown", "html"];
        var paths = files.ToDictionary(f => f, f => Path.Combine(_folder, $"secret{where}.{f}"));
        string[] arguments = ["check", server.Url, "--only", "PUT-0", .. files.SelectMany(f => new[] { "--" + f, paths[f] })];
        using var process = where == "--token" ? CliProcess.Start([.. arguments, "--token", token]) : CliProcess.Start(arguments, null, (where, token));

        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.Zero, result.Everything);
        Assert.That(result.Everything + string.Concat(paths.Values.Select(File.ReadAllText)), Does.Not.Contain(token));
        Assert.That(await File.ReadAllTextAsync(paths["json"]), Does.Contain("Bearer [redacted]").And.Contain("Bearer%20[redacted]"));
    }

    [Test]
    public async Task Ctrl_C_stops_the_run_and_leaves_nothing_behind()
    {
        var created = 0;
        var deleted = 0;
        await using var server = await CliServer.ReferenceAsync(async (context, next) =>
        {
            await Task.Delay(20);
            await next(context);
            _ = (context.Request.Method, context.Response.StatusCode) switch
            {
                ("POST", 201) => Interlocked.Increment(ref created),
                ("DELETE", 204) => Interlocked.Increment(ref deleted),
                _ => 0,
            };
        });
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token]);
        while (created < 5)
        {
            await Task.Delay(50);
        }

        process.Signal("INT");
        var result = await process.EndAsync();

        Assert.That(result.ExitCode, Is.EqualTo(130), result.Everything);
        Assert.That(result.Errors, Does.Contain("Stopped."));
        Assert.That(deleted, Is.EqualTo(created));
    }

    [TestCase("", 0, "[information: does not decide the exit code]")]
    [TestCase("--for entra", 1, "entra: not ready, because ")]
    public async Task Without_for_everything_is_run_and_an_identity_provider_does_not_decide(string arguments, int exitCode, string message)
    {
        // The strict provider does not understand what Entra sends.
        await using var server = await CliServer.ReferenceAsync();

        var result = await CliProcess.RunAsync(["check", server.Url, "--token", CliServer.Token, "--only", arguments.Length == 0 ? "PUT-001" : "ENTRA", "ENTRA", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.That(result.Output, Does.Contain("entra: not ready, because ").And.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Everything);
    }

    [Test]
    public async Task Where_only_leaves_nothing_of_rfc_and_security_what_is_left_decides()
    {
        await using var server = await CliServer.ReferenceAsync();

        var result = await CliProcess.RunAsync("check", server.Url, "--token", CliServer.Token, "--only", "ENTRA");

        Assert.That(result.Output, Does.Contain("entra: not ready, because ").And.Not.Contain("[information"));
        Assert.That(result.ExitCode, Is.EqualTo(1));
    }

    private static (Fault Fault, CatalogueEntry Entry) FaultOf(RequirementLevel level) => FaultCatalogue.All
        .SelectMany(f => f.Breaks.Select(id => (Fault: f, Entry: Testing.FullCatalogue.Instance.Find(id)!)))
        .First(p => p.Entry.Level == level && p.Entry.Spec == "RFC7644");

    private static string Names(JsonNode? node) => string.Join(' ', node!.AsObject().Select(p => p.Key));
}
