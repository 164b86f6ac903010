using Microsoft.Extensions.Logging;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Finds one tenant's resources by their rows of keys.</summary>
internal sealed partial class RelationalKeySearch(RelationalDatabase database, ResourceRows rows, string tenant, ILogger log) : IKeySearch
{
    public async ValueTask<bool> HasUnsearchableAsync(BoundResourceType type, IReadOnlyCollection<AttributeNode> attributes, CancellationToken cancel)
    {
        var statement = new SqlStatement(
            $"SELECT 1 FROM scim_key WHERE tenant = @tenant AND type = @type AND attribute {database.Dialect.IsAnyOf("@attributes")} AND NOT searchable LIMIT 1",
            ("tenant", tenant), ("type", type.Name), ("attributes", database.Dialect.List(attributes.Select(attribute => attribute.Path))));
        return (await database.QueryAsync(statement, static _ => true, cancel)).Count > 0;
    }

    public async ValueTask<int> CountAsync(KeyQuery query, CancellationToken cancel) =>
        (int)(await database.QueryAsync(Statement("SELECT COUNT(*) FROM scim_resource r ", query, ""), static row => row.GetInt64(0), cancel))[0];

    public ValueTask<IReadOnlyList<StoredResource>> ListAsync(KeyQuery query, int skip, int take, CancellationToken cancel) =>
        database.QueryAsync(Statement(ResourceRows.Select, query, "ORDER BY r.position LIMIT @take OFFSET @skip", ("take", take), ("skip", skip)), rows.Read, cancel);

    public ValueTask<IReadOnlyList<StoredResource>> ListAfterAsync(KeyQuery query, long position, int take, CancellationToken cancel) =>
        database.QueryAsync(
            Statement(ResourceRows.Select, query, "AND r.position > @position ORDER BY r.position LIMIT @take", ("position", position), ("take", take)), rows.Read, cancel);

    public void TellEvaluatedInMemory(BoundResourceType type, string shape, bool narrowed)
    {
        if (narrowed)
            LogNarrowed(log, type.Name, shape);
        else
            LogAll(log, type.Name, shape);
    }

    private SqlStatement Statement(string select, KeyQuery query, string rest, params (string Name, object Value)[] parameters)
    {
        var condition = new KeyConditionSql(database.Dialect, query.WithUnsearchable);
        var test = condition.Write(query.Condition);
        return new SqlStatement(
            $"{select} WHERE r.tenant = @tenant AND r.type = @type AND {test} {rest}", [("tenant", tenant), ("type", query.Type.Name), .. condition.Parameters, .. parameters]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The filter {Shape} on {Type} is evaluated in memory, over what its indexed part finds")]
    private static partial void LogNarrowed(ILogger log, string type, string shape);

    [LoggerMessage(Level = LogLevel.Information, Message = "The filter {Shape} on {Type} is evaluated in memory, over all resources of the type: no index serves it")]
    private static partial void LogAll(ILogger log, string type, string shape);
}
