using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;
using ScimConformance.Simulators.Tests.Provisioning.Histories;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Provisioning;

/// <summary>The whole arrangement of a test of the engine: a tenant's directory, a clock that stands still, the tolerant reference provider, and a job between them.</summary>
internal sealed class Tenant : IAsyncDisposable
{
    private readonly ReferenceProvider _provider;
    private readonly List<(string Line, string Body)> _requests = [];
    private int _people;

    private Tenant(ReferenceProvider provider, EntraOptions entra, ProvisioningJobOptions options)
    {
        _provider = provider;
        Directory = new IdpDirectory(seed: 1, Clock);
        Connection = new ProvisioningConnection(
            new ScimTarget(provider.Target.BaseUrl)
            {
                Credentials = provider.Target.Credentials,
                CreateHandler = () => new Interceptor(this, provider.Server.CreateHandler()),
                Pacing = new RequestPacing(clock: Clock),
                Clock = TimeOuts,
            },
            Transcript: null);
        Entra = entra;
        Options = options with { Clock = Clock, Log = Log };
        Job = EntraProvisioning.CreateJob(Connection, Directory, entra, Options);
    }

    public SimulatedClock Clock { get; } = new(new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public ProvisioningLogList Log { get; } = new();

    public IdpDirectory Directory { get; }

    public ProvisioningConnection Connection { get; }

    public EntraOptions Entra { get; }

    public ProvisioningJobOptions Options { get; }

    public ProvisioningJob Job { get; }

    /// <summary>The clock of time-outs: nobody waits for them here.</summary>
    public ImpatientClock TimeOuts { get; } = new();

    /// <summary>Answers in the application's place with headers of its own, or throws as a network does; null lets the application answer.</summary>
    public Func<string, HttpResponseMessage?>? Network { get; set; }

    /// <summary>Answers in the application's place; null lets the application answer.</summary>
    public Func<string, (int Status, string Json)?>? Instead { get; set; }

    /// <summary>What was sent since this was last asked, as <c>METHOD /path</c> without base URL.</summary>
    public List<string> Sent
    {
        get
        {
            lock (_requests)
            {
                var lines = _requests.Select(r => r.Line).ToList();
                _requests.Clear();
                return lines;
            }
        }
    }

    /// <summary>The bodies that were sent since <see cref="Sent"/> or this was last asked.</summary>
    public List<string> SentBodies
    {
        get
        {
            lock (_requests)
            {
                var bodies = _requests.Where(r => r.Body.Length > 0).Select(r => r.Body).ToList();
                _requests.Clear();
                return bodies;
            }
        }
    }

    public static async Task<Tenant> StartAsync(EntraOptions? entra = null, ProvisioningJobOptions? options = null)
    {
        var tenant = new Tenant(
            await ReferenceProvider.StartAsync(tolerant: true),
            entra ?? new EntraOptions { Mapping = EntraMappings.Generic },
            options ?? new ProvisioningJobOptions { Probes = 0 });
        tenant.Job.Start();
        return tenant;
    }

    /// <summary>A person who has the application.</summary>
    public IdpUser Hire(bool assigned = true)
    {
        var number = ++_people;
        var user = Directory.AddUser(Directory.NewGuid(), $"person{number}@example.com");
        if (assigned)
        {
            Directory.Assign(user.Id);
        }

        return user;
    }

    public Task<CycleReport> CycleAsync() => Job.RunCycleAsync();

    /// <summary>The counterpart of an object, or null.</summary>
    public async Task<JsonObject?> ReadAsync(string objectId, string endpoint = "/Users")
    {
        if (Job.LinkOf(objectId) is not { } id)
        {
            return null;
        }

        using var client = new ScimClient(_provider.Target);
        var reply = await client.SendAsync(new ScimRequest("GET", $"{endpoint}/{id}"), new Transcript(), new FindingCollector());
        return reply.Status == 200 ? reply.Json as JsonObject : null;
    }

    /// <summary>The silence of a server, for <see cref="Network"/>: the time-out runs out.</summary>
    public HttpResponseMessage? RunOut()
    {
        TimeOuts.RunOut();
        throw new OperationCanceledException("The time-out ran out.");
    }

    /// <summary>Creates something in the application past the job.</summary>
    public async Task<string> CreateAsync(string endpoint, string json)
    {
        using var client = new ScimClient(_provider.Target);
        var reply = await client.SendAsync(new ScimRequest("POST", endpoint) { Body = Encoding.UTF8.GetBytes(json), ContentType = "application/scim+json" }, new Transcript(), new FindingCollector());
        return reply.At("id").Text()!;
    }

    public async ValueTask DisposeAsync()
    {
        Job.Dispose();
        await _provider.DisposeAsync();
    }

    private sealed class Interceptor(Tenant tenant, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var line = $"{request.Method} {request.RequestUri!.PathAndQuery[ReferenceProvider.BasePath.Length..]}";
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            lock (tenant._requests)
            {
                tenant._requests.Add((line, body));
            }

            if (tenant.Network?.Invoke(line) is { } reply)
            {
                return reply;
            }

            return tenant.Instead?.Invoke(line) is { } answer
                ? new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StringContent(answer.Json, Encoding.UTF8, "application/scim+json"), RequestMessage = request }
                : await base.SendAsync(request, cancellationToken);
        }
    }
}
