using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>
/// Keeps one tenant's resources in a relational database: a row for each resource, and rows for its index keys and its members. Each read
/// makes new objects, so nothing is kept from one request to the next that another process might have changed in between.
/// </summary>
internal sealed class RelationalResourceStore : IResourceStore
{
    private readonly RelationalDatabase database;
    private readonly string tenant;
    private readonly ResourceRows rows;

    internal RelationalResourceStore(RelationalDatabase database, ProviderModel model, string tenant, ILogger log)
    {
        (this.database, this.tenant, rows) = (database, tenant, new ResourceRows(model));
        Search = new RelationalKeySearch(database, rows, tenant, log);
    }

    public IKeySearch? Search { get; }

    public bool KeepsObjects => false;

    /// <summary>Always the same: every read makes new objects.</summary>
    public long MembershipVersion => 0;

    public async ValueTask<StoredResource?> GetAsync(BoundResourceType type, string id, CancellationToken cancel) =>
        await GetAnyAsync(id, cancel) is { } resource && resource.Type == type ? resource : null;

    public async ValueTask<StoredResource?> GetAnyAsync(string id, CancellationToken cancel) =>
        IndexKey.IsStorable(id) ? (await ReadAsync(ResourceRows.ById, cancel, ("id", id))).SingleOrDefault() : null;

    public ValueTask<IReadOnlyList<StoredResource>> FindAsync(BoundResourceType type, AttributeNode attribute, string key, CancellationToken cancel) =>
        ReadAsync(ResourceRows.ByKey, cancel, ("type", type.Name), ("attribute", attribute.Path), ("value", IndexKey.Of(key)));

    public async ValueTask<int> CountAsync(BoundResourceType type, CancellationToken cancel) =>
        (int)(await database.QueryAsync(Statement(ResourceRows.Count, ("type", type.Name)), static row => row.GetInt64(0), cancel)).SingleOrDefault();

    public ValueTask<IReadOnlyList<StoredResource>> ListAsync(BoundResourceType type, int skip, int take, CancellationToken cancel) =>
        ReadAsync(ResourceRows.Page, cancel, ("type", type.Name), ("take", take), ("skip", skip));

    public ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(BoundResourceType type, long position, int take, CancellationToken cancel) =>
        ReadAsync(ResourceRows.PageAfter, cancel, ("type", type.Name), ("position", position), ("take", take));

    public ValueTask<IReadOnlyList<StoredResource>> GroupsOfAsync(string memberId, CancellationToken cancel) =>
        IndexKey.IsStorable(memberId) ? ReadAsync(ResourceRows.GroupsOf, cancel, ("member", memberId)) : ValueTask.FromResult<IReadOnlyList<StoredResource>>([]);

    public async ValueTask<IReadOnlyList<GroupMembership>> MembershipsAsync(string memberId, CancellationToken cancel) => IndexKey.IsStorable(memberId)
        ? rows.ReadMemberships((await database.QueryAsync(
            Statement(ResourceRows.MembershipsOf, ("member", memberId)), static row => row.IsDBNull(0) ? null : row.GetString(0), cancel))[0])
        : [];

    public async ValueTask<IReadOnlyDictionary<string, BoundResourceType>> TypesOfAsync(IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = await database.QueryAsync(
            Statement(ResourceRows.TypesOf(database.Dialect), ("ids", database.Dialect.List(ids.Where(IndexKey.IsStorable)))), static row => (Id: row.GetString(0), Type: row.GetString(1)), cancel);
        return found.ToDictionary(row => row.Id, row => rows.TypeOf(row.Type), StringComparer.Ordinal);
    }

    public async ValueTask<CommitResult> CommitAsync(IReadOnlyList<ResourceChange> changes, CancellationToken cancel) =>
        await database.CommitAsync(new CommitSteps(database.Dialect, tenant).Of(changes), cancel);

    private ValueTask<IReadOnlyList<StoredResource>> ReadAsync(string text, CancellationToken cancel, params (string Name, object Value)[] parameters) =>
        database.QueryAsync(Statement(text, parameters), rows.Read, cancel);

    private SqlStatement Statement(string text, params (string Name, object Value)[] parameters) => new(text, [("tenant", tenant), .. parameters]);
}
