using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Schemas;

/// <summary>Schemas as JSON in the form of /Schemas (RFC 7643 section 7), which is also the form of a file that defines an extension.</summary>
public static class SchemaJson
{
    /// <summary>The schema as /Schemas shows it; "schemas" and "meta" as erratum 8417 asks.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="location">The value of meta.location, or null to leave meta out.</param>
    public static JsonObject ToJson(this Schema schema, string? location = null)
    {
        var json = new JsonObject
        {
            ["schemas"] = new JsonArray(ScimUrn.Schema),
            ["id"] = schema.Id,
            ["name"] = schema.Name,
            ["description"] = schema.Description,
            ["attributes"] = Write(schema.Attributes),
        };
        if (location is not null)
            json["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = location };
        return json;
    }

    /// <summary>Reads a schema. Characteristics that are missing take the defaults of RFC 7643 section 2.2.</summary>
    /// <exception cref="ScimException">invalidValue, naming the field and its value.</exception>
    public static Schema Parse(JsonNode? node)
    {
        var json = MessageReader.Object(node, "", ScimError.InvalidValue);
        var id = json.String("id");
        if (!id.Contains(':') || id.Contains(' '))
            throw json.Wrong("id", "a URN such as \"urn:example:params:scim:schemas:extension:acme:2.0:User\"", json.Find("id"));
        return new Schema(id, json.OptionalString("name") ?? "", json.OptionalString("description") ?? "", AttributeReader.Read(json, "attributes"));
    }

    private static JsonArray Write(IReadOnlyList<SchemaAttribute> attributes) => new([.. attributes.Select(Write)]);

    private static JsonNode Write(SchemaAttribute attribute)
    {
        var json = new JsonObject
        {
            ["name"] = attribute.Name,
            ["type"] = AttributeWords.Types.ToWire(attribute.Type),
            ["multiValued"] = attribute.MultiValued,
            ["description"] = attribute.Description,
            ["required"] = attribute.Required,
        };
        if (attribute.CanonicalValues.Count > 0)
            json["canonicalValues"] = new JsonArray([.. attribute.CanonicalValues]);
        // Letter case is a matter of types that are JSON strings; section 8.7 does not print it for others either.
        if (attribute.Type is AttributeType.String or AttributeType.Reference or AttributeType.Binary)
            json["caseExact"] = attribute.CaseExact;
        json["mutability"] = AttributeWords.Mutabilities.ToWire(attribute.Mutability);
        json["returned"] = AttributeWords.Returneds.ToWire(attribute.Returned);
        json["uniqueness"] = AttributeWords.Uniquenesses.ToWire(attribute.Uniqueness);
        if (attribute.ReferenceTypes.Count > 0)
            json["referenceTypes"] = new JsonArray([.. attribute.ReferenceTypes]);
        if (attribute.IsComplex)
            json["subAttributes"] = Write(attribute.SubAttributes);
        return json;
    }
}
