using System.Text;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Querying;

/// <summary>Translates a filter, which has been bound before, into a condition on index keys that holds for every match.</summary>
/// <param name="type">The resource type.</param>
internal sealed class KeyTranslation(BoundResourceType type)
{
    // More terms than people write. SQLite takes 500 parts of a UNION, and a term may become two; both databases bound the depth of an expression.
    private const int MostTerms = 200;

    private readonly HashSet<AttributeNode> searched = [];
    private int terms;

    /// <summary>The attributes whose keys the condition searches for parts.</summary>
    internal IReadOnlyCollection<AttributeNode> Searched => searched;

    /// <summary>Whether the condition holds for matches only, as far as all keys can be searched.</summary>
    internal bool IsExact { get; private set; } = true;

    /// <summary>The condition; null where no part of the filter narrows the resources down.</summary>
    internal KeyCondition? Translate(Filter filter)
    {
        var condition = Translate(filter, type.Root);
        if (condition is null || terms > MostTerms)
        {
            IsExact = false;
            return null;
        }

        return condition;
    }

    private KeyCondition? Translate(Filter filter, AttributeNode scope)
    {
        if (filter is AttributeExpression or PresentExpression)
            terms++;
        switch (filter)
        {
            case LogicalExpression { Op: LogicalOperator.And } and:
                // Within brackets all must hold for the same value, which keys do not show.
                IsExact &= scope == type.Root;
                var parts = and.Operands.Select(operand => Translate(operand, scope)).ToList();
                IsExact &= !parts.Contains(null);
                return parts.OfType<KeyCondition>().ToList() switch { [] => null, [var only] => only, var several => new Combined(All: true, several) };
            case LogicalExpression or:
                var choices = or.Operands.Select(operand => Translate(operand, scope)).ToList();
                return choices.Contains(null) ? null : new Combined(All: false, [.. choices.OfType<KeyCondition>()]);
            case ValuePath path when scope == type.Root && BoundFilter.Find(type, path.Path, scope) is { } values:
                return Translate(path.Inner, values);
            case PresentExpression present:
                return BoundFilter.Find(type, present.Path, scope) is not { } there ? Nothing : IsIndexed(there) ? new KeyIs(there, KeyTest.Present, "") : null;
            case AttributeExpression { Op: not CompareOperator.NotEqual, Value.Kind: FilterValueKind.String } comparison:
                return BoundFilter.Find(type, comparison.Path, scope) is not { } node ? Nothing
                    : node is { IsComplex: true, MultiValued: true, Value: { } value } ? Compare(value, comparison) : Compare(node, comparison);
            default:
                return null;
        }
    }

    /// <summary>A name that the type does not have has no value.</summary>
    private static Combined Nothing => new(All: false, []);

    private KeyCondition? Compare(AttributeNode node, AttributeExpression comparison)
    {
        var text = comparison.Value.Text;
        if (node == type.Id)
            return comparison.Op == CompareOperator.Equal ? new IdIs(text) : null;
        if (!IsIndexed(node))
            return null;
        KeyTest? test = comparison.Op switch
        {
            CompareOperator.Equal => KeyTest.Equal,
            CompareOperator.StartsWith => KeyTest.StartsWith,
            CompareOperator.Contains => KeyTest.Contains,
            CompareOperator.EndsWith => KeyTest.EndsWith,
            _ => null,
        };
        return test switch
        {
            null => null,
            KeyTest.Equal => new KeyIs(node, KeyTest.Equal, node.Definition.ComparisonKey(text)),
            // Of other texts, the normalised form may have a part that the text itself does not have, and the other way round.
            _ when text.Length == 0 || !Ascii.IsValid(text) || text.Contains('\0') => null,
            _ => Search(node, test.Value, node.Definition.ComparisonKey(text)),
        };
    }

    private KeyIs Search(AttributeNode node, KeyTest test, string text)
    {
        searched.Add(node);
        return new KeyIs(node, test, text);
    }

    private bool IsIndexed(AttributeNode node) =>
        node.Definition.Type is AttributeType.String or AttributeType.Reference && type.Indexed.Any(steps => steps.Leaf == node);
}
