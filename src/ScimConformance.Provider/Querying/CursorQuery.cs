using System.Security.Cryptography;
using System.Text;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>
/// Answers queries page by page by cursor (RFC 9865). A page begins behind a place in an order that does not change: that of creation, or the sort
/// key before it. So a resource that is there from the first page to the last, keeps matching and keeps its sort key, is shown once, whatever else
/// comes and goes. Only one page is held in memory. There is no way back: previousCursor is optional.
/// </summary>
internal sealed class CursorQuery(string tenant, IResourceStore store, ISharedState shared, ProviderModel model, ResourceRenderer renderer, TimeProvider clock)
{
    private const int Chunk = 256;

    // A sort key longer than this would not fit into a URL; values that differ only behind it are in order of creation.
    private const int KeyLength = 512;

    private CursorSeal? ready;

    /// <summary>Runs a query; see <see cref="ListQuery.RunAsync"/>.</summary>
    internal async ValueTask<ListPage> RunAsync(
        IReadOnlyList<BoundResourceType> types, SearchRequest request, string text, bool inUri, string baseUrl, CancellationToken cancel)
    {
        var seal = ready ??= new CursorSeal(await KeyAsync(cancel), model.Options.CursorTimeout, clock);
        var query = Fingerprint(types, request);
        Cursor? from = text.Length == 0 ? null : seal.Open(text, query);
        if (from is { } begun && begun.Count != request.Count)
            throw ScimError.InvalidCount(
                $"\"count\" is {Say(request.Count)}, and the walk began with {Say(begun.Count)}; send the same count with every page.").ToException();
        var rules = new FilterRules(model.Tolerance, types.Count == 1 ? UnknownName.IsError : UnknownName.HasNoValue, inUri);
        var filters = types.Select(type => request.Filter is { } filter ? BoundFilter.Bind(filter, type, rules) : null).ToList();
        var search = new Search(types.Count, filters, baseUrl, cancel);
        foreach (var type in types)
            search.Candidates.Add(await Candidates.OfAsync(store, type, request.Filter, cancel));
        var take = Math.Min(request.Count ?? model.Options.MaxResults, model.Options.MaxResults);
        var (page, more, total) = request.SortBy is { } sortBy
            ? await SortedAsync(search, new ResultOrder(types, sortBy, request.SortOrder), from, take)
            : await UnsortedAsync(search, from, take);
        // A page of no resources has no next one: nobody could ever reach the end.
        var next = more && page.Count > 0 ? page[^1].Place with { Count = request.Count, Total = total } : (Cursor?)null;
        return new ListPage(total, null, [.. page.Select(item => item.Shown)], next is { } cursor ? seal.Close(cursor, query) : null);
    }

    private async ValueTask<(List<Item> Page, bool More, int Total)> UnsortedAsync(Search search, Cursor? from, int take)
    {
        var page = new List<Item>();
        var seen = 0;
        // Where all candidates match the store counts; else the first page counts for the whole walk, because to count is to look at everything.
        var storeCounts = search.Candidates.TrueForAll(candidates => candidates.AreMatches);
        var count = !storeCounts && from is null;
        for (var type = from?.Type ?? 0; type < search.Types && (count || seen <= take); type++)
            await foreach (var shown in MatchesAsync(search, type, type == from?.Type ? from.Value.Position : 0, storeCounts ? take - page.Count + 1 : Chunk))
            {
                if (page.Count < take)
                    page.Add(new Item(shown, new Cursor(type, shown.Resource.Position, default, null, 0)));
                if (++seen > take && !count)
                    break;
            }

        return (page, seen > page.Count, storeCounts ? await CountAsync(search) : from?.Total ?? seen);
    }

    private async ValueTask<(List<Item> Page, bool More, int Total)> SortedAsync(Search search, ResultOrder order, Cursor? from, int take)
    {
        var total = 0;
        var places = Comparer<Cursor>.Create((left, right) => order.Compare(left.Key, right.Key) is var key && key != 0 ? key
            : left.Type != right.Type ? left.Type.CompareTo(right.Type) : left.Position.CompareTo(right.Position));
        // The page and one more; the last of them is the first to go.
        var first = new PriorityQueue<Item, Cursor>(Comparer<Cursor>.Create((left, right) => places.Compare(right, left)));
        for (var type = 0; type < search.Types; type++)
            await foreach (var shown in MatchesAsync(search, type, 0, Chunk))
            {
                total++;
                var place = new Cursor(type, shown.Resource.Position, order.KeyOf(shown).Cut(KeyLength), null, 0);
                if (from is { } last && places.Compare(place, last) <= 0)
                    continue;
                first.Enqueue(new Item(shown, place), place);
                if (first.Count > take + 1)
                    first.Dequeue();
            }

        var more = first.Count > take;
        if (more)
            first.Dequeue();
        var page = first.UnorderedItems.Select(entry => entry.Element).OrderBy(item => item.Place, places).ToList();
        return (page, more, total);
    }

    /// <summary>What matches of one type behind a position, in order of creation.</summary>
    private async IAsyncEnumerable<Representation> MatchesAsync(Search search, int index, long position, int chunk)
    {
        var (candidates, filter) = (search.Candidates[index], search.Filters[index]);
        while (true)
        {
            var batch = await candidates.AfterAsync(position, chunk, search.Cancel);
            foreach (var resource in batch)
                if (await ResourceFilter.ShowAsync(filter, renderer, resource, search.BaseUrl, search.Cancel) is { } shown)
                    yield return shown;

            if (batch.Count < chunk)
                yield break;
            position = batch[^1].Position;
        }
    }

    private static async ValueTask<int> CountAsync(Search search)
    {
        var total = 0;
        foreach (var candidates in search.Candidates)
            total += await candidates.CountAsync(search.Cancel);
        return total;
    }

    /// <summary>What must be the same in all requests of a walk, beside the count. Letter case is left aside, as names of attributes have none.</summary>
    private string Fingerprint(IReadOnlyList<BoundResourceType> types, SearchRequest request) => string.Join(
        '\n',
        [tenant, .. types.Select(type => type.Name), $"{request.Filter}".ToUpperInvariant(), $"{request.SortBy}".ToUpperInvariant(), $"{request.SortOrder}"]);

    private ValueTask<byte[]> KeyAsync(CancellationToken cancel) => model.Options.CursorKey is { } chosen
        ? ValueTask.FromResult(SHA256.HashData(Encoding.UTF8.GetBytes(chosen)))
        : shared.GetSecretAsync("cursor", cancel);

    private static string Say(int? count) => count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "missing";

    /// <summary>What is looked through: for each type the candidates and what must hold of them.</summary>
    private sealed record Search(int Types, IReadOnlyList<ResourceFilter?> Filters, string BaseUrl, CancellationToken Cancel)
    {
        internal List<Candidates> Candidates { get; } = [];
    }

    private readonly record struct Item(Representation Shown, Cursor Place);
}
