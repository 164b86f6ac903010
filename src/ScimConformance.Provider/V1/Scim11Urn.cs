using System.Text;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.V1;

/// <summary>The schema URNs of SCIM 1.1 and the schemas of this provider that they stand for.</summary>
internal static class Scim11Urn
{
    /// <summary>Users, groups, configuration and messages alike (core schema sections 6, 8, 9 and 10).</summary>
    internal const string Core = "urn:scim:schemas:core:1.0";

    /// <summary>The enterprise extension (core schema section 7).</summary>
    internal const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    /// <summary>What SCIM 1.1 calls a schema; schemas that the standard does not define have one URN in both versions.</summary>
    internal static string Of(string modelUrn) => modelUrn switch
    {
        ScimUrn.User or ScimUrn.Group => Core,
        ScimUrn.EnterpriseUser => Enterprise,
        _ => modelUrn,
    };

    /// <summary>The extension that a URN of SCIM 1.1 names, or null.</summary>
    internal static AttributeNode? FindExtension(BoundResourceType type, string urn) =>
        type.Extensions.FirstOrDefault(extension => ScimUrn.Same(Of(extension.Name), urn));

    /// <summary>The URNs that a resource of a type may name.</summary>
    internal static IEnumerable<string> Of(BoundResourceType type) => type.Extensions.Select(extension => Of(extension.Name)).Prepend(Core);

    /// <summary>A text for people with the URNs and names of SCIM 1.1 in it.</summary>
    internal static string Reword(string text) => new StringBuilder(text)
        .Replace($"{ScimUrn.EnterpriseUser}:manager.value", $"{Enterprise}:manager.managerId")
        .Replace(ScimUrn.EnterpriseUser, Enterprise)
        .Replace(ScimUrn.User, Core)
        .Replace(ScimUrn.Group, Core)
        .ToString();
}
