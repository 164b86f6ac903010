using System.Text.Json.Nodes;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Patching;

/// <summary>PATCH operations on a multi-valued attribute: on all its values, or on those that a filter selects.</summary>
/// <param name="type">The resource type.</param>
/// <param name="node">The attribute.</param>
/// <param name="sub">The sub-attribute that the path names, or null.</param>
/// <param name="reader">Reads values.</param>
/// <param name="effort">What the request has cost so far.</param>
internal sealed class ValueListPatch(BoundResourceType type, AttributeNode node, AttributeNode? sub, ValueReader reader, ValueEffort effort)
{
    /// <summary>Applies an operation whose path is the attribute itself.</summary>
    internal MultiValue? ApplyToAll(IReadOnlyList<AttributeValue> present, PatchOperationType op, JsonNode? value, bool hasValue)
    {
        if (op == PatchOperationType.Remove)
            return hasValue && value is not null ? RemoveListed(present, value) : Checked(present, []);
        var read = (reader.Read(node, value) as MultiValue)?.Items ?? [];
        if (op == PatchOperationType.Add && BeginMembers(present) is { } members && TryAdd(members, read) is { } added)
            return MultiValue.OrNull(added.Result);
        effort.Spend(node, present.Count);
        return Checked(present, op == PatchOperationType.Add ? MultiValues.Append(node, present, read) : read);
    }

    /// <summary>Applies an operation whose path has a filter in brackets, a sub-attribute, or both.</summary>
    internal MultiValue? Apply(IReadOnlyList<AttributeValue> present, Filter? filter, PatchOperation operation)
    {
        if (operation.Op == PatchOperationType.Remove && sub is null && KeyIn(filter) is { } member && BeginMembers(present) is { } members)
            return MultiValue.OrNull(members.Remove(member).Result);
        effort.Spend(node, present.Count);
        var selects = filter is null ? static _ => true : BoundFilter.BindValues(filter, node, type, reader.Tolerance);
        var result = new List<AttributeValue>(present.Count + 1);
        var matched = false;
        foreach (var item in present)
        {
            if (!selects(item))
            {
                result.Add(item);
                continue;
            }

            matched = true;
            if (Change(item, operation) is { } changed)
                result.Add(changed);
        }

        if (!matched && operation.Op != PatchOperationType.Remove)
            result.Add(Fill(Create(filter), operation));
        return Checked(present, result);
    }

    private AttributeValue? Change(AttributeValue item, PatchOperation operation)
    {
        if (sub is not null)
            return SingleValuePatch.ApplyToSub(reader, node, sub, (ComplexValue)item, operation);
        if (operation.Op == PatchOperationType.Remove)
            return null;
        var value = reader.Tolerance is { WrapsSingleValues: true } && operation.Value is JsonArray { Count: 1 } array ? array[0] : operation.Value;
        if (value is null)
            return null;
        return operation.Op == PatchOperationType.Add && item is ComplexValue complex
            ? SingleValuePatch.Merge(reader, node, complex, value)
            : reader.ReadSingle(node, value);
    }

    private ComplexValue Fill(ComplexValue created, PatchOperation operation) => (sub is null
        ? SingleValuePatch.Merge(reader, node, created, operation.Value ?? new JsonObject())
        : SingleValuePatch.ApplyToSub(reader, node, sub, created, operation)) ?? ComplexValue.Empty;

    /// <summary>A value that fits the filter, where the provider is to create what it does not find.</summary>
    private ComplexValue Create(Filter? filter)
    {
        if (!reader.Tolerance.CreatesMissingValues || !node.IsComplex || !TryCollect(filter, ComplexValue.Empty, out var created))
            throw ScimError.NoTarget(filter is null
                ? $"\"{node.Path}\" has no value whose \"{sub?.Name}\" could be set; add a value first."
                : $"No value of \"{node.Path}\" matches [{Shown.Text(filter.ToString())}].").ToException();
        return created;
    }

    private bool TryCollect(Filter? filter, ComplexValue start, out ComplexValue collected)
    {
        collected = start;
        switch (filter)
        {
            case null:
                return true;
            case LogicalExpression { Op: LogicalOperator.And } and:
                foreach (var operand in and.Operands)
                    if (!TryCollect(operand, collected, out collected))
                        return false;
                return true;
            case AttributeExpression { Op: CompareOperator.Equal } equal when node.Find(equal.Path.Attribute) is { } named:
                collected = collected.With(named, reader.Read(named, JsonNode.Parse(equal.Value.ToString())));
                return true;
            default:
                return false;
        }
    }

    private MultiValue? RemoveListed(IReadOnlyList<AttributeValue> present, JsonNode value)
    {
        if (!reader.Tolerance.RemovesListedValues)
            throw ScimError.InvalidSyntax(
                $"\"remove\" takes no value; to remove some values of \"{node.Path}\" select them in the path, such as {node.Path}[value eq \"…\"].").ToException();
        var listed = (reader.Read(node, value) as MultiValue)?.Items ?? [];
        if (BeginMembers(present) is { } members && listed.All(item => MultiValues.KeyOf(node, item) is not null))
            return MultiValue.OrNull(listed.Aggregate(members, (rest, item) => rest.Remove(MultiValues.KeyOf(node, item)!)).Result);
        effort.Spend(node, present.Count);
        var keys = listed.Select(item => MultiValues.KeyOf(node, item)).ToHashSet(StringComparer.Ordinal);
        var whole = listed.ToHashSet(AttributeValue.ToTheLetter);
        return Checked(present, [.. present.Where(item => !(MultiValues.KeyOf(node, item) is { } key ? keys.Contains(key) : whole.Contains(item)))]);
    }

    private MemberItems? BeginMembers(IReadOnlyList<AttributeValue> present) => node == type.Members ? MemberItems.Begin(node, present) : null;

    /// <summary>The members with those added; null where one of them has no identifier, which is for the checks to refuse.</summary>
    private MemberItems? TryAdd(MemberItems members, IReadOnlyList<AttributeValue> added)
    {
        foreach (var item in added)
        {
            if (MultiValues.KeyOf(node, item) is not { } key)
                return null;
            members = members.Add(key, item);
        }

        return members;
    }

    /// <summary>The key that a filter of the form <c>value eq "…"</c> asks for; null for other filters.</summary>
    private string? KeyIn(Filter? filter) =>
        filter is AttributeExpression { Op: CompareOperator.Equal, Value.Kind: FilterValueKind.String, Path: { Urn: null, SubAttribute: null } path } equal
        && node.Value is { } value && node.Find(path.Attribute) == value
            ? Comparison.Key(value, new TextValue(equal.Value.Text))
            : null;

    private MultiValue? Checked(IReadOnlyList<AttributeValue> before, IReadOnlyList<AttributeValue> after)
    {
        if (node.Required && after.Count == 0)
            throw ScimError.Mutability($"\"{node.Path}\" is required and must keep a value; replace its values instead.").ToException();
        var kept = after.Where(item => item is not ComplexValue { IsEmpty: true }).ToList();
        var result = MultiValue.OrNull(MultiValues.OnePrimary(node, before, MultiValues.Distinct(node, kept)));
        if (node.Mutability == Mutability.Immutable && before.Count > 0 && !AttributeValue.Same(new MultiValue(before), result))
            throw ResourceRules.Immutable(node);
        return result;
    }
}
