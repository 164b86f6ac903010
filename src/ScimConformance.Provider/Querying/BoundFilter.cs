using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Querying;

/// <summary>A filter bound to one resource type: names are resolved and types checked once, before the first resource is looked at.</summary>
internal sealed class BoundFilter
{
    private readonly BoundResourceType type;
    private readonly FilterRules rules;
    private bool readsDerived;

    private BoundFilter(BoundResourceType type, FilterRules rules)
    {
        this.type = type;
        this.rules = rules;
    }

    /// <summary>Binds a filter on whole resources.</summary>
    internal static ResourceFilter Bind(Filter filter, BoundResourceType type, FilterRules rules)
    {
        var binding = new BoundFilter(type, rules);
        var passes = binding.Bind(filter, type.Root);
        return new ResourceFilter(passes, readsStored: !binding.readsDerived);
    }

    /// <summary>Binds the filter in the brackets of a value path: on the values of one multi-valued attribute.</summary>
    internal static Predicate<AttributeValue> BindValues(Filter filter, AttributeNode node, BoundResourceType type, ToleranceSet tolerance) =>
        new BoundFilter(type, new FilterRules(tolerance, UnknownName.IsError, InUri: false)).Bind(filter, node);

    private Predicate<AttributeValue> Bind(Filter filter, AttributeNode scope)
    {
        switch (filter)
        {
            case LogicalExpression logical:
                var operands = logical.Operands.Select(operand => Bind(operand, scope)).ToArray();
                return logical.Op == LogicalOperator.And
                    ? value => Array.TrueForAll(operands, operand => operand(value))
                    : value => Array.Exists(operands, operand => operand(value));
            case NotExpression not:
                var inner = Bind(not.Inner, scope);
                return value => !inner(value);
            case ValuePath path:
                return BindValuePath(path, scope);
            case PresentExpression present:
                return Resolve(present.Path, scope, forComparison: false) is { } present1 ? value => present1.Any(value, IsPresent) : Never;
            case AttributeExpression comparison:
                return BindComparison(comparison, scope);
            default:
                throw new InvalidOperationException($"Filter of type {filter.GetType().Name} is not known.");
        }
    }

    private Predicate<AttributeValue> BindValuePath(ValuePath path, AttributeNode scope)
    {
        if (Resolve(path.Path, scope, forComparison: false) is not { } steps)
            return Never;
        if (!steps.Leaf.MultiValued && !steps.Leaf.IsComplex)
            throw ScimError.InvalidFilter($"\"{steps.Leaf.Path}\" has a single simple value; brackets select among the values of a multi-valued attribute.").ToException();
        var inner = Bind(path.Inner, steps.Leaf);
        return value => steps.Any(value, inner);
    }

    private Predicate<AttributeValue> BindComparison(AttributeExpression comparison, AttributeNode scope)
    {
        var isNull = comparison.Value.Kind == FilterValueKind.Null;
        var negated = comparison.Op == CompareOperator.NotEqual;
        if (isNull && comparison.Op is not (CompareOperator.Equal or CompareOperator.NotEqual))
            throw ScimError.InvalidFilter($"\"{comparison.Path}\" can be compared with null by eq and ne only.").ToException();
        if (Resolve(comparison.Path, scope, forComparison: !isNull) is not { } steps)
            return isNull != negated ? static _ => true : Never;
        if (isNull)
            return value => steps.Any(value, IsPresent) == negated;
        var test = ValueTest.Build(steps.Leaf, negated ? CompareOperator.Equal : comparison.Op, comparison.Value, rules.Tolerance);
        return value => steps.Any(value, test) != negated;
    }

    /// <summary>The steps from the scope to an attribute; null for a name that means "no value".</summary>
    private AttributeSteps? Resolve(AttributePath path, AttributeNode scope, bool forComparison)
    {
        var leaf = Find(type, path, scope);
        if (rules.Tolerance.FindsManager && scope == type.Root && (leaf is null || leaf == type.Manager) && path.SubAttribute is null && AttributeNames.Same(path.Attribute, "manager"))
            leaf = type.Manager?.Value ?? leaf;
        if (leaf is null)
            return rules.UnknownName == UnknownName.HasNoValue ? null : throw ScimError.InvalidFilter(
                $"\"{path}\" is not an attribute of {(scope == type.Root ? type.Name : $"\"{scope.Path}\"")}; /Schemas lists the attributes.").ToException();
        if (leaf.IsInsideSecret)
            throw Secret(leaf);
        if (forComparison && leaf.IsComplex)
            leaf = leaf is { MultiValued: true, Value: { IsComplex: false } value } ? value : throw ScimError.InvalidFilter(
                $"\"{leaf.Path}\" is complex; name the sub-attribute to compare, such as \"{leaf.Path}.{leaf.Children[0].Name}\".").ToException();
        readsDerived |= IsDerived(leaf);
        return new AttributeSteps(scope, leaf);
    }

    /// <summary>Whether the provider adds the attribute when it shows a resource: what is readOnly, "schemas", and the URIs of references.</summary>
    private bool IsDerived(AttributeNode node) =>
        node.Mutability == Mutability.ReadOnly || node == type.SchemasNode || (node.Parent is { RefersToResource: true } parent && node == parent.Reference);

    // RFC 7644 section 7.5.2: 403 sensitive is about the URI; in a body the filter is merely not offered.
    private ScimException Secret(AttributeNode leaf)
    {
        var detail = $"\"{leaf.Path}\" is never returned and cannot be filtered by.";
        return (rules.InUri ? ScimError.Sensitive(detail) : ScimError.InvalidFilter(detail)).ToException();
    }

    /// <summary>The attribute that a name in a filter means.</summary>
    internal static AttributeNode? Find(BoundResourceType type, AttributePath path, AttributeNode scope)
    {
        if (scope == type.Root)
            return type.Resolve(path.Urn, path.Attribute, path.SubAttribute);
        if (path.Urn is not null || path.SubAttribute is not null)
            return null;
        // The values of a simple multi-valued attribute are themselves what "value" means in brackets.
        return scope.IsComplex ? scope.Find(path.Attribute) : AttributeNames.IsValue(path.Attribute) ? scope : null;
    }

    private static bool Never(AttributeValue value) => false;

    private static bool IsPresent(AttributeValue value) => value switch
    {
        TextValue text => text.Text.Length > 0,
        MultiValue multi => multi.Items.Any(IsPresent),
        ComplexValue complex => HasPresentMember(complex),
        _ => true,
    };

    private static bool HasPresentMember(ComplexValue complex)
    {
        foreach (var member in complex.Members)
            if (IsPresent(member.Value))
                return true;
        return false;
    }
}

/// <summary>How a filter is read.</summary>
/// <param name="Tolerance">The configured switches.</param>
/// <param name="UnknownName">What a name means that the type does not have.</param>
/// <param name="InUri">Whether the filter came in a URI, where secrets must not stand.</param>
internal sealed record FilterRules(ToleranceSet Tolerance, UnknownName UnknownName, bool InUri);

/// <summary>What a filter means by a name that the resource type does not have.</summary>
internal enum UnknownName
{
    /// <summary>The endpoint has one type: the filter is wrong.</summary>
    IsError,

    /// <summary>The endpoint has several types: there the attribute has no value (RFC 7644 section 3.4.2.1).</summary>
    HasNoValue,
}
