using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>The order that a query asks for (RFC 7644 section 3.4.2.3). Resources without the attribute come last, or first when descending.</summary>
internal sealed class ResultOrder
{
    private readonly Dictionary<BoundResourceType, AttributeSteps?> steps;
    private readonly bool descending;

    /// <exception cref="ScimException">invalidValue: there is nothing to sort by.</exception>
    internal ResultOrder(IReadOnlyList<BoundResourceType> types, AttributePath sortBy, SortOrder order)
    {
        steps = types.ToDictionary(type => type, type => Resolve(type, sortBy, types.Count == 1));
        descending = order == SortOrder.Descending;
    }

    /// <summary>What this resource is sorted by.</summary>
    internal SortKey KeyOf(Representation shown) =>
        steps[shown.Resource.Type] is { } way ? SortKey.Of(way.Leaf, way.SortKey(shown.Attributes)) : default;

    /// <summary>Which of two keys comes first.</summary>
    internal int Compare(SortKey left, SortKey right) => descending ? right.CompareTo(left) : left.CompareTo(right);

    /// <summary>Sorts; equal ones stay as they stand.</summary>
    internal List<Representation> Sort(List<Representation> matches) =>
        [.. descending ? matches.OrderByDescending(KeyOf) : matches.OrderBy(KeyOf)];

    private static AttributeSteps? Resolve(BoundResourceType type, AttributePath sortBy, bool mustExist)
    {
        var node = type.Resolve(sortBy.Urn, sortBy.Attribute, sortBy.SubAttribute);
        if (node is { IsComplex: true, MultiValued: true, Value: { } value })
            node = value;
        if (node is null && !mustExist)
            return null;
        return node switch
        {
            null => throw ScimError.InvalidValue($"\"sortBy\" names \"{sortBy}\", which is not an attribute of {type.Name}.").ToException(),
            { IsInsideSecret: true } => throw ScimError.InvalidValue($"\"sortBy\" names \"{node.Path}\", which is never returned.").ToException(),
            { IsComplex: true } => throw ScimError.InvalidValue(
                $"\"sortBy\" names \"{node.Path}\", which is complex; name a sub-attribute such as \"{node.Path}.{node.Children[0].Name}\".").ToException(),
            _ => new AttributeSteps(type.Root, node),
        };
    }
}
