using System.Collections.Frozen;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Querying;
using ScimConformance.Provider.Resources;

namespace ScimConformance.Provider.Schemas;

/// <summary>A resource type with its schemas bound into one attribute tree.</summary>
internal sealed class BoundResourceType
{
    private readonly FrozenDictionary<string, AttributeNode> containers;

    internal BoundResourceType(ResourceType definition, IReadOnlyDictionary<string, Schema> schemas)
    {
        Definition = definition;
        var schema = Find(definition.SchemaUrn);
        BaseUrn = schema.Id;
        Root = new AttributeNode(definition.Name, null, null, 0, false, root =>
        {
            var order = 0;
            var common = new[] { CommonAttributes.Schemas, CommonAttributes.Id, CommonAttributes.ExternalId }
                .Select(attribute => new AttributeNode(attribute, null, root, order++)).ToList();
            var core = schema.Attributes.Where(attribute => CommonAttributes.Find(attribute.Name) is null)
                .Select(attribute => new AttributeNode(attribute, schema.Id, root, order++)).ToList();
            var extensions = definition.Extensions.Select(extension => Container(Find(extension.Urn), extension.Required, root, order++)).ToList();
            return [.. common, .. core, .. extensions, new AttributeNode(CommonAttributes.Meta, null, root, order)];
        });
        SchemasNode = Root.Find("schemas")!;
        Id = Root.Find("id")!;
        ExternalId = Root.Find("externalId")!;
        Meta = Root.Find("meta")!;
        Extensions = [.. Root.Children.Where(node => node.IsContainer)];
        containers = Extensions.Append(Root).ToFrozenDictionary(node => node == Root ? BaseUrn : node.Name, ScimUrn.Comparer);
        Members = BaseUrn == ScimUrn.Group ? Root.Find("members") : null;
        Groups = BaseUrn == ScimUrn.User ? Root.Find("groups") : null;
        Manager = Extensions.FirstOrDefault(node => node.Name == ScimUrn.EnterpriseUser)?.Find("manager");
        Active = BaseUrn == ScimUrn.User ? Root.Find("active") : null;
        Indexed = [.. All(Root).Where(IsIndexed).Select(node => new AttributeSteps(Root, node))];
        SchemaUrns = containers.Keys;

        Schema Find(string urn) => schemas.TryGetValue(urn, out var found)
            ? found
            : throw new ArgumentException($"Resource type \"{definition.Name}\" names the schema \"{urn}\", which is not among the configured schemas; add it to Schemas.");
    }

    internal ResourceType Definition { get; }

    internal string Name => Definition.Name;

    /// <summary>The name as a value, for the members of all groups together.</summary>
    internal TextValue NameText => field ??= new TextValue(Name);

    /// <summary>The endpoint's path segment, without slashes.</summary>
    internal string Endpoint => Definition.Endpoint.Trim('/');

    internal string BaseUrn { get; }

    internal AttributeNode Root { get; }

    internal AttributeNode SchemasNode { get; }

    internal AttributeNode Id { get; }

    internal AttributeNode ExternalId { get; }

    internal AttributeNode Meta { get; }

    /// <summary>The containers of the extensions.</summary>
    internal IReadOnlyList<AttributeNode> Extensions { get; }

    /// <summary>Attributes whose values the store indexes.</summary>
    internal IReadOnlyList<AttributeSteps> Indexed { get; }

    /// <summary>A group's "members"; null for other types.</summary>
    internal AttributeNode? Members { get; }

    /// <summary>A user's derived "groups"; null for other types.</summary>
    internal AttributeNode? Groups { get; }

    /// <summary>A user's "active"; null for other types.</summary>
    internal AttributeNode? Active { get; }

    /// <summary>The enterprise extension's "manager", where the type has it.</summary>
    internal AttributeNode? Manager { get; }

    /// <summary>URNs of the base schema and the extensions.</summary>
    internal IReadOnlyCollection<string> SchemaUrns { get; }

    /// <summary>The root for the base schema's URN, a container for an extension's; null for others.</summary>
    internal AttributeNode? FindSchema(string urn) => containers.GetValueOrDefault(urn);

    /// <summary>Follows a name with an optional schema and sub-attribute; null where it leads nowhere.</summary>
    internal AttributeNode? Resolve(string? urn, string attribute, string? subAttribute)
    {
        var container = urn is null ? Root : FindSchema(urn);
        // A bare extension URN parses as a URN and an attribute, because its last part looks like a name.
        if (urn is not null && subAttribute is null && FindSchema($"{urn}:{attribute}") is { } schema)
            return schema;
        var node = container?.Find(attribute);
        return subAttribute is null ? node : node?.Find(subAttribute);
    }

    private static AttributeNode Container(Schema schema, bool required, AttributeNode root, int order) =>
        new(schema.Id, schema.Id, root, order, required, container => schema.Attributes.Select((attribute, index) => new AttributeNode(attribute, schema.Id, container, index)));

    private static IEnumerable<AttributeNode> All(AttributeNode node) => node.Children.SelectMany(child => All(child).Prepend(child));

    // Unique attributes, and those by which identity providers look resources up.
    private bool IsIndexed(AttributeNode node) =>
        node != Id && !node.IsInsideSecret && !node.IsComplex && node.Mutability != Mutability.ReadOnly
        && (node.Definition.Uniqueness != Uniqueness.None || node == ExternalId
            || (node.Parent == Root && node.Name == "displayName")
            || (node.Name == "value" && node.Parent!.Name == "emails" && node.Parent.Parent == Root));
}
