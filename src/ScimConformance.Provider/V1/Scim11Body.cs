using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Compatibility;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>Puts what a SCIM 1.1 client sends into the form of RFC 7643, so that one set of rules reads both.</summary>
internal static class Scim11Body
{
    /// <summary>The resource as RFC 7643 would write it. Values of multi-valued attributes keep "operation", which has no meaning there.</summary>
    /// <param name="body">The body, whole in POST and PUT, partial in PATCH.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="tolerance">The configured switches.</param>
    /// <exception cref="ScimException">400: "schemas" is wrong, or a manager has no managerId.</exception>
    internal static JsonObject ToModel(JsonObject body, BoundResourceType type, ToleranceSet tolerance)
    {
        var model = new JsonObject { ["schemas"] = Schemas(body, type, tolerance) };
        foreach (var (name, value) in body)
        {
            if (AttributeNames.Same(name, "schemas") || AttributeNames.Same(name, "meta"))
                continue;
            if (Scim11Urn.FindExtension(type, name) is { } extension)
                model[extension.Name] = value is JsonObject attributes ? Attributes(attributes, extension) : value?.DeepClone();
            else if (!name.Contains(':'))
                model[name] = Value(type.Root.Find(name), value);
        }

        return model;
    }

    /// <summary>The same for PUT, which passes over what is read-only (API section 3.3.1), and so over what can be set but once.</summary>
    internal static JsonObject ToReplacement(JsonObject body, BoundResourceType type, ToleranceSet tolerance)
    {
        var model = ToModel(body, type, tolerance);
        foreach (var name in model.Select(member => member.Key).Where(name => type.Root.Find(name) is { IsContainer: false, Mutability: Mutability.Immutable }).ToList())
            model.Remove(name);
        foreach (var extension in type.Extensions)
            if (model[extension.Name] is JsonObject attributes)
                foreach (var name in attributes.Select(member => member.Key).Where(name => extension.Find(name) is { Mutability: Mutability.Immutable }).ToList())
                    attributes.Remove(name);
        return model;
    }

    /// <summary>The attributes that a PATCH removes: "attributes" of "meta" (API section 3.3.2), as names or as values of a multi-valued attribute.</summary>
    /// <exception cref="ScimException">400: "meta.attributes" is no list of names.</exception>
    internal static IReadOnlyList<string> RemovedAttributes(JsonObject body)
    {
        if (!body.TryFind("meta", out var meta) || meta is not JsonObject || !((JsonObject)meta).TryFind("attributes", out var list) || list is null)
            return [];
        if (list is not JsonArray array)
            throw ScimError.InvalidSyntax($"\"meta.attributes\" must be an array of attribute names, not {Shown.Value(list)}.").ToException();
        return [.. array.Select(item => ScimJson.TryGetString(item is JsonObject complex && complex.TryFind("value", out var inner) ? inner : item, out var name)
            ? name
            : throw ScimError.InvalidSyntax($"\"meta.attributes\" has {Shown.Value(item)}, which is not an attribute name.").ToException())];
    }

    /// <summary>"schemas" is not needed where the core schema defines the whole resource (core schema section 5.1).</summary>
    private static JsonArray Schemas(JsonObject body, BoundResourceType type, ToleranceSet tolerance)
    {
        var urns = new JsonArray(type.BaseUrn);
        if (!body.TryFind("schemas", out var found))
            return urns;
        if (found is not JsonArray { Count: > 0 } array)
            throw ScimError.InvalidSyntax($"\"schemas\" must be an array of schema URNs, at least \"{Scim11Urn.Core}\".").ToException();
        var hasCore = false;
        foreach (var item in array)
        {
            if (!ScimJson.TryGetString(item, out var urn))
                throw ScimError.InvalidSyntax($"\"schemas\" has {Shown.Value(item)}, which is not a string; it takes the URNs of schemas.").ToException();
            hasCore |= ScimUrn.Same(urn, Scim11Urn.Core);
            if (Scim11Urn.FindExtension(type, urn) is { } extension)
                urns.Add(extension.Name);
            else if (!ScimUrn.Same(urn, Scim11Urn.Core) && tolerance.MapSchema(urn).Length > 0)
                throw ScimError.InvalidValue(
                    $"\"schemas\" has \"{Shown.Text(urn)}\", which is not a schema of {type.Name} in SCIM 1.1; these are {string.Join(", ", Scim11Urn.Of(type))}.").ToException();
        }

        return hasCore ? urns : throw ScimError.InvalidValue($"\"schemas\" does not have \"{Scim11Urn.Core}\", the core schema; add it.").ToException();
    }

    private static JsonObject Attributes(JsonObject attributes, AttributeNode extension)
    {
        var model = new JsonObject();
        foreach (var (name, value) in attributes)
        {
            var isManager = extension.Name == ScimUrn.EnterpriseUser && AttributeNames.Same(name, "manager");
            model[name] = isManager && value is JsonObject manager ? Manager(manager) : Value(extension.Find(name), value);
        }

        return model;
    }

    private static JsonObject Manager(JsonObject manager) => manager.TryFind(Scim11Names.ManagerId, out var id) && id is not null
        ? new JsonObject { ["value"] = id.DeepClone() }
        : throw ScimError.InvalidValue($"\"manager\" has no \"{Scim11Names.ManagerId}\", which is required (core schema section 7); leave \"manager\" out, or send it.").ToException();

    /// <summary>A value with the forms of SCIM 1.1 undone: plain values where complex ones are meant (core schema section 3.2), language tags.</summary>
    private static JsonNode? Value(AttributeNode? node, JsonNode? value)
    {
        if (node is { MultiValued: true, IsComplex: true, Value: not null } && value is JsonArray array)
            return new JsonArray([.. array.Select(item => item is null or JsonObject or JsonArray ? item?.DeepClone() : new JsonObject { ["value"] = item.DeepClone() })]);
        return node is { IsComplex: false } && Scim11Values.IsLanguage(node.Name) && ScimJson.TryGetString(value, out var tag)
            ? JsonValue.Create(Scim11Values.ToModel(tag))
            : value?.DeepClone();
    }
}
