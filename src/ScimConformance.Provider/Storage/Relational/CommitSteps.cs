namespace ScimConformance.Provider.Storage.Relational;

/// <summary>
/// Turns the changes of a commit into statements, of which each says when it refuses the commit. Nothing is read beforehand: revisions,
/// uniqueness and the existence of members are decided by the statements that write, so two processes cannot both be right.
/// </summary>
internal sealed class CommitSteps(SqlDialect dialect, string tenant)
{
    // Keys and members refer to a resource by its position, which a new one gets from its insertion.
    private const string Resource = "scim_resource r WHERE r.tenant = @tenant AND r.id = @id";

    private const string Insert =
        """
        INSERT INTO scim_resource (tenant, type, id, created, modified, revision, label, attributes)
        VALUES (@tenant, @type, @id, @created, @modified, @revision, @label, @attributes)
        ON CONFLICT (tenant, id) DO NOTHING RETURNING position
        """;

    private const string Update =
        """
        UPDATE scim_resource SET modified = @modified, revision = @revision, label = @label, attributes = @attributes
        WHERE tenant = @tenant AND id = @id AND revision = @expected
        """;

    private const string Delete = "DELETE FROM scim_resource WHERE tenant = @tenant AND id = @id AND revision = @expected";

    private const string FindGroup = "SELECT resource FROM scim_member WHERE tenant = @tenant AND member = @id LIMIT 1";

    // A unique key that somebody else has is not inserted; where somebody is about to, the insertion waits for the end of that transaction.
    private const string InsertKey =
        $"""
        INSERT INTO scim_key (tenant, type, attribute, value, is_unique, searchable, resource)
        SELECT @tenant, @type, @attribute, @value, @unique, @searchable, r.position FROM {Resource} ON CONFLICT DO NOTHING
        """;

    private const string DeleteKey =
        $"""
        DELETE FROM scim_key WHERE tenant = @tenant AND type = @type AND attribute = @attribute AND value = @value
        AND resource = (SELECT r.position FROM {Resource})
        """;

    // To count resources is to read all their rows, and every list says how many there are.
    private const string Recount =
        """
        INSERT INTO scim_total (tenant, type, total) VALUES (@tenant, @type, @change)
        ON CONFLICT (tenant, type) DO UPDATE SET total = scim_total.total + excluded.total
        """;

    private readonly List<CommitStep> steps = [];

