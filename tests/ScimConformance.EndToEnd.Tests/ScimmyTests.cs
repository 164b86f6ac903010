using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Testing;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>The whole catalogue against a server that nobody here wrote: the npm packages scimmy and scimmy-routers.</summary>
[Category("ThirdParty")]
internal sealed class ScimmyTests
{
    private const string Token = "scimmy-token";

    private NodeServer _server = null!;
    private IReadOnlyList<string> _idsBefore = [];
    private IReadOnlyList<CheckOutcome> _outcomes = [];

    [OneTimeSetUp]
    public async Task Run_the_catalogue()
    {
        _server = await NodeServer.StartAsync("scimmy", Token);

        // What was there before must be there afterwards, and must not confuse a check.
        using var http = NewClient();
        await http.PostAsync("Users", Scim("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"resident"}"""));
        await http.PostAsync("Groups", Scim("""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"Residents"}"""));
        _idsBefore = await IdsAsync();
        _outcomes = await RunAsync(parallel: 1);
    }

    [OneTimeTearDown]
    public void Stop_the_server() => _server?.Dispose();

    [Test]
    [Order(1)]
    public async Task Nothing_is_left_behind()
    {
        Assert.That(_idsBefore, Has.Count.EqualTo(2));
        Assert.That(await IdsAsync(), Is.EquivalentTo(_idsBefore));
    }

    [Test]
    public void No_check_errs() => Assert.That(Only(CheckStatus.Errored).Select(Describe), Is.Empty);

    [Test]
    public void Inconclusive_and_not_applicable_checks_state_their_cause() =>
        Assert.That(_outcomes.Where(o => o.Status is CheckStatus.Inconclusive or CheckStatus.NotApplicable && string.IsNullOrWhiteSpace(o.Reason)).Select(Describe), Is.Empty);

    [Test]
    public async Task Verdicts_are_the_same_twice_in_a_row() => Assert.That(Verdicts(await RunAsync(parallel: 1)), Is.EqualTo(Verdicts(_outcomes)));

    [Test]
    public async Task Verdicts_are_the_same_with_eight_checks_at_a_time()
    {
        Assert.That(Verdicts(await RunAsync(parallel: 8)), Is.EqualTo(Verdicts(_outcomes)));
        Assert.That(await IdsAsync(), Is.EquivalentTo(_idsBefore));
    }

    [Test]
    public async Task Verdicts_are_the_reviewed_ones() => await Snapshot.Match(Verdicts(_outcomes), "Servers", "scimmy");

    [Test]
    public async Task The_report_is_up_to_date()
    {
        var page = RepositoryFiles.ReadText("docs", "servers", "scimmy.md").ReplaceLineEndings("\n");
        var renewed = ServerReport.Renew(page, _outcomes);
        await File.WriteAllTextAsync(RepositoryFiles.At("docs", "servers", "scimmy.received.md"), renewed);
        Assert.That(renewed, Is.EqualTo(page), "review docs/servers/scimmy.received.md and rename it to scimmy.md");
        File.Delete(RepositoryFiles.At("docs", "servers", "scimmy.received.md"));
    }

    [Test]
    public void Every_failure_and_warning_is_judged_by_hand_in_the_report()
    {
        var judged = RepositoryFiles.ReadText("docs", "servers", "scimmy.md").Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal))
            .SelectMany(line => line[4..].Split(',', StringSplitOptions.TrimEntries)).Order(StringComparer.Ordinal);
        Assert.That(judged, Is.EqualTo(Only(CheckStatus.Failed, CheckStatus.Warned).Select(o => o.Entry.Check.Id).Order(StringComparer.Ordinal)));
    }

    private static string Verdicts(IEnumerable<CheckOutcome> outcomes) => string.Concat(outcomes.Select(o => $"{o.Entry.Check.Id} {o.Status}\n"));

    private static string Describe(CheckOutcome outcome) => $"{outcome.Entry.Check.Id}: {outcome.Reason}{outcome.Message}";

    private IEnumerable<CheckOutcome> Only(params CheckStatus[] statuses) => _outcomes.Where(o => statuses.Contains(o.Status));

    private async Task<IReadOnlyList<CheckOutcome>> RunAsync(int parallel)
    {
        using var runner = await CheckRunner.ConnectAsync(new ScimTarget(_server.BaseUrl) { Credentials = ScimCredentials.Bearer(Token) }, new TestDataOptions { Seed = 1 });
        return await new PlanRunner(runner, parallel).RunAsync(FullCatalogue.Instance.Entries, outcome =>
        {
            if (outcome.Status != CheckStatus.Passed)
            {
                TestContext.Out.WriteLine($"{outcome.Status} {Describe(outcome)}");
            }
        });
    }

    private async Task<IReadOnlyList<string>> IdsAsync()
    {
        using var http = NewClient();
        var ids = new List<string>();
        foreach (var endpoint in new[] { "Users", "Groups" })
        {
            var list = JsonNode.Parse(await http.GetStringAsync($"{endpoint}?count=1000"))!;
            ids.AddRange(list["Resources"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
            Assert.That(list["totalResults"]!.GetValue<int>(), Is.EqualTo(list["Resources"]!.AsArray().Count), "the list must be whole to be compared");
        }

        return ids;
    }

    private HttpClient NewClient()
    {
        var http = new HttpClient { BaseAddress = new Uri(_server.BaseUrl.AbsoluteUri + "/") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", Token);
        return http;
    }

    private static StringContent Scim(string json) => new(json, new System.Net.Http.Headers.MediaTypeHeaderValue("application/scim+json"));
}
