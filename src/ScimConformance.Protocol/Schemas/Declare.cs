namespace ScimConformance.Protocol.Schemas;

/// <summary>Short forms with which the schema tables of this folder are written.</summary>
internal static class Declare
{
    internal static readonly SchemaAttribute Primary =
        Boolean("primary", "Whether this is the preferred value; true on at most one value of the attribute.");

    internal static SchemaAttribute Text(string name, string description) =>
        new() { Name = name, Description = description };

    internal static SchemaAttribute Boolean(string name, string description) =>
        new() { Name = name, Type = AttributeType.Boolean, Description = description };

    internal static SchemaAttribute Integer(string name, string description) =>
        new() { Name = name, Type = AttributeType.Integer, Description = description };

    // RFC 7643 section 2.3.7: a reference is case exact, whatever section 8.7.1 prints (errata 6000, 6001).
    internal static SchemaAttribute Reference(string name, string description, params string[] types) =>
        new() { Name = name, Type = AttributeType.Reference, Description = description, ReferenceTypes = types, CaseExact = true };

    internal static SchemaAttribute Complex(string name, string description, params SchemaAttribute[] subAttributes) =>
        new() { Name = name, Type = AttributeType.Complex, Description = description, SubAttributes = subAttributes };

    internal static SchemaAttribute Many(string name, string description, params SchemaAttribute[] subAttributes) =>
        Complex(name, description, subAttributes) with { MultiValued = true };

    /// <summary>The default sub-attributes of a multi-valued attribute (RFC 7643 section 2.4).</summary>
    internal static SchemaAttribute[] Plural(SchemaAttribute value, params string[] types) =>
    [
        value,
        Text("display", "The value in a form for people to read."),
        Text("type", "A label for what the value is used for.") with { CanonicalValues = types },
        Primary,
    ];

    /// <summary>An attribute and all its parts under the same mutability.</summary>
    internal static SchemaAttribute ReadOnly(this SchemaAttribute attribute) => attribute with
    {
        Mutability = Mutability.ReadOnly,
        SubAttributes = [.. attribute.SubAttributes.Select(ReadOnly)],
    };
}
