using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Patching;

/// <summary>
/// Operations on "schemas". The provider keeps it in step with the extensions that have values, so naming a known schema succeeds and changes
/// nothing by itself, and taking a schema away is refused while it has values.
/// </summary>
internal static class SchemasPatch
{
    internal static void Check(BoundResourceType type, ComplexValue resource, PatchOperationType op, JsonNode? value)
    {
        if (op == PatchOperationType.Remove)
            throw ScimError.Mutability("\"schemas\" is required and follows the extensions that have values; remove an extension by its URN as the path.").ToException();
        var named = new HashSet<AttributeNode>();
        foreach (var item in value as JsonArray ?? throw Wrong(value))
            named.Add(ScimJson.TryGetString(item, out var urn) ? type.FindSchema(urn) ?? throw UnknownSchema(type, urn) : throw Wrong(item));
        if (op == PatchOperationType.Replace
            && type.Extensions.Where(extension => resource[extension] is not null).Append(type.Root).FirstOrDefault(used => !named.Contains(used)) is { } missing)
            throw ScimError.Mutability(
                $"\"schemas\" must keep \"{(missing == type.Root ? type.BaseUrn : missing.Name)}\", which the resource uses; remove an extension by its URN as the path.").ToException();
    }

    private static ScimException Wrong(JsonNode? value) =>
        ScimError.InvalidValue($"\"schemas\" takes an array of schema URNs, not {Shown.Value(value)}.").ToException();

    private static ScimException UnknownSchema(BoundResourceType type, string urn) => ScimError.InvalidValue(
        $"\"{Shown.Text(urn)}\" is not a schema of {type.Name}; these are {string.Join(", ", type.SchemaUrns)}.").ToException();
}
