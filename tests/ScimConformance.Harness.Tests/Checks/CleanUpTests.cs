using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Checks;

/// <summary>A run leaves nothing behind, whatever becomes of its checks.</summary>
public sealed class CleanUpTests
{
    [Test]
    public async Task What_was_created_is_removed_last_first()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();

        await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await scim.CreateUserAsync();
            await scim.CreateUserAsync();
            await TestCatalogue.Passes(scim);
        }));

        Assert.That(stub.Requests.TakeLast(2), Is.EqualTo(new[] { "DELETE /Users/u3", "DELETE /Users/u2" }));
        Assert.That(stub.Users, Is.Empty);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task It_is_removed_after_a_failure_and_after_a_break(bool breaks)
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();

        var outcome = await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await scim.CreateUserAsync();
            scim.Expect(breaks, "blue", "red");
            throw new InvalidOperationException("oops");
        }));

        Assert.That(outcome.Status, Is.EqualTo(breaks ? CheckStatus.Errored : CheckStatus.Failed));
        Assert.That(stub.Users, Is.Empty);
    }

    [Test]
    public async Task It_is_removed_when_the_run_is_given_up()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        using var stop = new CancellationTokenSource();

        var run = runner.RunAsync(
            TestCatalogue.Entry(async scim =>
            {
                await scim.CreateUserAsync();
                await stop.CancelAsync();
                await scim.GetAsync("/Users");
            }),
            stop.Token);

        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stub.Users, Is.Empty);
    }

    [Test]
    public async Task A_creation_on_its_way_when_the_run_is_given_up_is_awaited_and_removed()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        using var stop = new CancellationTokenSource();
        stub.Instead = async (request, _) =>
        {
            if (request == "POST /Users")
            {
                await stop.CancelAsync();
                await Task.Delay(20);
            }

            return null;
        };

        Assert.That(async () => await runner.RunAsync(TestCatalogue.Entry(scim => scim.CreateUserAsync()), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(stub.Users, Is.Empty);
        Assert.That(stub.Requests, Is.EqualTo(new[] { "POST /Users", "DELETE /Users/u2" }));
    }

    [Test]
    public async Task What_the_check_removed_itself_is_no_problem()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();

        var outcome = await runner.RunAsync(TestCatalogue.Entry(async scim =>
            (await scim.DeleteAsync((await scim.CreateUserAsync()).Target)).Accept(r => r.Is(204))));

        Assert.That((outcome.Status, outcome.Reason), Is.EqualTo((CheckStatus.Passed, (string?)null)));
    }

    [Test]
    public async Task What_cannot_be_removed_is_told()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        stub.Instead = (request, _) => Task.FromResult(request.StartsWith("DELETE", StringComparison.Ordinal) ? StubEndpoint.Json(503, "{}") : null);

        var outcome = await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await scim.CreateUserAsync();
            await TestCatalogue.Passes(scim);
        }));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed));
        Assert.That(outcome.Reason, Is.EqualTo("Left behind: DELETE /Users/u2 answered 503."));
    }
}
