using System.Collections.Concurrent;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tenants;

/// <summary>The tenants that credentials name. What a client writes into a path or a header makes no tenant.</summary>
internal sealed class TenantDirectory(IResourceStores stores, ProviderModel model, TimeProvider clock, IIdSource ids)
{
    private readonly ConcurrentDictionary<string, Tenant> tenants = new(StringComparer.Ordinal);

    /// <summary>The tenant of credentials that name none.</summary>
    internal Tenant Default => Of(ScimTenant.Default);

    /// <summary>The tenant of this name, always the same object.</summary>
    internal Tenant Of(string name) => tenants.TryGetValue(name, out var tenant) ? tenant : tenants.GetOrAdd(name, Create);

    private Tenant Create(string name) => new(name, stores, model, clock, ids);
}
