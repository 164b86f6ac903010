using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility.OneLogin;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Patching;

/// <summary>
/// Applies the operations of one PATCH request in order, each on the result of the one before (RFC 7644 section 3.5.2). Values are immutable,
/// so a request that fails half-way leaves nothing behind.
/// </summary>
internal sealed class PatchApplier(BoundResourceType type, string ownId, ComplexValue resource, ValueReader reader)
{
    private readonly ValueEffort effort = new();
    private ComplexValue resource = resource;

    /// <summary>The attributes after all operations.</summary>
    internal ComplexValue Apply(PatchOp patch)
    {
        foreach (var operation in patch.Operations)
        {
            if (operation.Path is { } path)
                ApplyAt(path, operation);
            else
                ApplyToAll(type.Root, operation.Op, (JsonObject)operation.Value!);
        }

        return resource;
    }

    private void ApplyAt(PatchPath path, PatchOperation operation)
    {
        if (path.IsSchema)
        {
            if (type.FindSchema(path.Urn) is { } container)
                ApplyToSchema(container, operation);
            else
                PassOverOrRefuse(path.Urn);
            return;
        }

        var node = type.Resolve(path.Urn, path.Attribute, null);
        var sub = path.SubAttribute is { } name ? node?.Find(name) : null;
        if (node is null || (sub is null && path.SubAttribute is not null))
        {
            PassOverOrRefuse(path.ToString());
            return;
        }

        if (IsPassedOver(sub ?? node) || IsPassedOver(node))
            return;
        if ((sub ?? node).Mutability == Mutability.ReadOnly)
            throw ScimError.Mutability($"\"{(sub ?? node).Path}\" is readOnly; the service provider alone sets it.").ToException();
        if (path.ValueFilter is null && sub is null)
            ApplyTo(node, operation.Op, operation.Value, operation.HasValue);
        else if (node.MultiValued)
            Set(node, new ValueListPatch(type, node, sub, reader, effort).Apply(Items(node), path.ValueFilter, operation));
        else if (path.ValueFilter is not null)
            throw ScimError.InvalidPath($"\"{node.Path}\" has a single value; brackets select among the values of a multi-valued attribute.").ToException();
        else
            Set(node, SingleValuePatch.ApplyToSub(reader, node, sub!, (ComplexValue?)Get(node), operation));
    }

    private void ApplyToSchema(AttributeNode container, PatchOperation operation)
    {
        if (operation.Op != PatchOperationType.Remove && operation.Value is JsonObject values)
        {
            ApplyToAll(container, operation.Op, values);
            return;
        }

        if (operation.Op == PatchOperationType.Add || (operation.Op == PatchOperationType.Replace && operation.Value is not null))
            throw ScimError.InvalidValue($"The path \"{container.Name}\" takes an object of attributes, not {Shown.Value(operation.Value)}.").ToException();
        if (container == type.Root)
            throw ScimError.NoTarget($"The path is the URN of {type.Name} itself; name the attribute to remove.").ToException();
        foreach (var member in (resource[container] as ComplexValue ?? ComplexValue.Empty).Members)
            if (member.Node.Mutability == Mutability.Immutable)
                throw ResourceRules.Immutable(member.Node);
        resource = resource.With(container, null);
    }

    /// <summary>Applies an operation without path: each member of the value is a target of its own.</summary>
    private void ApplyToAll(AttributeNode container, PatchOperationType op, JsonObject values)
    {
        foreach (var (key, value) in values)
        {
            if (container.Find(key) is { IsContainer: false } node)
            {
                if (node == type.Id && reader.Tolerance.IgnoresOwnId && ScimJson.TryGetString(value, out var id) && id == ownId)
                    continue;
                if (IsPassedOver(node))
                    continue;
                if (node.Mutability == Mutability.ReadOnly)
                    throw ScimError.Mutability($"\"{node.Path}\" is readOnly; the service provider alone sets it.").ToException();
                ApplyTo(node, op, value, hasValue: true);
            }
            else if (container == type.Root && FindContainer(key) is { } extension)
                ApplyToSchema(extension, new PatchOperation(op, null, true, value));
            else if (reader.Tolerance.ExpandsKeys)
                ApplyAt(PatchPath.Parse(container == type.Root ? key : $"{container.Name}:{key}", type.SchemaUrns), new PatchOperation(op, null, true, value));
            else
                PassOverOrRefuse(container == type.Root ? key : $"{container.Name}:{key}");
        }
    }

    private void ApplyTo(AttributeNode node, PatchOperationType op, JsonNode? value, bool hasValue)
    {
        if (node == type.SchemasNode)
            SchemasPatch.Check(type, resource, op, value);
        else if (node.MultiValued)
            Set(node, new ValueListPatch(type, node, null, reader, effort).ApplyToAll(Items(node), op, value, hasValue));
        else
            Set(node, SingleValuePatch.Apply(reader, node, Get(node), op, value));
    }

    private AttributeNode? FindContainer(string urn) =>
        reader.Tolerance.MapSchema(urn) is { Length: > 0 } mapped && mapped != LegacySchemas.BaseSchema ? type.FindSchema(mapped) : null;

    private IReadOnlyList<AttributeValue> Items(AttributeNode node) => (Get(node) as MultiValue)?.Items ?? [];

    private AttributeValue? Get(AttributeNode node) =>
        node.Parent == type.Root ? resource[node] : (resource[node.Parent!] as ComplexValue)?[node];

    private void Set(AttributeNode node, AttributeValue? value)
    {
        if (node.Parent == type.Root)
        {
            resource = resource.With(node, value);
            return;
        }

        var container = (resource[node.Parent!] as ComplexValue ?? ComplexValue.Empty).With(node, value);
        resource = resource.With(node.Parent!, container.IsEmpty ? null : container);
    }

    /// <summary>Whether an attribute has its value for good, and another one is neither taken nor refused. Not the common attributes: who takes an "id" for his own is mistaken in the resource.</summary>
    private bool IsPassedOver(AttributeNode node) => reader.Tolerance.PassesOverFixed && node.SchemaUrn is not null && node.Mutability switch
    {
        Mutability.ReadOnly => true,
        Mutability.Immutable => node.Parent is { } parent && (parent == type.Root || parent.IsContainer) && Get(node) is not null,
        _ => false,
    };

    private void PassOverOrRefuse(string path)
    {
        if (!reader.Tolerance.PassesOverUnknown)
            throw Unknown(path);
    }

    private ScimException Unknown(string path) =>
        ScimError.InvalidPath($"\"{Shown.Text(path)}\" is not an attribute of {type.Name}; /Schemas lists the attributes.").ToException();
}
