using System.Text.Json;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Reads one attribute's value from JSON: types are checked, null and [] mean no value, readOnly parts are ignored.</summary>
internal sealed class ValueReader(ToleranceSet tolerance)
{
    private readonly HashSet<AttributeNode> requested = [];

    /// <summary>The attributes of returned "request" that were part of the request, and so are part of its answer (RFC 7643 section 7).</summary>
    internal IReadOnlySet<AttributeNode> Requested => requested;

    /// <summary>Reads the value of a whole attribute; null where it is unassigned.</summary>
    internal AttributeValue? Read(AttributeNode node, JsonElement value)
    {
        Touch(node);
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (!node.MultiValued)
            return ReadSingle(node, value);
        if (value.ValueKind != JsonValueKind.Array)
        {
            if (!tolerance.WrapsSingleValues || value.ValueKind != (node.IsComplex ? JsonValueKind.Object : JsonValueKind.String))
                throw SimpleValueReader.Wrong(node, value, "an array");
            return ReadSingle(node, value) is { } single ? new MultiValue([single]) : null;
        }

        var items = new List<AttributeValue>(value.GetArrayLength());
        foreach (var element in value.EnumerateArray())
            if (element.ValueKind != JsonValueKind.Null && ReadSingle(node, element) is { } item)
                items.Add(item);
        return MultiValue.OrNull(MultiValues.Distinct(node, items));
    }

    /// <summary>Reads one value: of a single-valued attribute, or one element of a multi-valued one.</summary>
    internal AttributeValue? ReadSingle(AttributeNode node, JsonElement value)
    {
        Touch(node);
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        value = tolerance.Convert(node.Definition, value);
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        return node.IsComplex ? ReadComplex(node, value) : SimpleValueReader.Read(node, value);
    }

    private ComplexValue? ReadComplex(AttributeNode node, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw SimpleValueReader.Wrong(node, value, "an object of sub-attributes");
        var members = new List<Member>();
        foreach (var property in value.EnumerateObject())
            if (node.Find(property.Name) is { } sub && sub.Mutability != Mutability.ReadOnly && Read(sub, property.Value) is { } read)
            {
                if (members.Exists(member => member.Node == sub))
                    throw ScimError.InvalidSyntax($"\"{sub.Path}\" stands twice in one object (letter case does not count); send it once.").ToException();
                members.Add(new Member(sub, read));
            }

        return members.Count == 0 ? null : ComplexValue.Of(members);
    }

    private void Touch(AttributeNode node)
    {
        if (node.Returned == Returned.Request)
            requested.Add(node);
    }
}
