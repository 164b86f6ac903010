using System.Text.Json.Nodes;
using System.Xml.Linq;
using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>What is known before a run: expected failures and a former run, as a CI job uses them.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class CliAcceptanceTests : IDisposable
{
    /// <summary>Breaks the check <see cref="Broken"/> and little else.</summary>
    private static readonly (Fault Fault, CatalogueEntry Entry) Known = FaultCatalogue.All
        .Where(f => f.Breaks.Count == 1)
        .Select(f => (f, Testing.FullCatalogue.Instance.Find(f.Breaks[0])!))
        .First(p => p.Item2.Level == RequirementLevel.Must && p.Item2.Spec == "RFC7644" && p.Item2.Check.Isolation == Isolation.Shared);

    private static readonly string Broken = Known.Entry.Check.Id;

    private readonly string _folder = Directory.CreateTempSubdirectory("scim-conformance-acceptance").FullName;

    [TestCase("", 0, "expected failure  ")]
    [TestCase(""","until":"2999-12-31" """, 0, "expected until 2999-12-31")]
    [TestCase(""","until":"2020-01-31" """, 1, "was expected until 2020-01-31, which has passed: nobody uses it. Mend the endpoint, or give the entry a later date.")]
    public async Task A_failure_that_is_listed_does_not_fail_the_run_until_its_day_has_passed(string until, int exitCode, string message)
    {
        await using var server = await CliServer.ReferenceAsync(fault: Known.Fault);
        var expected = Write("expected.json", $$"""[{"check":"{{Broken}}","reason":"nobody uses it"{{until}}}]""");

        var result = await CheckAsync(server, "--only", Broken, "--expected", expected, "--strict", "--junit", InFolder("r.xml"), "--json", InFolder("r.json"), "--markdown", InFolder("r.md"));

        Assert.That(result.Output, Does.Contain(message), result.Errors);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode));
        var test = XDocument.Load(InFolder("r.xml")).Descendants("testcase").Single();
        Assert.That(test.Elements().Single().Name.LocalName, Is.EqualTo(exitCode == 0 ? "skipped" : "failure"));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(InFolder("r.json"))).At("results[0]");
        Assert.That((json.At("status").Text(), json.At("expected.reason").Text()), Is.EqualTo((exitCode == 0 ? "expectedFailure" : "failed", "nobody uses it")));
        Assert.That(await File.ReadAllTextAsync(InFolder("r.md")), Does.Contain("nobody uses it"));
    }

    [Test]
    public async Task A_listed_check_that_passes_fails_the_run()
    {
        await using var server = await CliServer.ReferenceAsync();
        var expected = Write("expected.json", $$"""{"expectedFailures":[{"check":"{{Broken}}","reason":"nobody uses it"},{"check":"BULK-001","reason":"not built"},{"check":"ENTRA-CREATE-001","reason":"not bought"}]}""".Replace("BULK-001", "PUT-001", StringComparison.Ordinal));

        var result = await CheckAsync(server, "--only", Broken, "--expected", expected);

        Assert.That(result.Output, Does.Contain($"unexpected pass  {Broken}").And.Contain("Take it off the list."), result.Errors);
        Assert.That(result.Output, Does.Contain("ENTRA-CREATE-001 is listed as an expected failure and was not run."));
        Assert.That(result.ExitCode, Is.EqualTo(1));
    }

    [Test]
    public async Task A_first_list_is_written_accepted_by_the_next_run_and_never_overwritten()
    {
        await using var server = await CliServer.ReferenceAsync(fault: Known.Fault);
        var list = InFolder("first.json");

        var first = await CheckAsync(server, "--only", Broken, "PUT-001", "--write-expected", list);
        var second = await CheckAsync(server, "--only", Broken, "PUT-001", "--expected", list);
        var third = await CheckAsync(server, "--only", Broken, "--write-expected", list);

        Assert.That((first.ExitCode, second.ExitCode, third.ExitCode), Is.EqualTo((1, 0, 64)), first.Everything + second.Everything);
        Assert.That(first.Output, Does.Contain($"Expected failures: {list} (1 entry). Say in each \"reason\" why"));
        var entry = JsonNode.Parse(await File.ReadAllTextAsync(list))!.AsArray().Single();
        Assert.That(entry.At("check").Text(), Is.EqualTo(Broken));
        Assert.That(entry.At("reason").Text(), Does.StartWith("expected "));
        Assert.That(third.Errors, Does.Contain("the file is there already, and is not overwritten"));
    }

    [TestCase("{", "no valid JSON at line 1, column 2")]
    [TestCase("{}", "an object whose member \"expectedFailures\" is such an array")]
    [TestCase("""["PUT-001"]""", "entry 1 is \"PUT-001\"; each entry must be an object such as")]
    [TestCase("""[{"check":"PUT-01","reason":"x"}]""", "entry 1: \"check\" is \"PUT-01\": there is no such check, did you mean PUT-001?; 'list checks' shows them all")]
    [TestCase("""[{"reason":"x"}]""", "entry 1: \"check\" is absent: give the id of a check")]
    [TestCase("""[{"check":"PUT-001"}]""", "entry 1: \"reason\" is absent: say in plain words why")]
    [TestCase("""[{"check":"PUT-001","reason":"x"},{"check":"PUT-001","reason":"y"}]""", "entry 2: \"check\" is \"PUT-001\": this check is listed already")]
    [TestCase("""[{"check":"PUT-001","reason":"x","until":"31.12.2030"}]""", "entry 1: \"until\" is \"31.12.2030\": it must be a day such as 2030-12-31")]
    [TestCase("""[{"check":"PUT-001","reason":"x","link":"JIRA-1"}]""", "entry 1: \"link\" is \"JIRA-1\": it must be an absolute http or https URL")]
    [TestCase("""[{"check":"PUT-001","because":"x"}]""", "entry 1: \"because\" is \"x\": there is no such field; there are check, reason, link, until")]
    public async Task A_bad_list_is_refused_with_entry_field_value_and_way_out(string json, string message)
    {
        var file = Write("bad.json", json);

        var result = await CliProcess.RunAsync("check", "--expected", file);

        Assert.That(result.Errors, Does.Contain($"--expected {file}: ").And.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(64));
    }

    [Test]
    public async Task Compared_with_a_former_run_what_is_new_alone_fails()
    {
        await using var broken = await CliServer.ReferenceAsync(fault: Known.Fault);
        await using var sound = await CliServer.ReferenceAsync();
        var (before, after) = (InFolder("broken.json"), InFolder("sound.json"));
        string[] only = ["--only", Broken, "PUT-001"];

        var first = await CheckAsync(broken, [.. only, "--json", before]);
        var same = await CheckAsync(broken, [.. only, "--baseline", before, "--json", InFolder("same.json"), "--markdown", InFolder("same.md")]);
        var mended = await CheckAsync(sound, [.. only, "--baseline", before, "--json", after]);
        var worse = await CheckAsync(broken, "--only", Broken, "PUT-002", "--baseline", after);

        Assert.That((first.ExitCode, same.ExitCode, mended.ExitCode, worse.ExitCode), Is.EqualTo((1, 0, 0, 1)), first.Everything + same.Everything);
        Assert.That(same.Output, Does.Contain("new failures: none").And.Contain($"still failing: {Broken}"));
        Assert.That(mended.Output, Does.Contain($"fixed: {Broken}"));
        Assert.That(worse.Output, Does.Contain($"new failures: {Broken}").And.Contain("new checks: PUT-002").And.Contain("gone checks: PUT-001"));
        var json = JsonNode.Parse(await File.ReadAllTextAsync(InFolder("same.json")));
        Assert.That(json.At("baseline.stillFailing[0]").Text() ?? json.At("baseline.stillFailing")!.ToJsonString(), Does.Contain(Broken));
        Assert.That(await File.ReadAllTextAsync(InFolder("same.md")), Does.Contain("## Compared with run").And.Contain($"- still failing: {Broken}"));
    }

    [TestCase("[1]", "this is no JSON report of a run: \"run.id\" or \"results\" is missing. Give a file that 'check --json FILE' wrote.")]
    [TestCase("<xml/>", "no valid JSON at line 1, column 1")]
    [TestCase("""{"run":{"id":"x"},"results":[{"id":"A","status":"great"}]}""", "results[0] has \"id\" \"A\" and \"status\" \"great\"; the status must be one of passed, failed")]
    public async Task A_file_that_is_no_report_is_refused_as_baseline(string json, string message)
    {
        var result = await CliProcess.RunAsync("check", "--baseline", Write("bad.json", json));

        Assert.That(result.Errors, Does.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(64));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string InFolder(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(InFolder(name), text);
        return InFolder(name);
    }

    private async Task<CliResult> CheckAsync(CliServer server, params string[] arguments)
    {
        using var process = CliProcess.Start(["check", server.Url, "--token", CliServer.Token, .. arguments], _folder);
        return await process.EndAsync();
    }
}
