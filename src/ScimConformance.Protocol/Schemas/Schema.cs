using System.Collections.Frozen;

namespace ScimConformance.Protocol.Schemas;

/// <summary>A schema: the attributes that a URN stands for (RFC 7643 section 7).</summary>
public sealed class Schema
{
    private readonly FrozenDictionary<string, SchemaAttribute> byName;

    /// <summary>Defines a schema.</summary>
    /// <param name="id">The schema's URN.</param>
    /// <param name="name">A name for people, such as "User".</param>
    /// <param name="description">What the schema describes, for people.</param>
    /// <param name="attributes">Its attributes, without the common ones of <see cref="CommonAttributes"/>.</param>
    /// <exception cref="ArgumentException">Two attributes have the same name.</exception>
    public Schema(string id, string name, string description, IReadOnlyList<SchemaAttribute> attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        Name = name;
        Description = description;
        Attributes = attributes;
        byName = AttributeIndex.Build(attributes, $"attributes of schema \"{id}\"");
    }

    /// <summary>The schema's URN.</summary>
    public string Id { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>What the schema describes, for people.</summary>
    public string Description { get; }

    /// <summary>The attributes in the order in which /Schemas lists them.</summary>
    public IReadOnlyList<SchemaAttribute> Attributes { get; }

    /// <summary>The attribute of this name, in any letter case, or null.</summary>
    public SchemaAttribute? FindAttribute(string name) => byName.GetValueOrDefault(name);

    /// <summary>Follows a name and an optional sub-attribute name; null where either is unknown.</summary>
    public SchemaAttribute? FindAttribute(string name, string? subAttribute)
    {
        var attribute = FindAttribute(name);
        return subAttribute is null ? attribute : attribute?.FindSubAttribute(subAttribute);
    }

    /// <inheritdoc/>
    public override string ToString() => Id;
}
