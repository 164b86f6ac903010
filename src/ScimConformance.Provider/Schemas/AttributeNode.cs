using System.Collections.Frozen;
using System.Text.Json;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.Schemas;

/// <summary>
/// A place in the attribute tree of one resource type: a common attribute, an attribute of the base schema, the container of an
/// extension, or a sub-attribute of these. Comparing places is comparing references, so no name is looked up after binding.
/// </summary>
internal sealed class AttributeNode
{
    private readonly FrozenDictionary<string, AttributeNode> byName;
    private readonly TextValue[] canonical = [];

    internal AttributeNode(SchemaAttribute definition, string? schemaUrn, AttributeNode? parent, int order)
    {
        Definition = definition;
        SchemaUrn = schemaUrn;
        Parent = parent;
        Order = order;
        EncodedName = JsonEncodedText.Encode(definition.Name);
        Mutability = parent is { Mutability: Mutability.ReadOnly } ? Mutability.ReadOnly : definition.Mutability;
        Returned = definition.Returned;
        canonical = [.. definition.CanonicalValues.Select(text => new TextValue(text))];
        Children = [.. definition.SubAttributes.Select((sub, index) => new AttributeNode(sub, schemaUrn, this, index))];
        byName = Children.ToFrozenDictionary(child => child.Name, AttributeNames.Comparer);
    }

    /// <summary>A node whose children are given: the root of the tree, or the container of an extension.</summary>
    internal AttributeNode(string name, string? schemaUrn, AttributeNode? parent, int order, bool required,
        Func<AttributeNode, IEnumerable<AttributeNode>> children)
    {
        Definition = new SchemaAttribute { Name = name, Type = AttributeType.Complex, Required = required };
        SchemaUrn = schemaUrn;
        Parent = parent;
        Order = order;
        IsContainer = true;
        EncodedName = JsonEncodedText.Encode(name);
        Children = [.. children(this)];
        byName = Children.ToFrozenDictionary(child => child.Name, AttributeNames.Comparer);
    }

    private bool? hasRequiredParts;

    internal SchemaAttribute Definition { get; }

    internal string Name => Definition.Name;

    internal JsonEncodedText EncodedName { get; }

    /// <summary>The schema that defines the attribute; null for common attributes and the root.</summary>
    internal string? SchemaUrn { get; }

    internal AttributeNode? Parent { get; }

    /// <summary>Position among the parent's children; complex values keep this order.</summary>
    internal int Order { get; }

    /// <summary>Whether this is the root or an extension's container rather than an attribute.</summary>
    internal bool IsContainer { get; }

    internal Mutability Mutability { get; }

    internal Returned Returned { get; }

    internal bool Required => Definition.Required;

    internal bool MultiValued => Definition.MultiValued;

    internal bool IsComplex => Definition.IsComplex;

    internal IReadOnlyList<AttributeNode> Children { get; }

    /// <summary>Whether a value of this complex attribute must have some part.</summary>
    internal bool HasRequiredParts => hasRequiredParts ??= Children.Any(child => child.Required);

    internal AttributeNode? Value => field ??= Find("value");

    internal AttributeNode? Type => field ??= Find("type");

    internal AttributeNode? Primary => field ??= Find("primary");

    internal AttributeNode? Reference => field ??= Find("$ref");

    /// <summary>Whether the values are identifiers of resources, as a group's members are.</summary>
    internal bool RefersToResource => Reference is { Definition.ReferenceTypes: { Count: > 0 } types } && !types.Any(name => name is "external" or "uri");

    /// <summary>Whether values of this attribute may appear in no response.</summary>
    internal bool IsSecret => Returned == Returned.Never || Mutability == Mutability.WriteOnly;

    /// <summary>Whether a secret stands at this node or around it.</summary>
    internal bool IsInsideSecret => IsSecret || Parent is { IsInsideSecret: true };

    /// <summary>How messages and indices call this attribute, such as "name.familyName" or "urn:…:User:manager.value".</summary>
    internal string Path => Parent switch
    {
        null => Name,
        { IsContainer: true, Parent: null } => Name,
        { IsContainer: true } container => $"{container.Name}:{Name}",
        _ => $"{Parent.Path}.{Name}",
    };

    /// <summary>The child of this name, in any letter case.</summary>
    internal AttributeNode? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Values that resources have in common.</summary>
    internal RecurringTexts Recurring => field ??= new RecurringTexts();

    /// <summary>The shared value for a canonical one written to the letter, such as "work"; null for others.</summary>
    internal TextValue? FindCanonical(string text)
    {
        foreach (var value in canonical)
            if (value.Text == text)
                return value;
        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => Path;
}
