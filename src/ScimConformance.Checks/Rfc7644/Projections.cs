using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>What is expected of a representation that was asked for with attributes or excludedAttributes.</summary>
internal static class Projections
{
    private static readonly string[] AlwaysTolerated = ["schemas", "id", "meta"];

    /// <summary>Judges that a resource has the named attributes and, beyond those that the endpoint always returns, no other.</summary>
    public static void ExpectOnly(this CheckContext scim, ScimResponse reply, JsonNode? resource, params string[] names)
    {
        var members = (resource as JsonObject ?? []).Where(m => !m.Value.IsUnassigned()).Select(m => m.Key).ToList();
        var missing = names.Where(n => !Has(members, n)).ToList();
        var extra = members.Where(m => !Has(names, m) && !Has(AlwaysTolerated, m) && !scim.IsAlways(m)).ToList();
        reply.Judge(
            resource is JsonObject && missing.Count == 0 && extra.Count == 0,
            $"a resource with {string.Join(", ", names)} and no other attribute that is returned by default",
            resource is JsonObject ? $"a resource with {string.Join(", ", members)}" : reply.Describe());
    }

    /// <summary>Judges that a resource has kept its id and lacks the named attributes.</summary>
    public static void ExpectWithout(this CheckContext scim, ScimResponse reply, JsonNode? resource, params string[] names)
    {
        var present = names.Where(n => !resource.Member(n).IsUnassigned() && !scim.IsAlways(n)).ToList();
        reply.Judge(
            resource.Member("id").Text() is { Length: > 0 } && present.Count == 0,
            $"a resource with its id and without {string.Join(", ", names)}",
            resource is JsonObject json ? $"a resource with {string.Join(", ", json.Select(m => m.Key))}" : reply.Describe());
    }

    /// <summary>Whether the endpoint declares the user attribute as returned always.</summary>
    public static bool IsAlways(this CheckContext scim, string name) =>
        scim.Profile.Users is { } users
        && (scim.Profile.Attribute(users, name) is { } attribute
            ? IsAlways(attribute)
            : scim.Profile.Schema(name) is { } extension && extension.Attributes.Any(IsAlways));

    private static bool IsAlways(AttributeInfo attribute) =>
        attribute.Returned.Equals("always", StringComparison.OrdinalIgnoreCase) || attribute.SubAttributes.Any(IsAlways);

    private static bool Has(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}
