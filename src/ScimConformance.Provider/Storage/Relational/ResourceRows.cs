using System.Data.Common;
using System.Text.Json;
using ScimConformance.Provider.Operations;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Storage.Relational;

/// <summary>Reads resources from rows, each with the groups of which it is a member itself: one statement, so one state of the database.</summary>
internal sealed class ResourceRows(ProviderModel model)
{
    // The label holds what members show of a group; whether the group is a member itself tells whether there is more to look up.
    private const string Memberships =
        """
        SELECT string_agg('[' || g.label || CASE WHEN EXISTS (SELECT 1 FROM scim_member n WHERE n.tenant = g.tenant AND n.member = g.id) THEN ',true]' ELSE ',false]' END, ',' ORDER BY g.position)
        FROM scim_member m JOIN scim_resource g ON g.position = m.resource
        """;

    /// <summary>Rows r of resources, to be followed by WHERE.</summary>
    internal const string Select =
        $"SELECT r.type, r.id, r.position, r.created, r.modified, r.revision, r.attributes, ({Memberships} WHERE m.tenant = r.tenant AND m.member = r.id) FROM scim_resource r ";

    internal const string ById = $"{Select} WHERE r.tenant = @tenant AND r.id = @id";

    internal const string ByKey =
        $"{Select} JOIN scim_key k ON k.resource = r.position WHERE k.tenant = @tenant AND k.type = @type AND k.attribute = @attribute AND k.value = @value ORDER BY k.resource";

    // To pass over thousands of resources costs least where nothing of them is read but their positions.
    internal const string Page =
        $"{Select} WHERE r.position IN (SELECT s.position FROM scim_resource s WHERE s.tenant = @tenant AND s.type = @type ORDER BY s.position LIMIT @take OFFSET @skip) ORDER BY r.position";

    internal const string PageAfter = $"{Select} WHERE r.tenant = @tenant AND r.type = @type AND r.position > @position ORDER BY r.position LIMIT @take";

    internal const string Count = "SELECT total FROM scim_total WHERE tenant = @tenant AND type = @type";

    internal const string GroupsOf =
        $"{Select} WHERE r.position IN (SELECT resource FROM scim_member WHERE tenant = @tenant AND member = @member) ORDER BY r.position";

    internal const string MembershipsOf = $"{Memberships} WHERE m.tenant = @tenant AND m.member = @member";

    internal static string TypesOf(SqlDialect dialect) => $"SELECT id, type FROM scim_resource WHERE tenant = @tenant AND id {dialect.IsAnyOf("@ids")}";

    /// <summary>What members show of a group, as the elements of a JSON array; "" for a resource that is none.</summary>
    internal static string LabelOf(StoredResource resource)
    {
        if (resource.Type.Members is null)
            return "";
        var json = JsonSerializer.Serialize((string?[])[resource.Type.Name, resource.Id, GroupMembership.DisplayOf(resource)]);
        return json[1..^1];
    }

    /// <summary>The resource of a row of <see cref="Select"/>.</summary>
    /// <exception cref="ScimStoreException">The row is of a type, or has an attribute, that the configuration does not have.</exception>
    internal StoredResource Read(DbDataReader row)
    {
        var type = TypeOf(row.GetString(0));
        var attributes = StoredAttributes.Read(type, row.GetFieldValue<byte[]>(6));
        return new StoredResource
        {
            Type = type,
            Id = row.GetString(1),
            Position = row.GetInt64(2),
            Created = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            LastModified = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            Revision = row.GetInt32(5),
            Attributes = attributes,
            Index = IndexEntries.Of(type, attributes),
            Members = ReferenceRules.MembersOf(type, attributes),
            Memberships = ReadMemberships(row.IsDBNull(7) ? null : row.GetString(7)),
        };
    }

    /// <summary>The groups that <see cref="Memberships"/> selected; null where it found none.</summary>
    internal IReadOnlyList<GroupMembership> ReadMemberships(string? labels)
    {
        if (labels is null)
            return [];
        using var json = JsonDocument.Parse($"[{labels}]");
        return [.. json.RootElement.EnumerateArray().Select(group => new GroupMembership(TypeOf(group[0].GetString()!), group[1].GetString()!, group[2].GetString(), group[3].GetBoolean()))];
    }

    internal BoundResourceType TypeOf(string name) => model.FindType(name)
        ?? throw new ScimStoreException($"A stored resource is a \"{name}\", which is not among the configured resource types; configure it.");
}
