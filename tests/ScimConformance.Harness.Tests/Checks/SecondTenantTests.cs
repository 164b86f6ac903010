using System.Net;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests;

/// <summary>A second tenant of the endpoint: reached with its own credentials, cleaned up, and never mistaken for the first.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SecondTenantTests : IDisposable
{
    private readonly StubEndpoint _first = new();
    private readonly StubEndpoint _second = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    [Test]
    public async Task What_a_check_creates_there_is_removed_and_belongs_to_its_transcript()
    {
        var outcome = await RunAsync(async scim =>
        {
            var theirs = await scim.SecondTenant.CreateUserAsync();
            var shared = await scim.SecondTenant.SharedUserAsync();
            (await scim.GetAsync(theirs.Target)).Accept(r => r.Is(404));
            (await scim.SecondTenant.GetAsync(shared.Target)).Accept(r => r.Is(200));
        });

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed), outcome.Message ?? outcome.Reason);
        Assert.Multiple(() =>
        {
            Assert.That(outcome.Exchanges, Has.Count.EqualTo(4));
            Assert.That(_first.Users, Is.Empty);
            Assert.That(_second.Users, Is.Empty);
            Assert.That(_second.LastAuthorization, Is.EqualTo("Bearer second-token-1234"));
        });
    }

    /// <summary>Where ids count in each tenant anew, the id of one tenant's user may be that of a stranger in the other.</summary>
    [Test]
    public async Task A_change_of_what_the_other_tenant_has_is_sent_only_where_this_one_has_nothing()
    {
        var unread = await RunAsync(async scim => await scim.DeleteAsync((await scim.SecondTenant.CreateUserAsync()).Target));
        var read = await RunAsync(async scim =>
        {
            var theirs = await scim.SecondTenant.CreateUserAsync();
            await scim.GetAsync(theirs.Target);
            (await scim.DeleteAsync(theirs.Target)).Accept(r => r.Is(404));
        });

        Assert.Multiple(() =>
        {
            Assert.That(unread.Status, Is.EqualTo(CheckStatus.Inconclusive));
            Assert.That(unread.Reason, Does.Contain("was not sent"));
            Assert.That(read.Status, Is.EqualTo(CheckStatus.Passed), read.Message ?? read.Reason);
        });
    }

    [Test]
    public async Task Without_one_such_checks_do_not_apply()
    {
        using var runner = await CheckRunner.ConnectAsync(_first.Target, new TestDataOptions { Seed = 1 });

        var outcome = await runner.RunAsync(TestCatalogue.Entry(TestCatalogue.Passes, "RFC7644-3.1-01", Needs.SecondTenant));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.NotApplicable));
    }

    [Test]
    public void Credentials_that_it_refuses_are_told_before_anything_is_created()
    {
        _second.Instead = (_, _) => Task.FromResult<HttpResponseMessage?>(StubEndpoint.Json(401, "{}"));

        Assert.That(async () => await CheckRunner.ConnectAsync(Target(), new TestDataOptions { Seed = 1 }),
            Throws.InstanceOf<UnusableTargetException>().With.Message.Contains("--second-token"));
        Assert.That(_first.Requests, Is.Empty);
    }

    [Test]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _first.Instead = (request, _) => Task.FromResult(request != "GET /Me" ? null : new HttpResponseMessage(HttpStatusCode.PermanentRedirect) { Headers = { Location = new Uri("https://elsewhere.test/") } });

        var outcome = await RunAsync(async scim => (await scim.GetAsync("/Me")).Accept(r => r.Is(308)));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed), outcome.Message ?? outcome.Reason);
    }

    [Test]
    public void Its_secrets_are_blotted_too() =>
        Assert.That(new Redactor(Target()).Text("stub-token-1234 and second-token-1234"), Is.EqualTo($"{Redactor.Mark} and {Redactor.Mark}"));

    private ScimTarget Target() => new ScimTarget(StubEndpoint.BaseUrl)
    {
        CreateHandler = () => new ByToken(_first, _second),
        Credentials = ScimCredentials.Bearer("stub-token-1234"),
    }.WithSecondTenant(ScimCredentials.Bearer("second-token-1234"));

    private async Task<CheckOutcome> RunAsync(Func<CheckContext, Task> run)
    {
        using var runner = await CheckRunner.ConnectAsync(Target(), new TestDataOptions { Seed = 1 });
        var outcome = await runner.RunAsync(TestCatalogue.Entry(run, "RFC7644-3.1-01", Needs.Users));
        Assert.That(await runner.RemoveSharedAsync(), Is.Empty);
        return outcome;
    }

    /// <summary>One URL for both tenants, who are told apart by their tokens.</summary>
    private sealed class ByToken(HttpMessageHandler first, HttpMessageHandler second) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _first = new(first, disposeHandler: false);
        private readonly HttpMessageInvoker _second = new(second, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            (request.Headers.Authorization?.Parameter == "second-token-1234" ? _second : _first).SendAsync(request, cancellationToken);
    }
}