    /// <summary>
    /// The statements in an order in which commits rarely wait for each other in a circle: additions; then rows that must stay, which wait for
    /// removals only; then removals; then replacements.
    /// </summary>
    internal IReadOnlyList<CommitStep> Of(IReadOnlyList<ResourceChange> changes)
    {
        if (dialect.TakeTurnToAdd is { } takeTurn && changes.Any(change => change.Kind == ChangeKind.Add))
            Add(takeTurn, null, returns: true);
        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Add))
            AddResource(change.New!);
        Require([.. changes.Where(change => change.Kind == ChangeKind.Require).Select(change => change.Id).Distinct(StringComparer.Ordinal)]);
        foreach (var change in InOrder(changes, ChangeKind.Remove))
            Add(Delete, WroteOne(new CommitResult(CommitOutcome.Changed, change.Id)), false, ("id", change.Id), ("expected", change.Expected!.Revision));
        foreach (var change in InOrder(changes, ChangeKind.Replace))
            Replace(change);
        // Somebody may have become a member after the groups were looked up.
        foreach (var change in InOrder(changes, ChangeKind.Remove))
            Add(FindGroup, (_, found) => found.Count > 0 ? new CommitResult(CommitOutcome.Changed, change.Id) : null, true, ("id", change.Id));
        // Every addition and removal writes the totals, so they come last and are waited for shortly.
        foreach (var type in changes.Where(change => change.Kind is ChangeKind.Add or ChangeKind.Remove).GroupBy(change => (change.New ?? change.Expected)!.Type.Name).OrderBy(type => type.Key, StringComparer.Ordinal))
            Add(Recount, null, false, ("type", type.Key), ("change", type.Sum(change => change.Kind == ChangeKind.Add ? 1 : -1)));
        return steps;
    }

    /// <summary>The statements that put new keys in the place of those of a resource.</summary>
    internal IReadOnlyList<CommitStep> OfKeys(string type, string id, IEnumerable<IndexEntry> keys)
    {
        Add($"DELETE FROM scim_key WHERE resource = (SELECT r.position FROM {Resource})", null, false, ("id", id));
        AddKeys(type, id, keys);
        return steps;
    }

    private static IEnumerable<ResourceChange> InOrder(IReadOnlyList<ResourceChange> changes, ChangeKind kind) =>
        changes.Where(change => change.Kind == kind).OrderBy(change => change.Id, StringComparer.Ordinal);

    private void AddResource(StoredResource resource)
    {
        Add(Insert, (_, position) =>
        {
            // A linked account brings its identifier with it; nobody else can.
            if (position.Count == 0)
                return new CommitResult(CommitOutcome.NotUnique, ResourceChange.IdAttribute);
            resource.Position = (long)position[0];
            return null;
        }, true, [("type", resource.Type.Name), ("id", resource.Id), ("created", resource.Created.ToUnixTimeMilliseconds()), .. StateOf(resource)]);
        AddKeys(resource.Type.Name, resource.Id, resource.Index);
        AddMembers(resource, resource.Members);
    }

    private void Replace(ResourceChange change)
    {
        var (expected, resource) = (change.Expected!, change.New!);
        Add(Update, WroteOne(new CommitResult(CommitOutcome.Changed, resource.Id)), false, [("id", resource.Id), ("expected", expected.Revision), .. StateOf(resource)]);
        if (!ReferenceEquals(expected.Index, resource.Index))
        {
            foreach (var entry in expected.Index.Except(resource.Index))
                Add(DeleteKey, null, false, ("id", resource.Id), ("type", resource.Type.Name), ("attribute", entry.Attribute.Path), ("value", IndexKey.Of(entry.Key)));
            AddKeys(resource.Type.Name, resource.Id, resource.Index.Except(expected.Index));
        }

        var gone = change.Left;
        if (gone.Count > 0)
            Add($"DELETE FROM scim_member WHERE resource = (SELECT r.position FROM {Resource}) AND member {dialect.IsAnyOf("@members")}", null, false, ("id", resource.Id), ("members", dialect.List(gone)));
        AddMembers(resource, change.Joined);
    }

    private static (string, object)[] StateOf(StoredResource resource) =>
    [
        ("modified", resource.LastModified.ToUnixTimeMilliseconds()), ("revision", resource.Revision), ("label", ResourceRows.LabelOf(resource)),
        ("attributes", StoredAttributes.Write(resource.Attributes)),
    ];

    private void AddKeys(string type, string id, IEnumerable<IndexEntry> keys)
    {
        foreach (var entry in keys)
        {
            var value = IndexKey.Of(entry.Key);
            Add(InsertKey, entry.IsUnique ? WroteOne(new CommitResult(CommitOutcome.NotUnique, entry.Attribute.Path)) : null, false,
                ("id", id), ("type", type), ("attribute", entry.Attribute.Path), ("value", value),
                ("unique", entry.IsUnique), ("searchable", IndexKey.IsSearchable(entry, value)));
        }
    }

    private void AddMembers(StoredResource resource, IReadOnlyCollection<string> members)
    {
        if (members.Count > 0)
            Add($"INSERT INTO scim_member (tenant, member, resource) SELECT @tenant, item, r.position FROM {dialect.ItemsOf("@members")}, {Resource} ON CONFLICT DO NOTHING", null, false,
                ("id", resource.Id), ("members", dialect.List(members)));
    }

    private void Require(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
            return;
        Add($"SELECT id FROM scim_resource WHERE tenant = @tenant AND id {dialect.IsAnyOf("@ids")} ORDER BY id {dialect.KeepRows}",
            (_, found) => found.Count == ids.Count ? null : new CommitResult(CommitOutcome.Missing, ids.Except(found.Cast<string>(), StringComparer.Ordinal).First()), true,
            ("ids", dialect.List(ids)));
    }

    private static Func<int, IReadOnlyList<object>, CommitResult?> WroteOne(CommitResult otherwise) => (written, _) => written == 1 ? null : otherwise;

    private void Add(string text, Func<int, IReadOnlyList<object>, CommitResult?>? refuse, bool returns, params (string, object)[] parameters) =>
        steps.Add(new CommitStep(new SqlStatement(text, [("tenant", tenant), .. parameters]), returns, refuse));
}
