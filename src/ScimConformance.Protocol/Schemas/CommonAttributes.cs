using System.Collections.Frozen;
using static ScimConformance.Protocol.Schemas.Declare;

namespace ScimConformance.Protocol.Schemas;

/// <summary>The attributes that every resource has without any schema naming them (RFC 7643 sections 3 and 3.1).</summary>
public static class CommonAttributes
{
    /// <summary>The URNs of the schemas that the resource follows.</summary>
    public static SchemaAttribute Schemas { get; } = Reference("schemas", "URNs of the schemas whose attributes this resource has.", "uri") with
    {
        MultiValued = true, Required = true, Returned = Returned.Always,
    };

    /// <summary>The identifier that the service provider gives.</summary>
    public static SchemaAttribute Id { get; } = Text("id", "Identifier given by the service provider; never changes and is never reused.") with
    {
        Required = true, CaseExact = true, Mutability = Mutability.ReadOnly, Returned = Returned.Always, Uniqueness = Uniqueness.Server,
    };

    /// <summary>The identifier that the provisioning client gives.</summary>
    public static SchemaAttribute ExternalId { get; } = Text("externalId", "Identifier given by the provisioning client for its own use.") with
    {
        CaseExact = true,
    };

    /// <summary>Metadata of the resource.</summary>
    public static SchemaAttribute Meta { get; } = Complex("meta", "Metadata kept by the service provider.",
        Text("resourceType", "Name of the resource's type.") with { CaseExact = true },
        new SchemaAttribute { Name = "created", Type = AttributeType.DateTime, Description = "When the resource was added to the service provider." },
        new SchemaAttribute { Name = "lastModified", Type = AttributeType.DateTime, Description = "When the resource was last changed." },
        Reference("location", "URI of the resource.", "uri"),
        Text("version", "Version of the resource, equal to its ETag.") with { CaseExact = true }).ReadOnly();

    /// <summary>All four.</summary>
    public static IReadOnlyList<SchemaAttribute> All { get; } = [Schemas, Id, ExternalId, Meta];

    private static readonly FrozenDictionary<string, SchemaAttribute> ByName = AttributeIndex.Build(All, "common attributes");

    /// <summary>The common attribute of this name, in any letter case, or null.</summary>
    public static SchemaAttribute? Find(string name) => ByName.GetValueOrDefault(name);
}
