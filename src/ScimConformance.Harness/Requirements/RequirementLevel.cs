namespace ScimConformance.Harness;

/// <summary>How binding a requirement is. It belongs to the requirement's row, never to an assertion.</summary>
public enum RequirementLevel
{
    /// <summary>MUST, MUST NOT, SHALL, SHALL NOT, REQUIRED (RFC 2119): breaking it fails the endpoint.</summary>
    Must,

    /// <summary>SHOULD, SHOULD NOT, RECOMMENDED (RFC 2119): breaking it is a warning.</summary>
    Should,

    /// <summary>MAY, OPTIONAL (RFC 2119): the other choice is reported and never counted against anyone.</summary>
    May,

    /// <summary>The text leaves more than one reading, or asks for nothing: what was seen is reported.</summary>
    Note,
}
