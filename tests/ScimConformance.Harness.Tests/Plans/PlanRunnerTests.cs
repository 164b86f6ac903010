using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Plans;

public sealed class PlanRunnerTests
{
    [Test]
    public async Task Outcomes_come_in_the_order_of_the_plan_however_they_finish()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var catalogue = TestCatalogue.Of(
            TestCatalogue.Check("SLOW-001", run: async scim =>
            {
                await gate.Task;
                await TestCatalogue.Passes(scim);
            }),
            TestCatalogue.Check("FAST-001"));
        var finished = new List<string>();

        var outcomes = await new PlanRunner(runner, 2).RunAsync(catalogue.Entries, o =>
        {
            finished.Add(o.Entry.Check.Id);
            gate.TrySetResult();
        });

        Assert.That(outcomes.Select(o => o.Entry.Check.Id), Is.EqualTo(new[] { "SLOW-001", "FAST-001" }));
        Assert.That(finished, Is.EqualTo(new[] { "FAST-001", "SLOW-001" }));
    }

    [Test]
    public async Task A_check_that_wants_to_be_alone_runs_after_all_others_have_ended()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        var running = 0;
        var seenByTheLonely = -1;
        Task Together(CheckContext scim) => Count(async () => await Task.Delay(20, scim.Cancellation), scim);
        async Task Count(Func<Task> work, CheckContext scim)
        {
            Interlocked.Increment(ref running);
            await work();
            Interlocked.Decrement(ref running);
            await TestCatalogue.Passes(scim);
        }

        var catalogue = TestCatalogue.Of(
            TestCatalogue.Check("ALONE-001", run: scim =>
            {
                seenByTheLonely = running;
                return TestCatalogue.Passes(scim);
            }) with { Isolation = Isolation.Alone },
            TestCatalogue.Check("BESIDE-001", run: Together),
            TestCatalogue.Check("BESIDE-002", run: Together),
            TestCatalogue.Check("BESIDE-003", run: Together));

        var outcomes = await new PlanRunner(runner, 4).RunAsync(catalogue.Entries);

        Assert.That(outcomes.Select(o => o.Status), Is.All.EqualTo(CheckStatus.Passed));
        Assert.That(seenByTheLonely, Is.Zero);
    }

    [Test]
    public async Task A_target_that_stopped_answering_is_given_up_instead_of_waited_for_again_and_again()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        stub.Instead = (_, _) => throw new HttpRequestException("connection refused");
        var catalogue = TestCatalogue.Of(Enumerable.Range(1, 6)
            .Select(i => TestCatalogue.Check($"A-00{i}", run: async scim => (await scim.GetAsync("/Users")).Accept(r => r.Is(200)))).ToArray());

        var outcomes = await new PlanRunner(runner).RunAsync(catalogue.Entries);

        Assert.That(outcomes.Select(o => o.Status), Is.All.EqualTo(CheckStatus.Errored));
        Assert.That(stub.Requests, Is.EqualTo(new[] { "GET /Users", "GET /Users", "GET /Users", "GET /Users?count=1" }));
        Assert.That(outcomes[5].Reason, Does.Contain("not run: the target gave no answer to 3 checks in a row"));
    }

    [Test]
    public async Task A_target_that_closes_some_connections_and_still_answers_others_is_not_given_up()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        stub.Instead = (request, _) => request == "GET /Hostile" ? throw new HttpRequestException("reset") : Task.FromResult<HttpResponseMessage?>(null);
        var catalogue = TestCatalogue.Of(Enumerable.Range(1, 8)
            .Select(i => TestCatalogue.Check($"A-00{i}", run: async scim => (await scim.GetAsync("/Hostile")).Accept(r => r.Is(400)))).ToArray());

        await new PlanRunner(runner).RunAsync(catalogue.Entries);

        Assert.That(stub.Requests.Count(r => r == "GET /Hostile"), Is.EqualTo(8));
    }

    [Test]
    public async Task A_single_silence_between_answers_gives_nothing_up()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        var sent = 0;
        stub.Instead = (_, _) => ++sent % 2 == 0 ? Task.FromResult<HttpResponseMessage?>(null) : throw new HttpRequestException("reset");
        var catalogue = TestCatalogue.Of(Enumerable.Range(1, 8)
            .Select(i => TestCatalogue.Check($"A-00{i}", run: async scim => (await scim.GetAsync("/Users")).Accept(r => r.Is(200)))).ToArray());

        var outcomes = await new PlanRunner(runner).RunAsync(catalogue.Entries);

        Assert.That(outcomes.Count(o => o.Status == CheckStatus.Passed), Is.EqualTo(4));
    }

    [Test]
    public async Task Nothing_at_a_time_is_refused()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();

        Assert.That(() => new PlanRunner(runner, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
