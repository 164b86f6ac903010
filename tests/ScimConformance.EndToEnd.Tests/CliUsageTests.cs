using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>Wrong usage: exit code 64, and on standard error what is wrong and what to do instead.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class CliUsageTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scim-conformance-usage").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("", "Required command was not provided")]
    [TestCase("bogus", "Unrecognized command or argument 'bogus'")]
    [TestCase("list bogus", "Unrecognized command or argument 'bogus'")]
    [TestCase("check --bogus", "There is no option '--bogus'")]
    [TestCase("check --seed x", "--seed 'x' must be a number from 0 to 9223372036854775807")]
    [TestCase("check --parallel 0", "--parallel '0' must be a number from 1 to 64")]
    [TestCase("check --timeout never", "--timeout 'never' must be a number from 0.1 to 3600")]
    [TestCase("check --for bogus", "There is no verdict 'bogus'; it must be one of rfc, security, robustness")]
    [TestCase("check --only BOGUS", "'BOGUS' selects no check")]
    [TestCase("check --for okta --only PUT", "'PUT' selects no check for okta, but it does for other verdicts")]
    [TestCase("check https://example.com/scim/v2", "example.com is not this machine: the run creates, changes and deletes resources there. If that is what you want, give --accept-side-effects")]
    [TestCase("simulate entra https://example.com/scim/v2", "give --accept-side-effects")]
    [TestCase("simulate okta --users 5", "--users is for 'simulate entra' alone")]
    [TestCase("simulate entra --scenario BOGUS", "There is no scenario 'BOGUS'. Did you mean")]
    [TestCase("simulate entra --scenario all --users 5", "--scenario and --users exclude each other")]
    [TestCase("simulate entra --mapping missing.json", "--mapping missing.json: the file cannot be read")]
    [TestCase("simulate entra --users 1 --log no/such/folder/l.jsonl", "--log no/such/folder/l.jsonl: the file cannot be written")]
    [TestCase("simulate entra --users -1", "--users '-1' must be a number from 0 to 5000000")]
    [TestCase("simulate entra --users ten", "--users 'ten' must be a number from 0 to 5000000")]
    [TestCase("simulate entra --users 5 --cycles 0", "--cycles '0' must be a number from 1 to 100000")]
    [TestCase("simulate entra --users 5 --parallel 65", "--parallel '65' must be a number from 1 to 64")]
    [TestCase("simulate entra --users 5 --rate 0", "--rate '0' must be a number from 0.01 to 100000")]
    [TestCase("simulate entra --users 5 --members 0", "--members '0' must be a number from 1 to 1000")]
    [TestCase("simulate entra --users 5 --state s.jsonl", "--state s.jsonl needs a URL")]
    [TestCase("simulate entra http://localhost:9/ --users 5 --state s.jsonl --journal j.jsonl", "--state and --journal j.jsonl exclude each other")]
    [TestCase("simulate entra http://localhost:9/ --users 5 --state no/such/folder/s", "--state no/such/folder/s: the file cannot be opened")]
    [TestCase("check ftp://localhost/", "must be absolute and start with http:// or https://")]
    [TestCase("check http://localhost/?a=b", "must not have a query or a fragment")]
    [TestCase("check http://localhost/a --only PUT http://localhost/b", "More than one URL is given")]
    [TestCase("check --token abc", "--oauth-token-url and --header are for an endpoint of yours")]
    [TestCase("check http://localhost/ --token abc --basic u:p", "exclude each other")]
    [TestCase("check http://localhost/ --basic nocolon", "must have the form USER:PASSWORD")]
    [TestCase("check --email-domain @example.com", "--email-domain '@example.com' is no domain name")]
    [TestCase("check --user-template missing.json", "--user-template missing.json: the file cannot be read")]
    [TestCase("check --json no/such/folder/r.json", "--json no/such/folder/r.json: the file cannot be written")]
    [TestCase("check --quiet --verbose", "--quiet and --verbose exclude each other")]
    [TestCase("serve --fault bogus", "There is no fault 'bogus'. Did you mean")]
    [TestCase("serve --urls localhost:5000", "--urls 'localhost:5000' is no address to listen on")]
    [TestCase("simulate bogus", "'bogus'")]
    [TestCase("sweep", "Required argument missing")]
    [TestCase("sweep https://example.com/scim/v2", "give --accept-side-effects")]
    [TestCase("check --rate 0", "--rate '0' must be a number from 0.01 to 100000")]
    [TestCase("check http://localhost:9/ --journal no/such/folder/j", "The journal no/such/folder/j cannot be written")]
    public async Task Is_refused(string arguments, string message)
    {
        var result = await CliProcess.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.That(result.Errors, Does.Contain(message));
        Assert.That(result.ExitCode, Is.EqualTo(64));
    }

    [TestCase("http://admin:hunter2hunter2@localhost/", "must not carry user name and password")]
    [TestCase("http://localhost/ --basic hunter2hunter2", "must have the form USER:PASSWORD")]
    public async Task Refusal_does_not_repeat_a_secret(string arguments, string message)
    {
        var result = await CliProcess.RunAsync(["check", .. arguments.Split(' ')]);

        Assert.That(result.Errors, Does.Contain(message).And.Not.Contain("hunter2"));
    }

    [TestCase("{\n  \"title\": \"x\",\n  oops\n}", "no valid JSON at line 3, column 3")]
    [TestCase("[1]", "the file must hold one JSON object")]
    [TestCase("{\"a\":1,\"a\":2}", "no valid JSON at line 1")]
    public async Task A_bad_template_is_named_with_its_line_and_the_way_out(string json, string message)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, json);

        var result = await CliProcess.RunAsync("check", "--user-template", file);

        Assert.That(result.Errors, Does.Contain($"--user-template {file}").And.Contain(message).And.Contain("for example"));
        Assert.That(result.ExitCode, Is.EqualTo(64));
    }

    [TestCase("")]
    [TestCase("check")]
    [TestCase("serve")]
    [TestCase("simulate")]
    [TestCase("sweep")]
    [TestCase("list")]
    public async Task Help_is_a_contract(string command)
    {
        var result = await CliProcess.RunAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.That(result.ExitCode, Is.Zero);
        await Snapshot.Match(result.Output, "Cli", $"help{(command.Length > 0 ? "-" : "")}{command}");
    }
}
