using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility.OneLogin;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Resources;

/// <summary>Reads the body of POST and PUT: names what it knows, ignores what is readOnly or unknown (RFC 7644 sections 3.3 and 3.5.1).</summary>
internal static class ResourceReader
{
    internal static ResourceInput Read(JsonObject body, BoundResourceType type, ValueReader reader)
    {
        ReadSchemas(body, type, reader);
        var members = new List<Member>(body.Count);
        var mentioned = new HashSet<AttributeNode>();
        foreach (var (name, value) in body)
        {
            var node = type.Root.Find(name) ?? FindContainer(name, type, reader);
            if (node is null || node == type.SchemasNode || node.Mutability == Mutability.ReadOnly)
                continue;
            if (!mentioned.Add(node))
                throw ScimError.InvalidSyntax($"\"{node.Path}\" stands twice in the body; send it once.").ToException();
            if (node.IsContainer && value is JsonObject extension)
                foreach (var (key, _) in extension)
                    if (node.Find(key) is { } inner)
                        mentioned.Add(inner);
            if (reader.Read(node, value) is { } read)
                members.Add(new Member(node, read));
        }

        return new ResourceInput(ComplexValue.Of(members), mentioned);
    }

    private static void ReadSchemas(JsonObject body, BoundResourceType type, ValueReader reader)
    {
        if (!body.TryFind("schemas", out var found) || found is not JsonArray { Count: > 0 } array)
            throw ScimError.InvalidSyntax($"\"schemas\" must be an array that names the schemas of the resource, at least \"{type.BaseUrn}\".").ToException();
        var hasBase = false;
        foreach (var item in array)
        {
            if (!ScimJson.TryGetString(item, out var urn))
                throw ScimError.InvalidSyntax($"\"schemas\" has {Shown.Value(item)}, which is not a string; it takes the URNs of schemas.").ToException();
            var mapped = reader.Tolerance.MapSchema(urn);
            if (mapped is "")
                continue;
            var container = mapped == LegacySchemas.BaseSchema ? type.Root : type.FindSchema(mapped);
            if (container is null && !reader.Tolerance.PassesOverUnknown)
                throw ScimError.InvalidValue(
                $"\"schemas\" has \"{Shown.Text(urn)}\", which is not a schema of {type.Name}; these are {string.Join(", ", type.SchemaUrns)}.").ToException();
            hasBase |= container == type.Root;
        }

        if (!hasBase)
            throw ScimError.InvalidValue($"\"schemas\" does not have \"{type.BaseUrn}\", the schema of {type.Name}; add it.").ToException();
    }

    private static AttributeNode? FindContainer(string name, BoundResourceType type, ValueReader reader) =>
        reader.Tolerance.MapSchema(name) is { Length: > 0 } urn && type.FindSchema(urn) is { } container && container != type.Root ? container : null;
}

/// <summary>What a POST or PUT body says.</summary>
/// <param name="Attributes">The assigned attributes that a client may set.</param>
/// <param name="Mentioned">The attributes that the body names, those unassigned by null or [] too.</param>
internal sealed record ResourceInput(ComplexValue Attributes, IReadOnlySet<AttributeNode> Mentioned);
