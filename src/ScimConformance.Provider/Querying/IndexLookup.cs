using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>Finds the few resources that a filter can match, where a part of it that must hold compares an indexed attribute by "eq".</summary>
internal static class IndexLookup
{
    /// <summary>The candidates in order of creation; null where the filter names no indexed attribute.</summary>
    internal static async ValueTask<IReadOnlyList<StoredResource>?> FindAsync(IResourceStore store, BoundResourceType type, Filter filter, CancellationToken cancel)
    {
        if (FindTerm(type, filter, type.Root) is not { } term)
            return null;
        if (term.Node != type.Id)
            return await store.FindAsync(type, term.Node, term.Node.Definition.ComparisonKey(term.Text), cancel);
        return await store.GetAsync(type, term.Text, cancel) is { } resource ? [resource] : [];
    }

    private static (AttributeNode Node, string Text)? FindTerm(BoundResourceType type, Filter filter, AttributeNode scope)
    {
        switch (filter)
        {
            case AttributeExpression { Op: CompareOperator.Equal, Value.Kind: FilterValueKind.String } equal:
                return Find(type, equal.Path, scope) is { } node && (node == type.Id || type.Indexed.Any(steps => steps.Leaf == node)) ? (node, equal.Value.Text) : null;
            case ValuePath path when scope == type.Root && type.Resolve(path.Path.Urn, path.Path.Attribute, path.Path.SubAttribute) is { } values:
                return FindTerm(type, path.Inner, values);
            case LogicalExpression { Op: LogicalOperator.And } and:
                foreach (var operand in and.Operands)
                    if (FindTerm(type, operand, scope) is { } term)
                        return term;
                return null;
            default:
                return null;
        }
    }

    private static AttributeNode? Find(BoundResourceType type, AttributePath path, AttributeNode scope)
    {
        var node = scope == type.Root ? type.Resolve(path.Urn, path.Attribute, path.SubAttribute) : scope.Find(path.Attribute);
        return node is { IsComplex: true, MultiValued: true } ? node.Value : node;
    }
}
