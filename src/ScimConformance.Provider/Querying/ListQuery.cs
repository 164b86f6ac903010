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
        var rules = new FilterRules(model.Tolerance, types.Count == 1 ? UnknownName.IsError : UnknownName.HasNoValue, inUri);
        var search = new Search(renderer, baseUrl, cancel);
        foreach (var type in types)
        {
            var bound = request.Filter is { } filter ? BoundFilter.Bind(filter, type, rules) : null;
            search.Parts.Add((await Candidates.OfAsync(store, type, request.Filter, cancel), bound));
        }

        return request.SortBy is { } sortBy
            ? await SortAsync(search, new ResultOrder(types, sortBy, request.SortOrder), request.StartIndex, take)
            : await PageAsync(search, request.StartIndex, take);
    }

    private static async ValueTask<ListPage> SortAsync(Search search, ResultOrder order, int startIndex, int take)
    {
        var matches = new List<Representation>();
        foreach (var (candidates, filter) in search.Parts)
            await search.VisitAsync(candidates, filter, matches.Add);
        return new ListPage(matches.Count, startIndex, [.. order.Sort(matches).Skip(startIndex - 1).Take(take)]);
    }

    /// <summary>Without an order, where all candidates match, the store counts and passes over what stands on other pages.</summary>
    private static async ValueTask<ListPage> PageAsync(Search search, int startIndex, int take)
    {
        var (total, skip) = (0, startIndex - 1);
        var page = new List<Representation>();
        foreach (var (candidates, filter) in search.Parts)
        {
            var count = 0;
            if (candidates.AreMatches)
            {
                count = await candidates.CountAsync(search.Cancel);
                if (skip < count && page.Count < take)
                    foreach (var resource in await candidates.ListAsync(skip, take - page.Count, search.Cancel))
                        if (await search.ShowAsync(filter, resource) is { } shown)
                            page.Add(shown);
            }
            else
            {
                await search.VisitAsync(candidates, filter, shown =>
                {
                    if (count++ >= skip && page.Count < take)
                        page.Add(shown);
                });
            }

            total += count;
            skip = Math.Max(0, skip - count);
        }

        return new ListPage(total, startIndex, page);
    }

    /// <summary>The candidates of each type with what must hold of them.</summary>
    private sealed record Search(ResourceRenderer Renderer, string BaseUrl, CancellationToken Cancel)
    {
        private const int Chunk = 1_000;

        internal List<(Candidates Candidates, ResourceFilter? Filter)> Parts { get; } = [];

        internal ValueTask<Representation?> ShowAsync(ResourceFilter? filter, StoredResource resource) => ResourceFilter.ShowAsync(filter, Renderer, resource, BaseUrl, Cancel);

        /// <summary>Looks at all candidates, some at a time.</summary>
        internal async ValueTask VisitAsync(Candidates candidates, ResourceFilter? filter, Action<Representation> visit)
        {
            IReadOnlyList<StoredResource> chunk;
            var position = 0L;
            do
            {
                chunk = await candidates.AfterAsync(position, Chunk, Cancel);
                foreach (var resource in chunk)
                    if (await ShowAsync(filter, resource) is { } shown)
                        visit(shown);
                position = chunk.Count > 0 ? chunk[^1].Position : position;
            }
            while (chunk.Count == Chunk);
        }
    }
}

/// <summary>One page of results.</summary>
/// <param name="Total">How many resources match, on all pages.</param>
/// <param name="StartIndex">One-based index of the page's first resource; null when paging by cursor.</param>
/// <param name="Resources">The page.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last one, and when paging by index.</param>
internal sealed record ListPage(int Total, int? StartIndex, IReadOnlyList<Representation> Resources, string? NextCursor = null);
