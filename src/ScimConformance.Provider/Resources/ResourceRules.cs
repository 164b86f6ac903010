using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>The rules that a resource keeps as a whole, whichever operation made it.</summary>
internal static class ResourceRules
{
    /// <summary>What a new resource has beyond what the client sent: "active" is true unless the body says otherwise.</summary>
    internal static ComplexValue WithDefaults(BoundResourceType type, ResourceInput input) =>
        type.Active is { } active && !input.Mentioned.Contains(active) ? input.Attributes.With(active, BooleanValue.True) : input.Attributes;

    /// <summary>
    /// The attributes after a PUT (RFC 7644 section 3.5.1): immutable ones must stay as they are, those that a client cannot see in an ordinary
    /// answer (writeOnly, returned "request") stay unless they are named, others are cleared when left out.
    /// </summary>
    internal static ComplexValue Replace(BoundResourceType type, ComplexValue present, ResourceInput input, ToleranceSet tolerance)
    {
        var result = input.Attributes;
        if (type.Active is { } active && !input.Mentioned.Contains(active))
            result = result.With(active, tolerance.KeepsActive ? present[active] : BooleanValue.True);
        if (tolerance.PassesOverFixed)
            foreach (var member in present.Members)
                if (member.Node.Mutability == Mutability.Immutable)
                    result = result.With(member.Node, member.Value);
        return ReplaceIn(type.Root, present, result, input.Mentioned) ?? ComplexValue.Empty;
    }

    /// <summary>Checks what holds for every stored resource: required attributes have values, at most one value is primary.</summary>
    internal static void Check(BoundResourceType type, ComplexValue attributes)
    {
        CheckRequired(type.Root, attributes);
        CheckPrimaries(attributes);
        foreach (var extension in type.Extensions)
            if (attributes[extension] is null && extension.Required)
                throw ScimError.InvalidValue($"The extension \"{extension.Name}\" is required for {type.Name}; send it.").ToException();
    }

    private static ComplexValue? ReplaceIn(AttributeNode scope, ComplexValue? present, ComplexValue? result, IReadOnlySet<AttributeNode> mentioned)
    {
        foreach (var node in scope.Children)
        {
            var before = present?[node];
            if (before is null)
                continue;
            var after = result?[node];
            if (node.IsContainer)
            {
                after = ReplaceContainer(node, (ComplexValue)before, (ComplexValue?)after, mentioned);
                result = (result ?? ComplexValue.Empty).With(node, after);
            }
            else if (node.Mutability == Mutability.Immutable && (after is not null || mentioned.Contains(node)))
            {
                if (!AttributeValue.Same(before, after))
                    throw Immutable(node);
            }
            else if (after is null && !mentioned.Contains(node) && Stays(node))
            {
                result = (result ?? ComplexValue.Empty).With(node, before);
            }
        }

        return result is { IsEmpty: false } ? result : null;
    }

    private static ComplexValue? ReplaceContainer(AttributeNode container, ComplexValue before, ComplexValue? after, IReadOnlySet<AttributeNode> mentioned)
    {
        if (!mentioned.Contains(container))
        {
            // Left out altogether: what outlives that keeps the required attributes company, or the extension would no longer be valid.
            var kept = ReplaceIn(container, before, null, mentioned);
            return kept is null ? null : container.Children.Where(node => node.Required).Aggregate(kept, (value, node) => value.With(node, before[node]));
        }

        if (after is not null)
            return ReplaceIn(container, before, after, mentioned);
        foreach (var member in before.Members)
            if (member.Node.Mutability == Mutability.Immutable)
                throw Immutable(member.Node);
        return null;
    }

    internal static ScimException Immutable(AttributeNode node) =>
        ScimError.Mutability($"\"{node.Path}\" is immutable and already has a value; leave it as it is.").ToException();

    private static bool Stays(AttributeNode node) =>
        node.Mutability is Mutability.Immutable or Mutability.WriteOnly or Mutability.ReadOnly || node.Returned is Returned.Request or Returned.Never;

    private static void CheckRequired(AttributeNode scope, ComplexValue value)
    {
        foreach (var node in scope.Children)
        {
            var held = value[node];
            if (node.Required && !node.IsContainer && node.Mutability != Mutability.ReadOnly && node.SchemaUrn is not null && IsBlank(held))
                throw ScimError.InvalidValue($"\"{node.Path}\" is required; send a value that is not empty.").ToException();
            if (held is ComplexValue complex)
                CheckRequired(node, complex);
            else if (node is { IsComplex: true, HasRequiredParts: true } && held is MultiValue multi)
                foreach (var item in multi.Items)
                    if (item is ComplexValue element)
                        CheckRequired(node, element);
        }
    }

    private static bool IsBlank(AttributeValue? value) => value is null || (value is TextValue text && string.IsNullOrWhiteSpace(text.Text));

    private static void CheckPrimaries(ComplexValue value)
    {
        foreach (var member in value.Members)
            if (member.Value is MultiValue multi)
                MultiValues.CheckPrimary(member.Node, multi.Items);
            else if (member.Node.IsContainer)
                CheckPrimaries((ComplexValue)member.Value);
    }
}
