using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Testing;
using ScimConformance.Testing.Postgres;

namespace ScimConformance.Checks.Tests;

/// <summary>The whole catalogue on every store, and on two provider nodes over one database with requests alternating between them.</summary>
public sealed class StoreCatalogueTests
{
    private string _folder = "";
    private string? _place;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scim-catalogue-").FullName;

    [TearDown]
    public async Task RemovePlaces()
    {
        Directory.Delete(_folder, recursive: true);
        if (Interlocked.Exchange(ref _place, null) is { } place)
        {
            await TestPostgres.RemovePlaceAsync(place);
        }
    }

    [Test]
    public Task Every_check_passes_in_memory([Values] bool tolerant) => RunAsync(tolerant, _ => { }, nodes: 1);

    [Test]
    public Task Every_check_passes_on_SQLite([Values] bool tolerant) =>
        RunAsync(tolerant, services => services.AddScimSqliteStore(Path.Combine(_folder, "scim.db")), nodes: 1);

    [Test]
    public async Task Every_check_passes_on_PostgreSQL([Values] bool tolerant, [Values(1, 2)] int nodes)
    {
        _place = await TestPostgres.NewPlaceAsync();
        await RunAsync(tolerant, services => services.AddScimPostgresStore(_place), nodes);
    }

    private static async Task RunAsync(bool tolerant, Action<IServiceCollection> store, int nodes)
    {
        var providers = new List<ReferenceProvider>();
        try
        {
            for (var i = 0; i < nodes; i++)
            {
                providers.Add(await ReferenceProvider.StartAsync(tolerant: tolerant, services: store));
            }

            var target = new ScimTarget(providers[0].Target.BaseUrl)
            {
                Scim11BaseUrl = providers[0].Target.Scim11BaseUrl,
                Credentials = providers[0].Target.Credentials,
                CreateHandler = () => new TakingTurns([.. providers.Select(provider => provider.Server.CreateHandler())]),
            }.WithSecondTenant(providers[0].Target.SecondTenant!.Credentials, providers[0].Target.SecondTenant!.BaseUrl).WithLoad(20);
            var entries = FullCatalogue.Instance.Entries.Where(e => FullCatalogue.NeedsTolerance(e.Spec) == tolerant).ToList();
            using var runner = await CheckRunner.ConnectAsync(target, new TestDataOptions { Seed = 1 });
            var outcomes = await new PlanRunner(runner).RunAsync(entries);

            var wrong = outcomes.Where(o => o.Status != CheckStatus.Passed).Select(o => $"{o.Entry.Check.Id} {o.Status}: {o.Message ?? o.Reason}");
            Assert.That(outcomes, Has.Count.EqualTo(entries.Count));
            Assert.That(wrong, Is.Empty);
        }
        finally
        {
            foreach (var provider in providers)
            {
                await provider.DisposeAsync();
            }
        }
    }

    /// <summary>Leads each request to the next of several servers.</summary>
    private sealed class TakingTurns(IReadOnlyList<HttpMessageHandler> servers) : HttpMessageHandler
    {
        private readonly IReadOnlyList<HttpMessageInvoker> _servers = [.. servers.Select(server => new HttpMessageInvoker(server))];
        private uint _next;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _servers[(int)(Interlocked.Increment(ref _next) % _servers.Count)].SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            foreach (var server in _servers)
            {
                server.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}

/// <summary>Stops the PostgreSQL server after the last test.</summary>
[SetUpFixture]
public sealed class PostgresEnd
{
    [OneTimeTearDown]
    public Task Stop() => TestPostgres.StopAsync();
}
