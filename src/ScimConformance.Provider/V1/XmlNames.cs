namespace ScimConformance.Provider.V1;

/// <summary>How SCIM 1.1 names things in XML.</summary>
internal static class XmlNames
{
    /// <summary>The element of one value inside the element of a multi-valued attribute: "email" in "emails" (multiValuedAttributeChildName of core schema section 10).</summary>
    internal static string Singular(string attribute) => attribute switch
    {
        [.., 's', 's', 'e', 's'] or [.., 'x', 'e', 's'] => attribute[..^2],
        [.., 'i', 'e', 's'] => $"{attribute[..^3]}y",
        [.., _, 's'] => attribute[..^1],
        _ => attribute,
    };
}
