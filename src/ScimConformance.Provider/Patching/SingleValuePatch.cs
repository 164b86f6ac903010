using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Patching;

/// <summary>PATCH operations on attributes with a single value.</summary>
internal static class SingleValuePatch
{
    /// <summary>The value of a whole attribute after an operation; null where it is unassigned.</summary>
    internal static AttributeValue? Apply(ValueReader reader, AttributeNode node, AttributeValue? present, PatchOperationType op, JsonNode? value)
    {
        if (op == PatchOperationType.Remove)
            return Unassign(node, present);
        value = reader.Tolerance.Convert(node.Definition, value);
        if (value is null)
            return Unassign(node, present);
        if (node.IsComplex)
            return Merge(reader, node, (ComplexValue?)present, value);
        return Change(node, present, reader.ReadSingle(node, value));
    }

    /// <summary>The value of a complex attribute after an operation on one of its sub-attributes.</summary>
    internal static ComplexValue? ApplyToSub(ValueReader reader, AttributeNode node, AttributeNode sub, ComplexValue? present, PatchOperation operation)
    {
        if (node.Mutability == Mutability.Immutable && present is not null)
            throw ResourceRules.Immutable(node);
        var result = (present ?? ComplexValue.Empty).With(sub, sub.MultiValued
            ? operation.Op == PatchOperationType.Remove ? Unassign(sub, present?[sub]) : reader.Read(sub, operation.Value)
            : Apply(reader, sub, present?[sub], operation.Op, operation.Value));
        return result.IsEmpty ? null : result;
    }

    /// <summary>Lays the sub-attributes of an object over a complex value; those not named stay (RFC 7644 section 3.5.2.3).</summary>
    internal static ComplexValue? Merge(ValueReader reader, AttributeNode node, ComplexValue? present, JsonNode value)
    {
        if (value is not JsonObject properties)
            throw SimpleValueReader.Wrong(node, value, "an object of sub-attributes");
        var result = present ?? ComplexValue.Empty;
        foreach (var (name, property) in properties)
            if (node.Find(name) is { } sub && sub.Mutability != Mutability.ReadOnly)
                result = result.With(sub, Change(sub, result[sub], reader.Read(sub, property)));
        if (node.Mutability == Mutability.Immutable && present is not null && !result.SameAs(present))
            throw ResourceRules.Immutable(node);
        return result.IsEmpty ? null : result;
    }

    /// <summary>Removes a value, if the attribute may lose it.</summary>
    internal static AttributeValue? Unassign(AttributeNode node, AttributeValue? present)
    {
        if (node.Required)
            throw ScimError.Mutability($"\"{node.Path}\" is required and cannot be removed; replace its value instead.").ToException();
        return Change(node, present, null);
    }

    /// <summary>The new value, if the attribute may change to it. An equal value is no change.</summary>
    internal static AttributeValue? Change(AttributeNode node, AttributeValue? present, AttributeValue? value)
    {
        if (AttributeValue.Same(present, value))
            return present;
        if (node.Mutability == Mutability.Immutable && present is not null)
            throw ResourceRules.Immutable(node);
        return value;
    }
}
