namespace ScimConformance.Provider.Storage;

/// <summary>The stores of all tenants over one place of storage. Nothing of one tenant is seen or changed through the store of another.</summary>
internal interface IResourceStores
{
    /// <summary>The store of one tenant, always the same object.</summary>
    /// <param name="tenant">The tenant's name, compared character by character.</param>
    IResourceStore Of(string tenant);

    /// <summary>What is of no tenant.</summary>
    ISharedState Shared { get; }
}
