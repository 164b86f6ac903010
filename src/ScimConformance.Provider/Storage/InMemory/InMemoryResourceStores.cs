using System.Collections.Concurrent;

namespace ScimConformance.Provider.Storage.InMemory;

/// <summary>A store in memory for each tenant.</summary>
internal sealed class InMemoryResourceStores : IResourceStores
{
    private readonly ConcurrentDictionary<string, InMemoryResourceStore> stores = new(StringComparer.Ordinal);

    public ISharedState Shared { get; } = new InMemorySharedState();

    public IResourceStore Of(string tenant) => stores.GetOrAdd(tenant, static _ => new InMemoryResourceStore());
}
