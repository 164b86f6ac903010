using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>
/// Reads a resource in the form of the XML schema of SCIM 1.1 and gives it the form that JSON has there. The provider's own schemas say which
/// elements are lists and which texts are booleans or numbers; a namespace stands for what JSON names in "schemas".
/// </summary>
internal static class Scim11XmlReader
{
    /// <summary>The resource in a body.</summary>
    /// <exception cref="ScimException">invalidSyntax: the body is no such document.</exception>
    internal static JsonObject Read(ReadOnlySpan<byte> body, ScimLimits limits, BoundResourceType type)
    {
        var root = XmlElementTree.Parse(body, limits);
        return root.Namespace == Scim11Urn.Core && root.Name == type.Name ? Resource(root, type) : throw Malformed(
            $"The root element is <{Shown.Text(root.Name)}> in the namespace \"{Shown.Text(root.Namespace)}\"; send <{type.Name} xmlns=\"{Scim11Urn.Core}\">.");
    }

    /// <summary>The resource in an element.</summary>
    internal static JsonObject Resource(XmlElementTree element, BoundResourceType type)
    {
        var schemas = new JsonArray(Scim11Urn.Core);
        var resource = new JsonObject { ["schemas"] = schemas };
        var extensions = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var child in element.Children)
        {
            if (child.Namespace == Scim11Urn.Core)
            {
                Add(resource, child, child.Name == "meta" ? Meta(child) : Value(child, type.Root.Find(child.Name)));
                continue;
            }

            if (!extensions.TryGetValue(child.Namespace, out var extension))
            {
                schemas.Add(child.Namespace);
                extensions.Add(child.Namespace, extension = new JsonObject());
            }

            Add(extension, child, Value(child, Scim11Urn.FindExtension(type, child.Namespace)?.Find(child.Name)));
        }

        // A namespace can be any text, also the name of an attribute.
        foreach (var (space, extension) in extensions)
            if (!resource.TryAdd(space, extension))
                throw Malformed($"The namespace \"{Shown.Text(space)}\" is not the URN of a schema; those of {type.Name} are {string.Join(", ", Scim11Urn.Of(type))}.");
        return resource;
    }

    private static JsonNode? Value(XmlElementTree element, AttributeNode? node)
    {
        if (element.IsNil)
            return null;
        if (node is null)
            return element.Children.Count > 0 ? Complex(element, null) : element.Text;
        if (!node.MultiValued)
            return Single(element, node);
        var childName = XmlNames.Singular(node.Name);
        if (element.Children.Count == 0 && element.Text.AsSpan().Trim().Length > 0)
            throw Malformed($"The values of \"{node.Name}\" stand in elements <{childName}> inside <{node.Name}>.");
        return new JsonArray([.. element.Children.Select(child => AttributeNames.Same(child.Name, childName)
            ? Single(child, node)
            : throw Malformed($"<{node.Name}> has an element <{Shown.Text(child.Name)}>; its values stand in elements <{childName}>."))]);
    }

    private static JsonNode? Single(XmlElementTree element, AttributeNode node) =>
        element.Children.Count > 0 || (node.IsComplex && element.Text.AsSpan().Trim().Length == 0) ? Complex(element, node) : Simple(element.Text, node.Definition.Type);

    private static JsonObject Complex(XmlElementTree element, AttributeNode? node)
    {
        var complex = new JsonObject();
        foreach (var child in element.Children)
            Add(complex, child, Value(child, node?.Find(child.Name)));
        return complex;
    }

    private static JsonNode Simple(string text, AttributeType type) => type switch
    {
        AttributeType.Boolean when text.Trim() is "true" or "1" => JsonValue.Create(true),
        AttributeType.Boolean when text.Trim() is "false" or "0" => JsonValue.Create(false),
        AttributeType.Integer or AttributeType.Decimal => Number(text.Trim()),
        AttributeType.DateTime => text.Trim(),
        // XML wraps base64 text; the spaces mean nothing.
        AttributeType.Binary => string.Concat(text.Where(c => !char.IsWhiteSpace(c))),
        _ => text,
    };

    private static JsonValue Number(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>"meta" matters in PATCH alone, for the names of attributes to remove.</summary>
    private static JsonObject Meta(XmlElementTree meta) => new()
    {
        ["attributes"] = new JsonArray([.. meta.Children.Where(child => child.Name == "attributes").SelectMany(list => list.Children)
            .Select(attribute => (JsonNode)(attribute.Children.FirstOrDefault(child => child.Name == "value") ?? attribute).Text.Trim())]),
    };

    private static void Add(JsonObject json, XmlElementTree element, JsonNode? value)
    {
        if (!json.TryAdd(element.Name, value))
            throw Malformed($"The element <{Shown.Text(element.Name)}> stands twice in one place; send it once.");
    }

    private static ScimException Malformed(string detail) => ScimError.InvalidSyntax(detail).ToException();
}
