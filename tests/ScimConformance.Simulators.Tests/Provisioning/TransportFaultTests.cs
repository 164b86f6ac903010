using System.Net;
using System.Text;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>What networks, busy servers and authorization servers do to a job, and what it makes of that (Microsoft, Analyze the provisioning logs: error codes).</summary>
public sealed class TransportFaultTests
{
    [TestCase("30")]
    [TestCase("Sat, 01 Mar 2025 00:00:30 GMT")]
    public async Task A_429_is_waited_for_as_its_Retry_After_says_in_seconds_or_as_a_date(string retryAfter)
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        var refused = 0;
        tenant.Network = line => line == "POST /Users" && refused++ == 0 ? Refusal(HttpStatusCode.TooManyRequests, retryAfter) : null;
        var began = tenant.Clock.GetUtcNow();
        var report = await tenant.CycleAsync();
        Assert.That((report[TurnOutcome.Created], report[TurnOutcome.Failed]), Is.EqualTo((1, 0)));
        Assert.That(tenant.Clock.GetUtcNow() - began, Is.EqualTo(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task A_503_is_waited_for_when_it_says_how_long_and_else_escrowed()
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        var refused = 0;
        tenant.Network = line => line == "POST /Users" && refused++ == 0 ? Refusal(HttpStatusCode.ServiceUnavailable, "5") : null;
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        tenant.Hire();
        tenant.Network = line => line == "POST /Users" ? Refusal(HttpStatusCode.ServiceUnavailable, null) : null;
        await tenant.CycleAsync();
        Assert.That(tenant.Log.Records[^1].ErrorCode, Is.EqualTo("InternalServerError"));
    }

    [TestCase(true, "Timeout", "no answer within")]
    [TestCase(false, "WebExceptionProtocolError", "Connection reset by peer")]
    public async Task Silence_and_a_dropped_connection_have_their_codes_and_are_tried_again_in_40_minutes(bool silent, string code, string reason)
    {
        await using var tenant = await Tenant.StartAsync();
        tenant.Hire();
        tenant.Network = line => line != "POST /Users" ? null : silent ? tenant.RunOut() : throw new HttpRequestException("Connection reset by peer");
        await tenant.CycleAsync();
        var record = tenant.Log.Records.Single();
        Assert.That((record.Status, record.ErrorCode), Is.EqualTo(("failure", code)));
        Assert.That(record.Reason, Does.Contain(reason));
        Assert.That(record.Steps[^1].Description, Does.Contain("It will be retried again after this date: 2025-03-01T00:40:00.0000000Z"));
        tenant.Network = null;
        Assert.That((await tenant.CycleAsync()).Requests, Is.Zero, "too early");
        tenant.Clock.Advance(TimeSpan.FromMinutes(40));
        Assert.That((await tenant.CycleAsync())[TurnOutcome.Created], Is.EqualTo(1));
        Assert.That(tenant.Log.Records[^1].Steps[0], Has.Property("Name").EqualTo("EntryImport").And.Property("Description").EqualTo("We are retrying an operation that previously failed."));
    }

    [Test]
    public async Task An_endpoint_that_is_not_reached_at_the_probe_puts_the_job_into_quarantine()
    {
        await using var tenant = await Tenant.StartAsync(options: new ProvisioningJobOptions());
        tenant.Hire();
        tenant.Network = _ => throw new HttpRequestException("Connection refused");
        var report = await tenant.CycleAsync();
        Assert.That(report.Stopped, Does.Contain("Connection refused"));
        Assert.That(tenant.Job.Status.Quarantine!.Reason, Is.EqualTo(Quarantine.Exception));
    }

    [Test]
    public async Task An_authorization_server_without_token_is_invalid_credentials_and_no_crash()
    {
        var oauth = new OAuthClientCredentials(new Uri("https://login.example/token"), "id", "secret") { CreateHandler = () => new Answering(HttpStatusCode.Unauthorized, """{"error":"invalid_client"}""") };
        using var job = Job(new ScimTarget(new Uri("https://scim.example/v2")) { Credentials = ScimCredentials.OAuth(oauth) }, new EntraOptions(), new ProvisioningJobOptions());
        Assert.That(await job.TestConnectionAsync(), Does.Contain("gave no token").And.Contain("invalid_client"));
        job.Start();
        Assert.That((await job.RunCycleAsync()).Stopped, Does.Contain("gave no token"));
        Assert.That(job.Status.Quarantine!.Reason, Is.EqualTo(Quarantine.Exception));
    }

    [Test]
    public async Task Refused_credentials_stop_a_cycle_among_the_references_too()
    {
        await using var tenant = await Tenant.StartAsync();
        var manager = tenant.Hire();
        for (var i = 0; i < 3; i++)
        {
            tenant.Directory.Change(tenant.Hire().Id, u => u with { ManagerId = manager.Id });
        }

        tenant.Instead = line => line.StartsWith("PATCH ", StringComparison.Ordinal) ? (401, "{}") : null;
        var report = await tenant.CycleAsync();
        Assert.That(report.Stopped, Does.StartWith("You appear to have entered invalid credentials"));
        Assert.That(tenant.Sent.Count(s => s.StartsWith("PATCH ", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task An_empty_secret_sends_tokens_of_the_tenant_and_renews_them()
    {
        var clock = new SimulatedClock(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var seen = new List<string?>();
        var target = new ScimTarget(new Uri("https://scim.example/v2")) { CreateHandler = () => new Answering(HttpStatusCode.OK, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""") { Saw = r => seen.Add(r.Headers.Authorization?.ToString()) } };
        var entra = new EntraOptions { EmptySecret = true };
        using var job = Job(target, entra, new ProvisioningJobOptions { Clock = clock, ProbesGroups = false });
        await job.TestConnectionAsync();
        await job.TestConnectionAsync();
        clock.Advance(TimeSpan.FromHours(1));
        await job.TestConnectionAsync();
        Assert.Multiple(() =>
        {
            Assert.That(seen, Has.Count.EqualTo(3).And.All.Match(@"^Bearer eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$"));
            Assert.That(seen[1], Is.EqualTo(seen[0]));
            Assert.That(seen[2], Is.Not.EqualTo(seen[0]));
            Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(Padded(seen[0]!.Split('.')[1]))), Does.Contain($"\"tid\":\"{job.Context.TenantId}\""));
            Assert.That(() => Job(new ScimTarget(target.BaseUrl) { Credentials = ScimCredentials.Bearer("x") }, entra, new ProvisioningJobOptions()), Throws.ArgumentException.With.Message.Contains("leave out one of them"));
        });
    }

    private static string Padded(string part) => part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '=');

    private static ProvisioningJob Job(ScimTarget target, EntraOptions entra, ProvisioningJobOptions options) =>
        EntraProvisioning.CreateJob(new ProvisioningConnection(target, null), new IdpDirectory(1, options.Clock), entra, options);

    private static HttpResponseMessage Refusal(HttpStatusCode status, string? retryAfter)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent("{}", Encoding.UTF8, "application/scim+json") };
        if (retryAfter is not null)
        {
            answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        return answer;
    }

    /// <summary>Always answers the same.</summary>
    private sealed class Answering(HttpStatusCode status, string json) : HttpMessageHandler
    {
        public Action<HttpRequestMessage>? Saw { get; init; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Saw?.Invoke(request);
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json"), RequestMessage = request });
        }
    }
}
