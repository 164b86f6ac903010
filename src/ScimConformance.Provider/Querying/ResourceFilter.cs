using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>A filter on the resources of one type.</summary>
/// <param name="passes">Whether attributes match.</param>
/// <param name="readsStored">Whether the stored attributes tell. Then what does not match need not be completed, as nearly all resources that a filter looks through.</param>
internal sealed class ResourceFilter(Predicate<AttributeValue> passes, bool readsStored)
{
    /// <summary>A resource as clients see it; null where it does not match.</summary>
    /// <param name="filter">The filter; null for one that everything matches.</param>
    /// <param name="renderer">Completes resources.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="baseUrl">The base URL that the client uses.</param>
    /// <param name="cancel">Cancels the operation.</param>
    internal static async ValueTask<Representation?> ShowAsync(
        ResourceFilter? filter, ResourceRenderer renderer, StoredResource resource, string baseUrl, CancellationToken cancel) =>
        filter is null ? await renderer.ShowAsync(resource, baseUrl, cancel) : await filter.ShowMatchAsync(renderer, resource, baseUrl, cancel);

    private async ValueTask<Representation?> ShowMatchAsync(ResourceRenderer renderer, StoredResource resource, string baseUrl, CancellationToken cancel)
    {
        if (readsStored)
            return passes(resource.Attributes) ? await renderer.ShowAsync(resource, baseUrl, cancel) : null;
        var shown = await renderer.ShowAsync(resource, baseUrl, cancel);
        return passes(shown.Attributes) ? shown : null;
    }
}
