namespace ScimConformance.Protocol.Schemas;

/// <summary>Data type of an attribute (RFC 7643 section 2.3).</summary>
public enum AttributeType
{
    /// <summary>Unicode text.</summary>
    String,

    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>A JSON number with a fraction.</summary>
    Decimal,

    /// <summary>A JSON number without a fraction.</summary>
    Integer,

    /// <summary>An xsd:dateTime in a JSON string.</summary>
    DateTime,

    /// <summary>Base64 in a JSON string.</summary>
    Binary,

    /// <summary>A URI in a JSON string.</summary>
    Reference,

    /// <summary>A JSON object of sub-attributes.</summary>
    Complex,
}

/// <summary>Who may change an attribute, and when (RFC 7643 section 7).</summary>
public enum Mutability
{
    /// <summary>May be read and changed.</summary>
    ReadWrite,

    /// <summary>Set by the service provider alone.</summary>
    ReadOnly,

    /// <summary>Set once, at creation or first assignment.</summary>
    Immutable,

    /// <summary>May be set and never read.</summary>
    WriteOnly,
}

/// <summary>When an attribute is part of a response (RFC 7643 section 7).</summary>
public enum Returned
{
    /// <summary>Unless it is excluded, or other attributes are asked for.</summary>
    Default,

    /// <summary>In every response.</summary>
    Always,

    /// <summary>In no response.</summary>
    Never,

    /// <summary>When it is asked for by name, or was part of the request.</summary>
    Request,
}

/// <summary>Among which resources a value is unique (RFC 7643 section 7).</summary>
public enum Uniqueness
{
    /// <summary>Values may repeat.</summary>
    None,

    /// <summary>Within this endpoint of this service provider.</summary>
    Server,

    /// <summary>Everywhere.</summary>
    Global,
}
