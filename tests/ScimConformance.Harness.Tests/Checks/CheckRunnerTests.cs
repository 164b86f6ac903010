using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Checks;

/// <summary>What becomes of a check: the status follows from what happened and from the requirement's level, never from the check.</summary>
public sealed class CheckRunnerTests
{
    [TestCase("RFC7644-3.1-01", CheckStatus.Failed)]
    [TestCase("RFC7644-3.1-02", CheckStatus.Warned)]
    [TestCase("RFC7644-3.1-03", CheckStatus.Noted)]
    public async Task An_unmet_expectation_weighs_as_much_as_its_row(string row, CheckStatus expected)
    {
        var outcome = await RunAsync(TestCatalogue.Entry(Unmet, row));

        Assert.That(outcome.Status, Is.EqualTo(expected));
        Assert.That(outcome.Message, Is.EqualTo($"expected  blue{Environment.NewLine}actual    red"));

        static Task Unmet(CheckContext scim)
        {
            scim.Expect(false, "blue", "red");
            return Task.CompletedTask;
        }
    }

    [Test]
    public async Task Met_expectations_pass() =>
        Assert.That((await RunAsync(TestCatalogue.Entry(TestCatalogue.Passes))).Status, Is.EqualTo(CheckStatus.Passed));

    [Test]
    public async Task All_findings_are_reported_at_once_each_with_its_exchange()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(async scim =>
        {
            (await scim.GetAsync("/Nothing")).Accept(r => r.Is(200));
            (await scim.GetAsync("/Nowhere")).Accept(r => r.Is(201), r => r.Is(204).WithEmptyBody());
        }));

        Assert.That(outcome.Findings.Select(f => f.Expected), Is.EqualTo(new[] { "200", "201, or 204 with empty body" }));
        Assert.That(outcome.Findings.Select(f => outcome.Exchanges[f.Exchange!.Value].Request.Url.Segments[^1]), Is.EqualTo(new[] { "Nothing", "Nowhere" }));
    }

    [Test]
    public async Task What_another_check_judges_makes_it_inconclusive()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(async scim => (await scim.GetAsync("/Nothing")).Require(r => r.Is(200))));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Inconclusive));
        Assert.That(outcome.Reason, Does.StartWith("needed 200 from GET /scim/v2/Nothing, got 404"));
    }

    [Test]
    public async Task A_finding_stands_although_the_check_could_not_go_on()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(async scim =>
        {
            scim.Expect(false, "blue", "red");
            (await scim.GetAsync("/Nothing")).Require(r => r.Is(200));
        }));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Failed));
    }

    [Test]
    public async Task A_missing_precondition_makes_it_not_applicable_and_sends_nothing()
    {
        using var stub = new StubEndpoint();
        var outcome = await RunAsync(TestCatalogue.Entry(TestCatalogue.Passes, "RFC7644-3.1-01", Needs.Users, Needs.Filter), stub);

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.NotApplicable));
        Assert.That(outcome.Reason, Is.EqualTo("ServiceProviderConfig.filter.supported is false"));
        Assert.That(stub.Requests, Is.Empty);
    }

    [Test]
    public async Task A_check_may_find_out_that_it_does_not_apply()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(_ =>
        {
            CheckContext.ApplicableIf(false, "no such attribute");
            return Task.CompletedTask;
        }));

        Assert.That((outcome.Status, outcome.Reason), Is.EqualTo((CheckStatus.NotApplicable, "no such attribute")));
    }

    [Test]
    public async Task A_check_that_judges_nothing_errs()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(_ => Task.CompletedTask));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Errored));
        Assert.That(outcome.Reason, Does.Contain("judged nothing"));
    }

    [Test]
    public async Task A_check_that_breaks_errs_and_blames_nobody_else()
    {
        var outcome = await RunAsync(TestCatalogue.Entry(_ => throw new InvalidOperationException("oops")));

        Assert.That((outcome.Status, outcome.Reason), Is.EqualTo((CheckStatus.Errored, "the check itself broke: InvalidOperationException: oops")));
    }

    [Test]
    public async Task A_broken_connection_errs()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        stub.Instead = (_, _) => throw new HttpRequestException("connection reset");

        var outcome = await runner.RunAsync(TestCatalogue.Entry(async scim => (await scim.GetAsync("/Users")).Accept(r => r.Is(200))));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Errored));
        Assert.That(outcome.Reason, Does.Contain("GET http://stub.test/scim/v2/Users: connection reset"));
        Assert.That(outcome.Exchanges.Single().Response, Is.Null);
    }

    [Test]
    public async Task The_transcript_shows_what_the_check_sent_and_not_the_clean_up()
    {
        using var stub = new StubEndpoint();
        var outcome = await RunAsync(TestCatalogue.Entry(async scim => (await scim.ReadAsync(await scim.CreateUserAsync())).Expect("userName").IsPresent()), stub);

        Assert.That(outcome.Exchanges.Select(e => $"{e.Request.Method} {e.Request.Url.AbsolutePath}"), Is.EqualTo(new[] { "POST /scim/v2/Users", "GET /scim/v2/Users/u2" }));
        Assert.That(stub.Requests[^1], Is.EqualTo("DELETE /Users/u2"));
    }

    private static async Task<CheckOutcome> RunAsync(CatalogueEntry entry, StubEndpoint? stub = null)
    {
        using var own = stub ?? new StubEndpoint();
        using var runner = await own.ConnectAsync();
        return await runner.RunAsync(entry);
    }
}
