using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Provider.Patching;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>
/// PATCH of SCIM 1.1 (API section 3.3.2): attributes named in "meta.attributes" are removed first, then the body is merged into the resource.
/// </summary>
/// <param name="type">The resource type.</param>
/// <param name="body">The partial resource in the form of RFC 7643.</param>
/// <param name="removed">The attributes to remove.</param>
internal sealed class MergePatch(BoundResourceType type, JsonObject body, IReadOnlyList<AttributePath> removed)
{
    /// <summary>The attributes after the request.</summary>
    internal ComplexValue Apply(ComplexValue present, ValueReader reader)
    {
        var named = removed.Select(Resolve).ToHashSet();
        var resource = named.Aggregate(present, (value, node) => Remove(value, node));
        foreach (var (name, value) in body)
        {
            if (type.FindSchema(name) is { } container && container != type.Root)
            {
                if (value is not JsonObject attributes)
                    throw ScimError.InvalidValue($"\"{name}\" takes an object of attributes, not {Shown.Value(value)}.").ToException();
                foreach (var (inner, innerValue) in attributes)
                    if (container.Find(inner) is { } extended)
                        resource = Merge(resource, extended, innerValue, named, reader);
            }
            else if (type.Root.Find(name) is { IsContainer: false } node)
            {
                resource = Merge(resource, node, value, named, reader);
            }
        }

        return resource;
    }

    private AttributeNode Resolve(AttributePath path) =>
        type.Resolve(path.Urn, path.Attribute, path.SubAttribute) is not { } node || node == type.Root
            ? throw ScimError.InvalidPath($"\"meta.attributes\" has \"{Shown.Text(path.ToString())}\", which is not an attribute of {type.Name}; /Schemas lists the attributes.").ToException()
            : Scim11Schema.IsFixed(node) || node == type.SchemasNode
                ? throw ScimError.Mutability($"\"meta.attributes\" has \"{node.Path}\", which is readOnly; the service provider alone sets it.").ToException()
                : node;

    private static ComplexValue Remove(ComplexValue resource, AttributeNode node)
    {
        var chain = new Stack<AttributeNode>();
        for (var step = node; step.Parent is { } parent; step = parent)
            chain.Push(step);
        return (ComplexValue)(Without(resource, [.. chain], 0) ?? ComplexValue.Empty);
    }

    private static AttributeValue? Without(AttributeValue value, AttributeNode[] chain, int at)
    {
        if (value is MultiValue multi)
            return MultiValue.OrNull([.. multi.Items.Select(item => Without(item, chain, at)).OfType<AttributeValue>()]);
        if (value is not ComplexValue complex || complex[chain[at]] is not { } inner)
            return value;
        var rest = complex.With(chain[at], at == chain.Length - 1 ? null : Without(inner, chain, at + 1));
        return rest.IsEmpty ? null : rest;
    }

    private ComplexValue Merge(ComplexValue resource, AttributeNode node, JsonNode? value, HashSet<AttributeNode> named, ValueReader reader)
    {
        if (node == type.SchemasNode || Scim11Schema.IsFixed(node))
            return resource;
        var present = Get(resource, node);
        var merged = node.MultiValued
            ? new ValueMerge(node, reader).Apply((present as MultiValue)?.Items ?? [], value, ignoresDeletes: named.Contains(node))
            : SingleValuePatch.Apply(reader, node, present, PatchOperationType.Replace, value);
        if (node.Parent == type.Root)
            return resource.With(node, merged);
        var container = (resource[node.Parent!] as ComplexValue ?? ComplexValue.Empty).With(node, merged);
        return resource.With(node.Parent!, container.IsEmpty ? null : container);
    }

    private AttributeValue? Get(ComplexValue resource, AttributeNode node) =>
        node.Parent == type.Root ? resource[node] : (resource[node.Parent!] as ComplexValue)?[node];
}
