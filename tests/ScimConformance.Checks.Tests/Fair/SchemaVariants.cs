using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider;

namespace ScimConformance.Checks.Tests;

/// <summary>Providers that declare other schemas, and keep to what they declare.</summary>
internal static class SchemaVariants
{
    private const string Characteristics = "RFC 7643 7: characteristics are as the provider declares them";

    public static IReadOnlyList<FairVariant> All { get; } =
    [
        Declaring("title-required", ScimUrn.User, "title", a => a with { Required = true }),
        Declaring("title-read-only", ScimUrn.User, "title", a => a with { Mutability = Mutability.ReadOnly }),
        Declaring("user-name-immutable", ScimUrn.User, "userName", a => a with { Mutability = Mutability.Immutable }),
        Declaring("nick-name-immutable", ScimUrn.User, "nickName", a => a with { Mutability = Mutability.Immutable }),
        Declaring("nick-name-on-request", ScimUrn.User, "nickName", a => a with { Returned = Returned.Request }),
        Declaring("nick-name-case-exact", ScimUrn.User, "nickName", a => a with { CaseExact = true }),
        Declaring("display-name-always-returned", ScimUrn.User, "displayName", a => a with { Returned = Returned.Always }) with { OnlyVersion2 = true },
        Declaring("members-on-request", ScimUrn.Group, "members", a => a with { Returned = Returned.Request }) with { OnlyVersion2 = true },
        Declaring("group-names-unique", ScimUrn.Group, "displayName", a => a with { Uniqueness = Uniqueness.Server }),
        Declaring("few-attributes", ScimUrn.User, null, a => a.Name is "userName" or "name" or "emails" or "active" or "displayName" or "groups" ? a : null),
        Declaring("cost-centers-suggested", ScimUrn.EnterpriseUser, "costCenter", a => a with { CanonicalValues = ["4130", "4131"] }),
        new("extension-required", "RFC 7643 6: schemaExtensions.required")
        {
            Configure = provider => provider.ResourceTypes[0] = provider.ResourceTypes[0] with
            {
                Extensions = [.. provider.ResourceTypes[0].Extensions.Select(e => e.Urn == ReferenceApplication.CharacteristicsUrn ? e with { Required = true } : e)],
            },
        },
        new("a-third-resource-type", "RFC 7643 3.2: further resource types are allowed")
        {
            Configure = provider =>
            {
                const string urn = "urn:example:vendor:2.0:Device";
                provider.Schemas.Add(new Schema(urn, "Device", "A device",
                [
                    new SchemaAttribute { Name = "serialNumber", Description = "Printed on the device.", Required = true, CaseExact = true, Uniqueness = Uniqueness.Server },
                    new SchemaAttribute { Name = "lent", Description = "Whether somebody has it.", Type = AttributeType.Boolean },
                ]));
                provider.ResourceTypes.Insert(0, new ResourceType("Device", "Device", "/Devices", "A device", urn, []));
            },
        },
    ];

    /// <summary>One attribute, or every one, declared otherwise; null drops it.</summary>
    private static FairVariant Declaring(string id, string urn, string? attribute, Func<SchemaAttribute, SchemaAttribute?> change) => new(id, Characteristics)
    {
        Configure = provider =>
        {
            var place = provider.Schemas.Select((schema, i) => (schema, i)).Single(s => s.schema.Id == urn).i;
            var old = provider.Schemas[place];
            var attributes = old.Attributes.Select(a => attribute is null || a.Name == attribute ? change(a) : a).OfType<SchemaAttribute>();
            provider.Schemas[place] = new Schema(old.Id, old.Name, old.Description, [.. attributes]);
        },
    };
}
