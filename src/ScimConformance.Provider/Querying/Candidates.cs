using ScimConformance.Protocol.Filters;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>The resources of one type among which the matches of a filter are, as few as the store can find without looking at each.</summary>
/// <param name="areMatches">Whether all of them match, so that the store may count them and leave pages out.</param>
internal abstract class Candidates(bool areMatches)
{
    /// <summary>Whether all of them match.</summary>
    internal bool AreMatches { get; } = areMatches;

    internal abstract ValueTask<int> CountAsync(CancellationToken cancel);

    /// <summary>Some of them, in order of creation.</summary>
    internal abstract ValueTask<IReadOnlyList<StoredResource>> ListAsync(int skip, int take, CancellationToken cancel);

    /// <summary>The first ones behind a position; fewer than asked for where there are no more.</summary>
    internal abstract ValueTask<IReadOnlyList<StoredResource>> AfterAsync(long position, int take, CancellationToken cancel);

    /// <summary>The candidates for a filter that has been bound; for none, all resources.</summary>
    internal static async ValueTask<Candidates> OfAsync(IResourceStore store, BoundResourceType type, Filter? filter, CancellationToken cancel)
    {
        if (filter is null)
            return new Everything(store, type, areMatches: true);
        if (store.Search is not { } search)
            return await IndexLookup.FindAsync(store, type, filter, cancel) is { } few ? new Few(few) : new Everything(store, type, areMatches: false);
        var translation = new KeyTranslation(type);
        var condition = translation.Translate(filter);
        var unsearchable = condition is not null && translation.Searched.Count > 0 && await search.HasUnsearchableAsync(type, translation.Searched, cancel);
        var exact = translation.IsExact && !unsearchable;
        if (!exact)
            search.TellEvaluatedInMemory(type, FilterShape.Of(filter), narrowed: condition is not null);
        return condition is null ? new Everything(store, type, areMatches: false) : new Found(search, new KeyQuery(type, condition, unsearchable), exact);
    }

    /// <summary>All resources of the type.</summary>
    private sealed class Everything(IResourceStore store, BoundResourceType type, bool areMatches) : Candidates(areMatches)
    {
        internal override ValueTask<int> CountAsync(CancellationToken cancel) => store.CountAsync(type, cancel);

        internal override ValueTask<IReadOnlyList<StoredResource>> ListAsync(int skip, int take, CancellationToken cancel) => store.ListAsync(type, skip, take, cancel);

        internal override ValueTask<IReadOnlyList<StoredResource>> AfterAsync(long position, int take, CancellationToken cancel) =>
            store.ListAfterAsync(type, position, take, cancel);
    }

    /// <summary>What an index of the store held.</summary>
    private sealed class Few(IReadOnlyList<StoredResource> found) : Candidates(areMatches: false)
    {
        internal override ValueTask<int> CountAsync(CancellationToken cancel) => ValueTask.FromResult(found.Count);

        internal override ValueTask<IReadOnlyList<StoredResource>> ListAsync(int skip, int take, CancellationToken cancel) =>
            ValueTask.FromResult<IReadOnlyList<StoredResource>>([.. found.Skip(skip).Take(take)]);

        internal override ValueTask<IReadOnlyList<StoredResource>> AfterAsync(long position, int take, CancellationToken cancel) =>
            ValueTask.FromResult(position == 0 && found.Count <= take ? found : [.. found.Where(resource => resource.Position > position).Take(take)]);
    }

    /// <summary>What the store finds by a condition on keys.</summary>
    private sealed class Found(IKeySearch search, KeyQuery query, bool areMatches) : Candidates(areMatches)
    {
        internal override ValueTask<int> CountAsync(CancellationToken cancel) => search.CountAsync(query, cancel);

        internal override ValueTask<IReadOnlyList<StoredResource>> ListAsync(int skip, int take, CancellationToken cancel) => search.ListAsync(query, skip, take, cancel);

        internal override ValueTask<IReadOnlyList<StoredResource>> AfterAsync(long position, int take, CancellationToken cancel) =>
            search.ListAfterAsync(query, position, take, cancel);
    }
}
