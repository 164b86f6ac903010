using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Schemas;

/// <summary>Attribute names are compared without regard to letter case, as URNs are (RFC 7643 section 2.1).</summary>
internal static class AttributeNames
{
    internal static StringComparer Comparer => ScimUrn.Comparer;

    internal static bool Same(string left, string right) => Comparer.Equals(left, right);

    internal static bool IsValue(string name) => Same(name, "value");
}
