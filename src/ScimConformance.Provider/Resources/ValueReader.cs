using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Reads one attribute's value from JSON: types are checked, null and [] mean no value, readOnly parts are ignored.</summary>
internal sealed class ValueReader(ToleranceSet tolerance, int secretIterations)
{
    // A user has about as many; in a large group nothing is the same.
    private const int MostShared = 24;

    private readonly List<TextValue> texts = [];
    private HashSet<AttributeNode>? requested;

    /// <summary>The attributes of returned "request" that were part of the request, and so are part of its answer (RFC 7643 section 7); null for none.</summary>
    internal IReadOnlySet<AttributeNode>? Requested => requested;

    internal ToleranceSet Tolerance => tolerance;

    /// <summary>Reads the value of a whole attribute; null where it is unassigned.</summary>
    internal AttributeValue? Read(AttributeNode node, JsonNode? value)
    {
        Touch(node);
        if (!node.MultiValued)
            return ReadSingle(node, value);
        if (value is not JsonArray array)
        {
            value = tolerance.Convert(node.Definition, value);
            if (value is null)
                return null;
            if (!tolerance.WrapsSingleValues || node.IsComplex != value is JsonObject)
                throw SimpleValueReader.Wrong(node, value, "an array");
            return ReadSingle(node, value) is { } single ? new MultiValue([single]) : null;
        }

        var items = new List<AttributeValue>(array.Count);
        foreach (var element in array)
        {
            if (ReadSingle(node, element) is { } item)
                items.Add(item);
            else if (node.RefersToResource && element is not null)
                throw ScimError.InvalidValue($"A value of \"{node.Path}\" has no \"value\"; it takes the \"id\" of a resource.").ToException();
        }

        return MultiValue.OrNull(MultiValues.Distinct(node, items));
    }

    /// <summary>Reads one value: of a single-valued attribute, or one element of a multi-valued one.</summary>
    internal AttributeValue? ReadSingle(AttributeNode node, JsonNode? value)
    {
        Touch(node);
        value = tolerance.Convert(node.Definition, value);
        if (value is null)
            return null;
        if (node.IsComplex)
            return ReadComplex(node, value);
        var read = SimpleValueReader.Read(node, value);
        if (read is not TextValue text)
            return read;
        return node.IsInsideSecret ? SecretValue.Of(text.Text, secretIterations) : Shared(text);
    }

    /// <summary>A value that the request has had before: a user name is often the e-mail address too, and is kept once then.</summary>
    private TextValue Shared(TextValue text)
    {
        foreach (var other in texts)
            if (other.Text == text.Text)
                return other;
        if (texts.Count < MostShared)
            texts.Add(text);
        return text;
    }

    private ComplexValue? ReadComplex(AttributeNode node, JsonNode value)
    {
        if (value is not JsonObject properties)
            throw SimpleValueReader.Wrong(node, value, "an object of sub-attributes");
        var members = new List<Member>(properties.Count);
        foreach (var (name, property) in properties)
            if (node.Find(name) is { } sub && sub.Mutability != Mutability.ReadOnly && Read(sub, property) is { } read)
                members.Add(new Member(sub, read));
        return members.Count == 0 ? null : ComplexValue.Of(members);
    }

    private void Touch(AttributeNode node)
    {
        if (node.Returned == Returned.Request)
            (requested ??= []).Add(node);
    }
}
