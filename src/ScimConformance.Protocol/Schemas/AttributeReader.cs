using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;

namespace ScimConformance.Protocol.Schemas;

/// <summary>Reads attribute definitions, refusing what no resource could follow.</summary>
internal static class AttributeReader
{
    internal static SchemaAttribute[] Read(MessageReader json, string member)
    {
        var attributes = json.Objects(member).Select(Read).ToArray();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < attributes.Length; i++)
            if (!names.Add(attributes[i].Name))
                throw json.Wrong($"{member}[{i}].name", "a name that no other attribute beside it has, in any letter case", attributes[i].Name);
        return attributes;
    }

    private static SchemaAttribute Read(MessageReader json)
    {
        var name = json.String("name");
        if (AttributeName.FirstWrong(name) >= 0)
            throw json.Wrong("name", "a letter (or \"$\") followed by letters, digits, \"-\", \"_\" or \"$\"", json.Find("name"));
        var attribute = new SchemaAttribute
        {
            Name = name,
            Type = AttributeWords.Types.Read(json, "type"),
            MultiValued = json.OptionalBoolean("multiValued") ?? false,
            Description = json.OptionalString("description") ?? "",
            Required = json.OptionalBoolean("required") ?? false,
            CanonicalValues = json.Strings("canonicalValues"),
            CaseExact = json.OptionalBoolean("caseExact") ?? false,
            Mutability = AttributeWords.Mutabilities.Read(json, "mutability"),
            Returned = AttributeWords.Returneds.Read(json, "returned"),
            Uniqueness = AttributeWords.Uniquenesses.Read(json, "uniqueness"),
            ReferenceTypes = json.Strings("referenceTypes"),
            SubAttributes = Read(json, "subAttributes"),
        };
        if (attribute.IsComplex && attribute.SubAttributes.Count == 0)
            throw json.Wrong("subAttributes", "an array with at least one attribute, since the type is \"complex\"", json.Find("subAttributes"));
        if (!attribute.IsComplex && attribute.SubAttributes.Count > 0)
            throw json.Wrong("type", "\"complex\", since the attribute has sub-attributes", json.Find("type"));
        return attribute;
    }
}
