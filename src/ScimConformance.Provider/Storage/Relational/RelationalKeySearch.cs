using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Finds one tenant's resources by their rows of keys.</summary>
internal sealed partial class RelationalKeySearch(RelationalDatabase database, ResourceRows rows, string tenant, ILogger log) : IKeySearch
{
    public async ValueTask<bool> HasUnsearchableAsync(BoundResourceType type, IReadOnlyCollection<AttributeNode> attributes, CancellationToken cancel)
    {
        var statement = new SqlStatement(
            $"SELECT 1 FROM scim_key k {database.Dialect.ByUnsearchable} WHERE k.tenant = @tenant AND k.type = @type AND k.attribute {database.Dialect.IsAnyOf("@attributes")} AND NOT k.searchable LIMIT 1",
            ("tenant", tenant), ("type", type.Name), ("attributes", database.Dialect.List(attributes.Select(attribute => attribute.Path))));
        return (await database.QueryAsync(statement, static _ => true, cancel)).Count > 0;
    }

    public async ValueTask<int> CountAsync(KeyQuery query, CancellationToken cancel) =>
        (int)(await database.QueryAsync(Statement("SELECT COUNT(*)", query, ""), static row => row.GetInt64(0), cancel))[0];

    public ValueTask<IReadOnlyList<StoredResource>> ListAsync(KeyQuery query, int skip, int take, CancellationToken cancel) =>
        ReadAsync(query, "ORDER BY s.position LIMIT @take OFFSET @skip", cancel, ("take", take), ("skip", skip));

    public ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(KeyQuery query, long position, int take, CancellationToken cancel) =>
        ReadAsync(query, "AND s.position > @position ORDER BY s.position LIMIT @take", cancel, ("position", position), ("take", take));

    public void TellEvaluatedInMemory(BoundResourceType type, string shape, bool narrowed)
    {
        if (narrowed)
            LogNarrowed(log, type.Name, shape);
        else
            LogAll(log, type.Name, shape);
    }

    /// <summary>Which resources stand on a page is decided first, by positions alone; then these are read.</summary>
    private ValueTask<IReadOnlyList<StoredResource>> ReadAsync(KeyQuery query, string page, CancellationToken cancel, params (string Name, object Value)[] parameters)
    {
        var positions = Statement("SELECT s.position", query, page, parameters);
        return database.QueryAsync(new SqlStatement($"{ResourceRows.Select} WHERE r.position {database.Dialect.IsFoundBy(positions.Text)} ORDER BY r.position", positions.Parameters), rows.Read, cancel);
    }

    private SqlStatement Statement(string select, KeyQuery query, string rest, params (string Name, object Value)[] parameters)
    {
        var condition = new KeyConditionSql(database.Dialect, query.WithUnsearchable);
        var test = condition.Write(query.Condition, "s");
        return new SqlStatement(
            $"{select} FROM scim_resource s WHERE {test} {rest}",
            [("tenant", tenant), ("type", query.Type.Name), .. condition.Parameters, .. parameters]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The filter {Shape} on {Type} is evaluated in memory, over what its indexed part finds")]
    private static partial void LogNarrowed(ILogger log, string type, string shape);

    [LoggerMessage(Level = LogLevel.Information, Message = "The filter {Shape} on {Type} is evaluated in memory, over all resources of the type: no index serves it")]
    private static partial void LogAll(ILogger log, string type, string shape);
}
