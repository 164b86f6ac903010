using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Fills the attributes that an endpoint's own /Schemas marks as required.</summary>
internal static class RequiredValues
{
    public static void Fill(JsonObject resource, TargetProfile profile, ResourceTypeInfo? type, string unique, string email)
    {
        if (type is null)
        {
            return;
        }

        FillFrom(resource, profile.Schema(type.Schema)?.Attributes ?? [], unique, email);
        foreach (var (urn, _) in type.Extensions.Where(e => e.Required))
        {
            var container = new JsonObject();
            FillFrom(container, profile.Schema(urn)?.Attributes ?? [], unique, email);
            resource[urn] = container;
            (resource["schemas"] as JsonArray)?.Add((JsonNode)urn);
        }
    }

    /// <summary>A valid value of the attribute, a list of one where it is multi-valued.</summary>
    public static JsonNode? Sample(AttributeInfo attribute, string unique, string email) =>
        attribute.MultiValued ? new JsonArray(Single(attribute, unique, email)) : Single(attribute, unique, email);

    private static void FillFrom(JsonObject target, IReadOnlyList<AttributeInfo> attributes, string unique, string email)
    {
        foreach (var attribute in attributes.Where(a => a is { Required: true, IsWritable: true } && target.Member(a.Name).IsUnassigned()))
        {
            target[attribute.Name] = Sample(attribute, unique, email);
        }
    }

    private static JsonNode? Single(AttributeInfo attribute, string unique, string email)
    {
        if (attribute.IsComplex)
        {
            var value = new JsonObject();
            FillFrom(value, attribute.SubAttributes, unique, email);
            if (value.Count == 0 && attribute.SubAttributes.FirstOrDefault(s => s.IsWritable && s.Name == "value") is { } main)
            {
                value["value"] = Single(main, unique, email);
            }

            return value;
        }

        return attribute.Type.ToLowerInvariant() switch
        {
            "boolean" => true,
            "integer" => 1,
            "decimal" => 1.5,
            "datetime" => "2024-01-01T00:00:00Z",
            "binary" => "AQID",
            "reference" => "https://example.com/" + unique,
            _ when attribute.CanonicalValues.Count > 0 => attribute.CanonicalValues[0],
            _ when attribute.Name.Equals("password", StringComparison.OrdinalIgnoreCase) => $"Pw-{unique}-9z!",
            _ when attribute.Name.Contains("mail", StringComparison.OrdinalIgnoreCase) => email,
            _ => unique,
        };
    }
}
