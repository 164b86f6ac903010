using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Profiles;

/// <summary>The schemas and resource types of an application.</summary>
internal static class ProfileSchema
{
    internal static IEnumerable<Schema> Schemas(ApplicationProfile profile)
    {
        yield return new Schema(ScimUrn.User, CoreSchemas.User.Name, CoreSchemas.User.Description, [.. Attributes(profile)]);
        if (profile.Groups == GroupsEndpoint.Offered)
            yield return CoreSchemas.Group;
        if (profile.Extensions.Count > 0)
            yield return CoreSchemas.EnterpriseUser;
    }

    internal static IEnumerable<ResourceType> Types(ApplicationProfile profile)
    {
        yield return ResourceType.User with { Extensions = [.. profile.Extensions.Select(urn => new SchemaExtension(urn, Required: false))] };
        if (profile.Groups == GroupsEndpoint.Offered)
            yield return ResourceType.Group;
    }

    /// <summary>The attributes in the order of RFC 7643.</summary>
    private static IEnumerable<SchemaAttribute> Attributes(ApplicationProfile profile) =>
        from definition in CoreSchemas.User.Attributes
        join known in profile.UserAttributes on definition.Name equals known.Name
        select With(definition, known);

    private static SchemaAttribute With(SchemaAttribute definition, ProfileUserField known) => definition with
    {
        // What is never shown cannot be anything but writeOnly, and what the provider derives cannot be written.
        Mutability = definition.Mutability == Mutability.ReadWrite ? known.Mutability : definition.Mutability,
        SubAttributes = [.. definition.SubAttributes
            .Where(sub => known.SubAttributes is not { } some || some.Contains(sub.Name, StringComparer.OrdinalIgnoreCase))
            .Select(sub => sub with { Mutability = sub.Mutability == Mutability.ReadWrite ? known.Mutability : sub.Mutability })],
    };
}
