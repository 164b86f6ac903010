using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Which attributes an answer shows (RFC 7644 section 3.9 and the "returned" characteristic of RFC 7643 section 7).</summary>
internal sealed class Projection
{
    /// <summary>What is returned "always" or "default".</summary>
    internal static readonly Projection Default = new([], [], null, onlyNamed: false);

    private readonly HashSet<AttributeNode> named;
    private readonly HashSet<AttributeNode> excluded;
    private readonly HashSet<AttributeNode> around = [];
    private readonly bool onlyNamed;

    private Projection(HashSet<AttributeNode> named, HashSet<AttributeNode> excluded, IReadOnlySet<AttributeNode>? requested, bool onlyNamed)
    {
        this.named = named;
        this.excluded = excluded;
        this.onlyNamed = onlyNamed;
        if (requested is not null && !onlyNamed)
            named.UnionWith(requested);
        foreach (var node in named)
            for (var parent = node.Parent; parent is not null; parent = parent.Parent)
                around.Add(parent);
    }

    /// <summary>Binds the names of a request to a resource type. Names that it does not have are ignored.</summary>
    /// <param name="attributes">The attributes to show besides those always shown; empty for the default set.</param>
    /// <param name="excludedAttributes">The attributes to leave out of the default set.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="requested">Attributes of returned "request" that a write named, or null.</param>
    /// <exception cref="ScimException">invalidValue: both lists are given.</exception>
    internal static Projection Bind(
        IReadOnlyList<AttributePath> attributes, IReadOnlyList<AttributePath> excludedAttributes, BoundResourceType type, IReadOnlySet<AttributeNode>? requested = null)
    {
        if (attributes.Count == 0 && excludedAttributes.Count == 0)
            return requested is null ? Default : new Projection([], [], requested, onlyNamed: false);
        CheckExclusive(attributes, excludedAttributes);
        return new Projection(Resolve(attributes, type), Resolve(excludedAttributes, type), requested, onlyNamed: attributes.Count > 0);
    }

    /// <summary>Refuses a request that both names and excludes attributes: RFC 7644 section 3.9 makes the parameters mutually exclusive.</summary>
    internal static void CheckExclusive(IReadOnlyList<AttributePath> attributes, IReadOnlyList<AttributePath> excludedAttributes)
    {
        if (attributes.Count > 0 && excludedAttributes.Count > 0)
            throw ScimError.InvalidValue("\"attributes\" and \"excludedAttributes\" exclude each other; send one of them.").ToException();
    }

    internal bool Shows(AttributeNode node)
    {
        if (node.IsSecret)
            return false;
        if (node.Returned == Returned.Always || node.IsContainer || named.Contains(node) || around.Contains(node))
            return !excluded.Contains(node) || node.Returned == Returned.Always;
        if (node.Returned == Returned.Request || excluded.Contains(node))
            return false;
        return !onlyNamed || IsInsideNamed(node);
    }

    private bool IsInsideNamed(AttributeNode node)
    {
        for (var parent = node.Parent; parent is not null; parent = parent.Parent)
            if (named.Contains(parent))
                return true;
        return false;
    }

    private static HashSet<AttributeNode> Resolve(IReadOnlyList<AttributePath> paths, BoundResourceType type)
    {
        var nodes = new HashSet<AttributeNode>();
        foreach (var path in paths)
            if (type.Resolve(path.Urn, path.Attribute, path.SubAttribute) is { } node)
                nodes.UnionWith(node == type.Root ? node.Children.Where(child => child.SchemaUrn == type.BaseUrn) : [node]);
        return nodes;
    }
}
