using System.Data.Common;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Makes the rows of keys anew where the schemas index other attributes, or compare them in another way, than when the rows were written.</summary>
internal sealed class Reindexing(RelationalDatabase database, ProviderModel model)
{
    private const int Chunk = 500;

    private const string Next =
        "SELECT r.tenant, r.type, r.id, r.position, r.attributes FROM scim_resource r WHERE r.position > @position ORDER BY r.position LIMIT @take";

    /// <summary>Compares what is indexed with what was, and works through all resources where it differs.</summary>
    /// <exception cref="ScimStoreException">Two resources have a value that must now be unique.</exception>
    internal async ValueTask RunAsync(CancellationToken cancel)
    {
        var wanted = string.Join('\n', model.Types.SelectMany(type => type.Indexed.Select(steps => Describe(type, steps.Leaf))).Order(StringComparer.Ordinal));
        var present = (await database.QueryAsync(new SqlStatement("SELECT description FROM scim_indexed"), static row => row.GetString(0), cancel)).SingleOrDefault();
        if (present == wanted)
            return;
        // Until the end the rows are nobody's: whoever starts in between, with whatever schemas, begins again.
        await NoteAsync("", cancel);
        var position = 0L;
        IReadOnlyList<Row> rows;
        do
        {
            rows = await database.QueryAsync(new SqlStatement(Next, ("position", position), ("take", Chunk)), Read, cancel);
            var steps = rows.SelectMany(row => new CommitSteps(database.Dialect, row.Tenant).OfKeys(row.Type, row.Id, row.Keys)).ToList();
            if (await database.CommitAsync(steps, cancel) is { Outcome: CommitOutcome.NotUnique, Subject: var attribute })
                throw new ScimStoreException($"Two stored resources have the same value of {attribute}, which must be unique by the configured schemas. Change one of them with the schemas by which they were stored, then start again.");
            position = rows.Count > 0 ? rows[^1].Position : position;
        }
        while (rows.Count == Chunk);
        await NoteAsync(wanted, cancel);
    }

    private static string Describe(BoundResourceType type, AttributeNode leaf) => string.Join(
        '\t', type.Name, leaf.Path, leaf.Definition.Uniqueness, leaf.Definition.Type, ReferenceEquals(leaf.Definition.Comparer, StringComparer.Ordinal) ? "case counts" : "");

    private async ValueTask NoteAsync(string description, CancellationToken cancel) => await database.CommitAsync(
    [
        new CommitStep(
            new SqlStatement(
                "INSERT INTO scim_indexed (one, description) VALUES (1, @description) ON CONFLICT (one) DO UPDATE SET description = excluded.description", ("description", description)),
            Returns: false, Refuse: null),
    ], cancel);

    private Row Read(DbDataReader row)
    {
        var name = row.GetString(1);
        var type = model.FindType(name);
        return new Row(row.GetString(0), name, row.GetString(2), row.GetInt64(3), type is null ? [] : IndexEntries.Of(type, StoredAttributes.Read(type, row.GetFieldValue<byte[]>(4))));
    }

    private sealed record Row(string Tenant, string Type, string Id, long Position, IReadOnlyList<IndexEntry> Keys);
}
