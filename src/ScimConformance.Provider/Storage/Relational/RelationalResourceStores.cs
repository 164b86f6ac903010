using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>The stores of all tenants in one relational database. The tenant is a column of every table and part of every key.</summary>
internal sealed class RelationalResourceStores(RelationalDatabase database, ProviderModel model, ILogger<RelationalResourceStores> log) : IResourceStores, IAsyncDisposable, IDisposable
{
    private const int LongestTenant = 200;

    private readonly ConcurrentDictionary<string, RelationalResourceStore> stores = new(StringComparer.Ordinal);

    public ISharedState Shared => field ??= new RelationalSharedState(database);

    /// <exception cref="ArgumentException">The name is longer than an index takes, or no text that every database takes.</exception>
    public IResourceStore Of(string tenant) => tenant.Length <= LongestTenant && IndexKey.IsStorable(tenant)
        ? stores.GetOrAdd(tenant, static (tenant, self) => new RelationalResourceStore(self.Database, self.Model, tenant, self.Log), (Database: database, Model: model, Log: log))
        : throw new ArgumentException($"The tenant's name has {tenant.Length} characters; a store takes up to {LongestTenant}, without NUL.", nameof(tenant));

    /// <summary>Opens the database, so that what is wrong with it shows now, and makes its keys those of the configured schemas.</summary>
    /// <exception cref="ScimStoreException">The database cannot be used, or its resources do not fit the schemas.</exception>
    internal async ValueTask PrepareAsync(CancellationToken cancel)
    {
        await database.PrepareAsync(cancel);
        await new Reindexing(database, model).RunAsync(cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => database.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
