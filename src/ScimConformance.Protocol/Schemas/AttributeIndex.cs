using System.Collections.Frozen;

namespace ScimConformance.Protocol.Schemas;

/// <summary>Look-up by attribute name, which is case-insensitive (RFC 7643 section 2.1).</summary>
internal static class AttributeIndex
{
    internal static FrozenDictionary<string, SchemaAttribute> Build(IReadOnlyList<SchemaAttribute> attributes, string where)
    {
        var byName = new Dictionary<string, SchemaAttribute>(attributes.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var attribute in attributes)
            if (!byName.TryAdd(attribute.Name, attribute))
                throw new ArgumentException($"The {where} contain \"{attribute.Name}\" twice (letter case does not count); name each only once.");
        return byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
