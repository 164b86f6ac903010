using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Resources;

/// <summary>A schema that extends a resource type.</summary>
/// <param name="Urn">The extension's URN.</param>
/// <param name="Required">Whether every resource must have the extension.</param>
public readonly record struct SchemaExtension(string Urn, bool Required);

/// <summary>A kind of resource (RFC 7643 section 6).</summary>
/// <param name="Id">The identifier, often the same as the name.</param>
/// <param name="Name">The name, as in meta.resourceType.</param>
/// <param name="Endpoint">The endpoint relative to the base URL, such as "/Users".</param>
/// <param name="Description">What resources of this type are, for people.</param>
/// <param name="SchemaUrn">The URN of the main schema.</param>
/// <param name="Extensions">The schemas that extend it.</param>
public sealed record ResourceType(
    string Id, string Name, string Endpoint, string Description, string SchemaUrn, IReadOnlyList<SchemaExtension> Extensions)
{
    /// <summary>Users, extended by the enterprise schema.</summary>
    public static ResourceType User { get; } =
        new("User", "User", "/Users", "User account", ScimUrn.User, [new SchemaExtension(ScimUrn.EnterpriseUser, Required: false)]);

    /// <summary>Groups.</summary>
    public static ResourceType Group { get; } = new("Group", "Group", "/Groups", "Group of users and groups", ScimUrn.Group, []);

    /// <summary>The resource as /ResourceTypes shows it.</summary>
    /// <param name="location">The value of meta.location, or null to leave meta out.</param>
    public JsonObject ToJson(string? location = null)
    {
        var json = new JsonObject
        {
            ["schemas"] = new JsonArray(ScimUrn.ResourceType),
            ["id"] = Id,
            ["name"] = Name,
            ["description"] = Description,
            ["endpoint"] = Endpoint,
            ["schema"] = SchemaUrn,
            ["schemaExtensions"] = new JsonArray(
                [.. Extensions.Select(e => new JsonObject { ["schema"] = e.Urn, ["required"] = e.Required })]),
        };
        if (location is not null)
            json["meta"] = new JsonObject { ["resourceType"] = "ResourceType", ["location"] = location };
        return json;
    }

    /// <summary>Reads a resource type from JSON of the form that /ResourceTypes shows. "id" may be missing and is then the name.</summary>
    /// <exception cref="ScimException">invalidValue, naming the field and its value.</exception>
    public static ResourceType Parse(JsonNode? node)
    {
        var json = MessageReader.Object(node, "", ScimError.InvalidValue);
        var name = json.String("name");
        var endpoint = json.String("endpoint");
        if (!endpoint.StartsWith('/') || endpoint.Length == 1)
            throw json.Wrong("endpoint", "a path that starts with \"/\", such as \"/Users\"", json.Find("endpoint"));
        return new ResourceType(
            json.OptionalString("id") ?? name,
            name,
            endpoint,
            json.OptionalString("description") ?? "",
            json.String("schema"),
            [.. json.Objects("schemaExtensions").Select(e => new SchemaExtension(
                e.String("schema"),
                e.OptionalBoolean("required") ?? throw e.Wrong("required", "true or false", null)))]);
    }
}
