using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>What an administrator maps besides, because the application does not create users without it: a constant for each text that its /Schemas requires.</summary>
internal static class EntraRequiredAttributes
{
    /// <summary>The mapping with a line for each required text that no line fills, for creation alone.</summary>
    /// <param name="mapping">The mapping of users.</param>
    /// <param name="scim">The context.</param>
    public static ObjectMapping AddTo(ObjectMapping mapping, CheckContext scim)
    {
        if (scim.Profile.Users is not { } type)
        {
            return mapping;
        }

        var core = Texts(scim.Profile.Schema(type.Schema)).Where(a => a.Required).Select(a => (Urn: (string?)null, Attribute: a));
        var extensions = type.Extensions.Where(e => e.Required).SelectMany(e => OfExtension(scim.Profile.Schema(e.Urn)).Select(a => (Urn: (string?)e.Urn, Attribute: a)));
        var lines = core.Concat(extensions)
            .Where(r => !mapping.Attributes.Any(l => Same(l.Target.Urn, r.Urn) && Same(l.Target.Attribute, r.Attribute.Name)))
            .Select(r => new AttributeMapping(TargetPath.Parse(r.Urn is null ? r.Attribute.Name : $"{r.Urn}:{r.Attribute.Name}"), Constant(scim.Sample(r.Attribute).Text()!), null) { Apply = FlowType.ObjectAddOnly })
            .ToList();
        return lines.Count == 0 ? mapping : mapping with { Attributes = [.. mapping.Attributes, .. lines] };
    }

    /// <summary>An extension that has to be there is there by its required attributes, or by any one of them.</summary>
    private static IEnumerable<AttributeInfo> OfExtension(SchemaInfo? schema)
    {
        var texts = Texts(schema).ToList();
        return texts.Any(a => a.Required) ? texts.Where(a => a.Required) : texts.Take(1);
    }

    private static IEnumerable<AttributeInfo> Texts(SchemaInfo? schema) => (schema?.Attributes ?? []).Where(a => a is { IsReadWrite: true, MultiValued: false } && Same(a.Type, "string"));

    private static MappingExpression Constant(string text) => MappingExpression.Parse($"\"{text}\"");

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
