using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>A resource type as SCIM 1.1 describes it: one schema with the attributes of all extensions (core schema section 10).</summary>
internal static class Scim11Schema
{
    internal static string IdOf(BoundResourceType type) => $"{Scim11Urn.Core}:{type.Name}";

    internal static JsonObject Of(BoundResourceType type) => new()
    {
        ["id"] = IdOf(type),
        ["name"] = type.Name,
        ["description"] = type.Definition.Description is { Length: > 0 } description ? description : type.Name,
        ["schema"] = Scim11Urn.Core,
        ["endpoint"] = $"/{type.Endpoint}",
        ["attributes"] = new JsonArray([.. type.Root.Children.Where(node => node != type.SchemasNode)
            .SelectMany(node => node.IsContainer ? node.Children : [node]).Select(Attribute)]),
    };

    private static JsonNode Attribute(AttributeNode node)
    {
        var json = new JsonObject
        {
            ["name"] = node.Name,
            ["type"] = TypeOf(node),
            ["multiValued"] = node.MultiValued,
        };
        if (node.MultiValued)
            json["multiValuedAttributeChildName"] = XmlNames.Singular(node.Name);
        json["description"] = node.Definition.Description;
        json["schema"] = Scim11Urn.Of(node.SchemaUrn ?? Scim11Urn.Core);
        AddCharacteristics(json, node, node.Required, IsFixed(node));
        var subs = node.Children.Where(sub => sub.Name is not ("$ref" or "resourceType")).ToList();
        if (subs.Count > 0)
            json["subAttributes"] = new JsonArray([.. subs.Select(SubAttribute)]);
        return json;
    }

    private static JsonNode SubAttribute(AttributeNode node)
    {
        var isManagerId = node.Name == "value" && node.Parent is { Name: "manager", SchemaUrn: ScimUrn.EnterpriseUser };
        var json = new JsonObject
        {
            ["name"] = isManagerId ? Scim11Names.ManagerId : node.Name,
            ["type"] = TypeOf(node),
            ["description"] = node.Definition.Description,
        };
        AddCharacteristics(json, node, node.Required || isManagerId, node.Mutability == Mutability.ReadOnly);
        if (node.Definition.CanonicalValues.Count > 0)
            json["canonicalValues"] = new JsonArray([.. node.Definition.CanonicalValues.Select(value => (JsonNode)value)]);
        return json;
    }

    /// <summary>Whether PUT and PATCH pass over an attribute: SCIM 1.1 has one word for what is read-only and what is immutable (core schema section 3).</summary>
    internal static bool IsFixed(AttributeNode node) => node.Mutability is Mutability.ReadOnly or Mutability.Immutable;

    private static void AddCharacteristics(JsonObject json, AttributeNode node, bool required, bool readOnly)
    {
        json["readOnly"] = readOnly;
        json["required"] = required;
        json["caseExact"] = node.Definition.CaseExact;
    }

    /// <summary>SCIM 1.1 has no references; they are strings there.</summary>
    private static string TypeOf(AttributeNode node) => node.Definition.Type switch
    {
        AttributeType.Complex => "complex",
        AttributeType.Boolean => "boolean",
        AttributeType.Decimal => "decimal",
        AttributeType.Integer => "integer",
        AttributeType.DateTime => "dateTime",
        AttributeType.Binary => "binary",
        _ => "string",
    };
}
