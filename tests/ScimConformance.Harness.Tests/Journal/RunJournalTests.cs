using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Journal;

/// <summary>The journal knows of everything that may have been created, before it is.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RunJournalTests : IDisposable
{
    private static readonly string Prefix = TestData.PrefixOf(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("scim-conformance-journal").FullName;
    private readonly StubEndpoint _stub = new();
    private readonly RunJournalFile _journal;

    public RunJournalTests() => _journal = RunJournalFile.Open(Path.Combine(_folder, "run.jsonl"), StubEndpoint.BaseUrl, Prefix, TimeProvider.System);

    [Test]
    public async Task Every_creation_is_written_down_before_it_is_sent_the_trial_user_included()
    {
        var unannounced = new List<string>();
        _stub.Instead = (request, body) =>
        {
            if (request.StartsWith("POST", StringComparison.Ordinal) && !_journal.ReadOpen().Any(e => !e.Answered && e.Name is { } name && body.Contains(name, StringComparison.Ordinal)))
            {
                unannounced.Add(request);
            }

            return Task.FromResult<HttpResponseMessage?>(null);
        };
        using var runner = await ConnectAsync();

        await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await scim.CreateUserAsync();
            await TestCatalogue.Passes(scim);
        }));

        Assert.That(_stub.Requests.Count(r => r == "POST /Users"), Is.EqualTo(2));
        Assert.That(unannounced, Is.Empty);
        Assert.That(_journal.ReadOpen(), Is.Empty, "what was removed is closed");
    }

    [Test]
    public async Task What_could_not_be_removed_stays_open_with_its_place_and_name()
    {
        using var runner = await ConnectAsync();
        _stub.Instead = (request, _) => Task.FromResult(request.StartsWith("DELETE", StringComparison.Ordinal) ? StubEndpoint.Json(503, "{}") : null);

        await runner.RunAsync(TestCatalogue.Entry(scim => scim.CreateUserAsync()));

        var open = _journal.ReadOpen().Single();
        Assert.That((open.Targets.Single(), open.Name, open.Endpoint, open.Answered), Is.EqualTo(("/Users/u2", $"{Prefix}-test-001-1@example.com", "/Users", true)));
    }

    [Test]
    public async Task A_creation_without_answer_stays_open_and_a_refused_one_does_not()
    {
        using var runner = await ConnectAsync();
        _stub.Instead = (_, body) => body.Contains("-test-001-1", StringComparison.Ordinal) ? throw new HttpRequestException("broken") : Task.FromResult(body.Length > 0 ? StubEndpoint.Json(400, "{}") : null);

        await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            try
            {
                await scim.PostAsync(scim.Users, scim.NewUser());
            }
            catch (TransportException)
            {
                await scim.PostAsync(scim.Users, scim.NewUser());
            }
        }));

        var open = _journal.ReadOpen().Single();
        Assert.That((open.Name, open.Answered), Is.EqualTo(($"{Prefix}-test-001-1@example.com", false)));
    }

    [Test]
    public async Task A_PUT_that_creates_is_written_down_and_removed()
    {
        using var runner = await ConnectAsync();
        _stub.Instead = (request, _) => Task.FromResult(request.StartsWith("PUT", StringComparison.Ordinal) ? StubEndpoint.Json(201, "{}") : null);

        await runner.RunAsync(TestCatalogue.Entry(async scim => (await scim.PutAsync($"/Users/{CheckContext.UnknownId}", scim.NewUser())).Accept(r => r.Is(201))));

        Assert.That(_stub.Requests[^1], Is.EqualTo($"DELETE /Users/{CheckContext.UnknownId}"));
        Assert.That(_journal.ReadOpen(), Is.Empty);
    }

    [Test]
    public async Task A_body_that_is_no_JSON_is_known_by_the_prefix_in_it()
    {
        using var runner = await ConnectAsync();
        _stub.Instead = (_, body) => throw new HttpRequestException(body);

        await runner.RunAsync(TestCatalogue.Entry(scim => scim.PostAsync(scim.Users, $$"""{"userName":"{{scim.Prefix}}-9","x":""")));

        Assert.That(_journal.ReadOpen().Single().Name, Is.EqualTo($"{Prefix}-test-001-9"));
    }

    [Test]
    public void A_torn_last_line_is_how_a_killed_process_ends()
    {
        var text = """{"event":"announced","entry":1,"baseUrl":"http://stub.test/scim/v2","prefix":"scabcdefg","endpoint":"/Users"}""" + "\n{\"event\":\"cre";

        Assert.That(JournalReader.Read(text, "x").Single().IsOpen, Is.True);
        Assert.That(() => JournalReader.Read(text + "\n", "x"), Throws.TypeOf<FormatException>().With.Message.Contains("x is no journal of a run: line 2 is {\"event\":\"cre"));
    }

    [Test]
    public void Two_runs_cannot_write_one_journal() =>
        Assert.That(() => RunJournalFile.Open(_journal.Path, StubEndpoint.BaseUrl, Prefix, TimeProvider.System), Throws.InstanceOf<IOException>());

    public void Dispose()
    {
        _journal.Dispose();
        _stub.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<CheckRunner> ConnectAsync() => CheckRunner.ConnectAsync(
        new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => _stub, Journal = _journal }, new TestDataOptions { Seed = 1 });
}
