using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Profiles;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Tenants;

/// <summary>
/// One tenant: its store and everything that reads or writes it. Whoever holds a tenant can reach the resources of no other, so nothing
/// crosses as long as a request takes these from its own <see cref="Endpoints.ScimRequest.Tenant"/>.
/// </summary>
internal sealed class Tenant
{
    internal Tenant(string name, IResourceStores stores, ProviderModel model, TimeProvider clock, IIdSource ids)
    {
        var store = stores.Of(name);
        (Name, Store) = (name, store);
        Renderer = new ResourceRenderer(store, model);
        Operations = new ResourceOperations(store, model, Renderer, clock, ids, new AccountRules(model.Options.Profile, name, stores));
        Queries = new ListQuery(store, model, Renderer, new CursorQuery(name, store, stores.Shared, model, Renderer, clock));
    }

    internal string Name { get; }

    internal IResourceStore Store { get; }

    internal ResourceRenderer Renderer { get; }

    internal ResourceOperations Operations { get; }

    internal ListQuery Queries { get; }
}
