using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>Answers queries over one resource type or several (RFC 7644 section 3.4.2).</summary>
internal sealed class ListQuery(IResourceStore store, ProviderModel model, ResourceRenderer renderer, CursorQuery cursors)
{
    /// <summary>Runs a query.</summary>
    /// <param name="types">The resource types of the endpoint.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="inUri">Whether the request came in a URI.</param>
    /// <param name="baseUrl">The base URL that the client uses.</param>
    /// <param name="cancel">Cancels the operation.</param>
    internal async ValueTask<ListPage> RunAsync(
        IReadOnlyList<BoundResourceType> types, SearchRequest request, bool inUri, string baseUrl, CancellationToken cancel)
    {
        Projection.CheckExclusive(request.Attributes, request.ExcludedAttributes);
        if (request.Cursor is { } cursor)
            return await cursors.RunAsync(types, request, cursor, inUri, baseUrl, cancel);
        var take = Math.Min(request.Count ?? model.Options.MaxResults, model.Options.MaxResults);
        if (request.Filter is null && request.SortBy is null)
            return await PageAllAsync(types, request.StartIndex, take, baseUrl, cancel);

        var rules = new FilterRules(model.Tolerance, types.Count == 1 ? UnknownName.IsError : UnknownName.HasNoValue, inUri);
        var matches = new List<Representation>();
        foreach (var type in types)
            await CollectAsync(type, request, rules, matches, baseUrl, cancel);
        var ordered = request.SortBy is { } sortBy ? new ResultOrder(types, sortBy, request.SortOrder).Sort(matches) : matches;
        return new ListPage(ordered.Count, request.StartIndex, [.. ordered.Skip(request.StartIndex - 1).Take(take)]);
    }

    private async ValueTask<ListPage> PageAllAsync(IReadOnlyList<BoundResourceType> types, int startIndex, int take, string baseUrl, CancellationToken cancel)
    {
        var (total, skip) = (0, startIndex - 1);
        var page = new List<Representation>();
        foreach (var type in types)
        {
            var count = await store.CountAsync(type, cancel);
            total += count;
            if (skip < count && page.Count < take)
                foreach (var resource in await store.ListAsync(type, skip, take - page.Count, cancel))
                    page.Add(await renderer.ShowAsync(resource, baseUrl, cancel));
            skip = Math.Max(0, skip - count);
        }

        return new ListPage(total, startIndex, page);
    }

    private async ValueTask CollectAsync(
        BoundResourceType type, SearchRequest request, FilterRules rules, List<Representation> matches, string baseUrl, CancellationToken cancel)
    {
        var passes = request.Filter is { } filter ? BoundFilter.Bind(filter, type, rules) : static _ => true;
        var candidates = request.Filter is null ? null : await IndexLookup.FindAsync(store, type, request.Filter, cancel);
        foreach (var resource in candidates ?? await store.ListAsync(type, 0, int.MaxValue, cancel))
        {
            var shown = await renderer.ShowAsync(resource, baseUrl, cancel);
            if (passes(shown.Attributes))
                matches.Add(shown);
        }
    }
}

/// <summary>One page of results.</summary>
/// <param name="Total">How many resources match, on all pages.</param>
/// <param name="StartIndex">One-based index of the page's first resource; null when paging by cursor.</param>
/// <param name="Resources">The page.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last one, and when paging by index.</param>
internal sealed record ListPage(int Total, int? StartIndex, IReadOnlyList<Representation> Resources, string? NextCursor = null);
