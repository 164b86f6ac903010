using System.Net;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Wire;

/// <summary>The pace of a run: its own limit, and the pauses that an endpoint asks for. Nobody sleeps here.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RequestPacingTests
{
    private readonly AutomaticClock _clock = new();

    [Test]
    public async Task Requests_keep_their_distance()
    {
        var pacing = new RequestPacing(4, _clock);
        var sent = new List<double>();

        for (var i = 0; i < 4; i++)
        {
            await SendAsync(pacing, () => sent.Add(_clock.Passed.TotalSeconds), (200, null));
        }

        Assert.That(sent, Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75 }));
        Assert.That(pacing.SoFar, Is.EqualTo(new RunThrottling(4, 0, TimeSpan.Zero, 0)));
    }

    [Test]
    public async Task Requests_of_several_tasks_share_one_limit()
    {
        var pacing = new RequestPacing(10, _clock);
        var sent = 0;

        await Task.WhenAll(Enumerable.Range(0, 21).Select(_ => Task.Run(() => SendAsync(pacing, () => Interlocked.Increment(ref sent), (200, null)))));

        Assert.That(sent, Is.EqualTo(21));
        Assert.That(_clock.Passed, Is.AtLeast(TimeSpan.FromSeconds(2)));
    }

    [TestCase(429, "7", 7)]
    [TestCase(503, "7", 7)]
    [TestCase(429, "Mon, 06 May 2024 07:08:39 GMT", 30)]
    [TestCase(429, "Mon, 06 May 2024 07:00:00 GMT", 0)]
    [TestCase(429, "soon", 1)]
    [TestCase(429, null, 1)]
    public async Task An_answer_that_asks_for_patience_is_obeyed(int status, string? retryAfter, int seconds)
    {
        var pacing = new RequestPacing(clock: _clock);

        var last = await SendAsync(pacing, null, (status, retryAfter), (200, null));

        Assert.That(last.Status, Is.EqualTo(200));
        Assert.That(_clock.Passed, Is.EqualTo(TimeSpan.FromSeconds(seconds)));
        Assert.That(pacing.SoFar, Is.EqualTo(new RunThrottling(null, 1, TimeSpan.FromSeconds(seconds), 0)));
    }

    [TestCase(503, null)]
    [TestCase(503, "soon")]
    [TestCase(500, "7")]
    public async Task Any_other_answer_is_handed_on(int status, string? retryAfter)
    {
        var pacing = new RequestPacing(clock: _clock);

        Assert.That((await SendAsync(pacing, null, (status, retryAfter), (200, null))).Status, Is.EqualTo(status));
        Assert.That(pacing.SoFar.Answers, Is.Zero);
    }

    [Test]
    public async Task Tries_come_to_an_end_and_the_last_answer_is_handed_on()
    {
        var pacing = new RequestPacing(clock: _clock);
        var sent = 0;

        var last = await SendAsync(pacing, () => sent++, Enumerable.Repeat<(int, string?)>((429, null), 9).ToArray());

        Assert.That((sent, last.Status), Is.EqualTo((RequestPacing.MostTries, 429)));
        Assert.That(pacing.SoFar, Is.EqualTo(new RunThrottling(null, 5, TimeSpan.FromSeconds(1 + 2 + 4 + 8), 1)));
    }

    [TestCase("121")]
    [TestCase("99999999999999")]
    public async Task Nobody_waits_longer_than_two_minutes_for_one_request(string retryAfter)
    {
        var pacing = new RequestPacing(clock: _clock);

        Assert.That((await SendAsync(pacing, null, (429, retryAfter), (200, null))).Status, Is.EqualTo(429));
        Assert.That(pacing.SoFar, Is.EqualTo(new RunThrottling(null, 1, TimeSpan.Zero, 1)));
    }

    [Test]
    public async Task Nobody_waits_longer_than_a_quarter_of_an_hour_in_all()
    {
        var pacing = new RequestPacing(clock: _clock);
        for (var i = 0; i < 9; i++)
        {
            await SendAsync(pacing, null, (429, "100"), (200, null));
        }

        Assert.That((await SendAsync(pacing, null, (429, "100"), (200, null))).Status, Is.EqualTo(429));
        Assert.That(pacing.SoFar.Waited, Is.EqualTo(TimeSpan.FromSeconds(900)));
    }

    [TestCase(true, 200)]
    [TestCase(false, 429)]
    public async Task A_checks_transcript_shows_the_pause_and_a_check_that_judges_it_sees_it(bool obeys, int status)
    {
        using var stub = new StubEndpoint();
        var answers = new Queue<HttpResponseMessage>();
        stub.Instead = (request, _) => Task.FromResult(request == "GET /Users/x" && answers.TryDequeue(out var answer) ? answer : null);
        var pacing = new RequestPacing(clock: _clock);
        using var runner = await CheckRunner.ConnectAsync(
            new ScimTarget(StubEndpoint.BaseUrl) { CreateHandler = () => stub, Pacing = pacing }, new TestDataOptions { Seed = 1 });
        var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.TryAddWithoutValidation("Retry-After", "3");
        answers.Enqueue(busy);
        answers.Enqueue(StubEndpoint.Json(200, """{"id":"x"}"""));

        var outcome = await runner.RunAsync(TestCatalogue.Entry(async scim =>
            (await scim.SendAsync(new ScimRequest("GET", "/Users/x") { ObeysPauses = obeys })).Accept(r => r.Is(status))));

        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed));
        Assert.That(outcome.Exchanges.Select(e => e.Response!.Status), Is.EqualTo(obeys ? [429, 200] : new[] { 429 }));
        Assert.That(pacing.SoFar.Waited, Is.EqualTo(TimeSpan.FromSeconds(obeys ? 3 : 0)));
    }

    private static Task<(int Status, string? RetryAfter)> SendAsync(RequestPacing pacing, Action? sent, params (int Status, string? RetryAfter)[] answers)
    {
        var next = 0;
        return pacing.SendAsync(
            () =>
            {
                sent?.Invoke();
                return Task.FromResult(answers[next++]);
            },
            reply => reply,
            CancellationToken.None);
    }
}
