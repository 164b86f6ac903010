using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>Answers queries over one resource type or several (RFC 7644 section 3.4.2).</summary>
internal sealed class ListQuery(IResourceStore store, ProviderModel model, ResourceRenderer renderer)
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
        var take = Math.Min(request.Count ?? model.Options.MaxResults, model.Options.MaxResults);
        if (request.Filter is null && request.SortBy is null)
            return await PageAllAsync(types, request.StartIndex, take, baseUrl, cancel);

        var rules = new FilterRules(model.Tolerance, types.Count == 1 ? UnknownName.IsError : UnknownName.HasNoValue, inUri);
        var matches = new List<Representation>();
        foreach (var type in types)
            await CollectAsync(type, request, rules, matches, baseUrl, cancel);
        var ordered = request.SortBy is { } sortBy ? Sort(types, matches, sortBy, request.SortOrder == SortOrder.Descending) : matches;
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

    /// <summary>Sorts; equal ones stay in order of creation. Resources without the attribute come last, or first when descending (RFC 7644 section 3.4.2.3).</summary>
    private static List<Representation> Sort(IReadOnlyList<BoundResourceType> types, List<Representation> matches, AttributePath sortBy, bool descending)
    {
        var keys = types.ToDictionary(type => type, type => ResolveSortKey(type, sortBy, types.Count == 1));
        var comparer = Comparer<(AttributeNode? Node, AttributeValue? Value)>.Create(static (left, right) => (left.Value, right.Value) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => Comparison.Order(left.Node!, left.Value, right.Value),
        });
        (AttributeNode?, AttributeValue?) KeyOf(Representation shown) =>
            keys[shown.Resource.Type] is { } steps ? (steps.Leaf, steps.SortKey(shown.Attributes)) : (null, null);
        return [.. descending ? matches.OrderByDescending(KeyOf, comparer) : matches.OrderBy(KeyOf, comparer)];
    }

    private static AttributeSteps? ResolveSortKey(BoundResourceType type, AttributePath sortBy, bool mustExist)
    {
        var node = type.Resolve(sortBy.Urn, sortBy.Attribute, sortBy.SubAttribute);
        if (node is { IsComplex: true, MultiValued: true, Value: { } value })
            node = value;
        if (node is null && !mustExist)
            return null;
        return node switch
        {
            null => throw ScimError.InvalidValue($"\"sortBy\" names \"{sortBy}\", which is not an attribute of {type.Name}.").ToException(),
            { IsInsideSecret: true } => throw ScimError.InvalidValue($"\"sortBy\" names \"{node.Path}\", which is never returned.").ToException(),
            { IsComplex: true } => throw ScimError.InvalidValue(
                $"\"sortBy\" names \"{node.Path}\", which is complex; name a sub-attribute such as \"{node.Path}.{node.Children[0].Name}\".").ToException(),
            _ => new AttributeSteps(type.Root, node),
        };
    }
}

/// <summary>One page of results.</summary>
/// <param name="Total">How many resources match, on all pages.</param>
/// <param name="StartIndex">One-based index of the page's first resource.</param>
/// <param name="Resources">The page.</param>
internal sealed record ListPage(int Total, int StartIndex, IReadOnlyList<Representation> Resources);
