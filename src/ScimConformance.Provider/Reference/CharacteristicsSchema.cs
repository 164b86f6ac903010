using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Reference;

/// <summary>An extension of User with an attribute for every characteristic and type that the schemas of RFC 7643 leave unused.</summary>
internal static class CharacteristicsSchema
{
    internal const string Urn = "urn:example:scimconformance:schemas:extension:characteristics:2.0:User";

    internal static readonly Schema Definition = new(Urn, "Characteristics", "One attribute for every characteristic of RFC 7643 section 7",
    [
        new() { Name = "badge", Description = "Number printed on the badge; set once.", Mutability = Mutability.Immutable },
        new() { Name = "entryYear", Description = "Year in which the user came; set once.", Type = AttributeType.Integer, Mutability = Mutability.Immutable },
        new() { Name = "costCode", Description = "Code in which letter case matters.", CaseExact = true },
        new() { Name = "keyCards", Description = "Codes of key cards, in which letter case matters.", MultiValued = true, CaseExact = true },
        new() { Name = "serial", Description = "Serial number that no two users share.", Uniqueness = Uniqueness.Server },
        new() { Name = "passport", Description = "Number of the passport, the only one in the world.", Uniqueness = Uniqueness.Global },
        new() { Name = "secretPin", Description = "PIN that can be set and never read.", Mutability = Mutability.WriteOnly, Returned = Returned.Never },
        new() { Name = "notes", Description = "Remarks, returned when asked for.", Returned = Returned.Request },
        new() { Name = "origin", Description = "The system that made the record known; set by the provider.", Mutability = Mutability.ReadOnly },
        new() { Name = "clearance", Description = "Clearance, returned whatever is asked for.", Returned = Returned.Always },
        new() { Name = "level", Description = "Level in the career ladder.", Type = AttributeType.Integer },
        new() { Name = "ratio", Description = "Part of full time.", Type = AttributeType.Decimal },
        new() { Name = "joined", Description = "When the user joined.", Type = AttributeType.DateTime },
        new() { Name = "keyMaterial", Description = "A public key.", Type = AttributeType.Binary, CaseExact = true },
        new()
        {
            Name = "handbook", Description = "The handbook that applies to the user.", Type = AttributeType.Reference, CaseExact = true, ReferenceTypes = ["external"],
        },
        new() { Name = "approved", Description = "Whether the user is approved.", Type = AttributeType.Boolean },
        new() { Name = "aliases", Description = "Other names; at least one.", MultiValued = true, Required = true },
        new()
        {
            Name = "assignments", Description = "Posts that the user holds.", Type = AttributeType.Complex, MultiValued = true,
            SubAttributes =
            [
                new() { Name = "value", Description = "Name of the post." },
                new() { Name = "display", Description = "The post in a form for people to read." },
                new() { Name = "type", Description = "Kind of post.", CanonicalValues = ["permanent", "temporary"] },
                new() { Name = "primary", Description = "Whether this is the main post.", Type = AttributeType.Boolean },
                new() { Name = "since", Description = "When the user took the post.", Type = AttributeType.DateTime },
            ],
        },
    ]);
}
