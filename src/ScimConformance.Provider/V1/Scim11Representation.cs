using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Endpoints;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.V1;

/// <summary>Shows resources as SCIM 1.1 writes them.</summary>
internal static class Scim11Representation
{
    /// <summary>A resource; what is shown of it is the projection's matter, how it is written this one's.</summary>
    internal static JsonObject Of(Representation shown, Projection projection)
    {
        var model = JsonNode.Parse(Reply.Write(shown, projection))!.AsObject();
        var resource = new JsonObject();
        foreach (var (name, value) in model)
            resource[name.Contains(':') ? Scim11Urn.Of(name) : name] = name switch
            {
                "schemas" => Schemas((JsonArray)value!),
                "meta" => Without((JsonObject)value!, "resourceType"),
                ScimUrn.EnterpriseUser => Enterprise((JsonObject)value!),
                _ when Scim11Values.IsLanguage(name) && ScimJson.TryGetString(value, out var tag) => Scim11Values.FromModel(tag),
                _ => Value(value),
            };
        return resource;
    }

    private static JsonArray Schemas(JsonArray urns) =>
        new([.. urns.Select(urn => Scim11Urn.Of(urn!.GetValue<string>())).Distinct().Select(urn => (JsonNode)urn)]);

    private static JsonObject Enterprise(JsonObject attributes)
    {
        var result = Without(attributes);
        if (result["manager"] is JsonObject { Count: > 0 } manager)
            result["manager"] = new JsonObject(manager.Select(sub => KeyValuePair.Create(AttributeNames.IsValue(sub.Key) ? Scim11Names.ManagerId : sub.Key, sub.Value?.DeepClone())));
        return result;
    }

    private static JsonNode? Value(JsonNode? value) => value switch
    {
        JsonArray array => new JsonArray([.. array.Select(Value)]),
        JsonObject complex => Without(complex),
        _ => value?.DeepClone(),
    };

    /// <summary>The sub-attributes without the URIs of references, which SCIM 1.1 does not have.</summary>
    private static JsonObject Without(JsonObject complex, string name = "$ref") =>
        new(complex.Where(sub => sub.Key != name && sub.Key != "$ref").Select(sub => KeyValuePair.Create(sub.Key, Value(sub.Value))));
}
