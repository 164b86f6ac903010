using System.Text.Json.Nodes;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>The body that creates a user, its members in the order in which Entra's client writes them.</summary>
internal static class EntraUserBody
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly string[] TopFirst = ["schemas", "externalId", "id", "userName"];
    private static readonly string[] NameFirst = ["formatted", "familyName", "givenName"];

    // The manager is a member of the derived contract of Microsoft's library, and those come last.
    private static readonly string[] EnterpriseFirst = ["costCenter", "department", "division", "employeeNumber", "organization", "manager"];
    private static readonly string[] ElementFirst = ["primary", "type", "display", "displayName", "value"];

    /// <summary>The body; what has no value is left out.</summary>
    public static JsonObject Compose(IReadOnlyList<AttributeChange> attributes, EntraOptions options)
    {
        var values = new JsonObject { ["meta"] = new JsonObject { ["resourceType"] = "User" } };
        foreach (var attribute in attributes)
        {
            attribute.Path.Write(values, ToJson(attribute, options));
        }

        if (options.EmptyRolesOnCreate && values["roles"] is null)
        {
            values["roles"] = new JsonArray();
        }

        Complete(values);
        // Both schemas are always named, whether or not the extension has a value; custom extensions never are.
        values["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", Enterprise);
        return Arrange(values, TopFirst);
    }

    private static JsonNode ToJson(AttributeChange attribute, EntraOptions options) => attribute.Value.Kind switch
    {
        MappingValueKind.Roles => EntraRoles.ForPost(attribute.Value),
        MappingValueKind.List => new JsonArray(attribute.Value.Values.Select(v => (JsonNode)new JsonObject { ["value"] = v }).ToArray()),
        _ when attribute.IsBoolean && !options.ActiveAsTextOnCreate && bool.TryParse(attribute.Value.Text, out var flag) => flag,
        _ => attribute.Value.Text ?? "",
    };

    /// <summary>What is sent although it is not mapped: the work e-mail address is the primary one, addresses are not, and the primary role has a type.</summary>
    private static void Complete(JsonObject values)
    {
        foreach (var email in Elements(values["emails"]))
        {
            email["primary"] = (string?)email["type"] == "work";
        }

        foreach (var address in Elements(values["addresses"]))
        {
            address["primary"] = false;
        }

        foreach (var role in Elements(values["roles"]))
        {
            role["type"] ??= EntraRoles.TypeOfRole;
        }
    }

    private static IEnumerable<JsonObject> Elements(JsonNode? list) => (list as JsonArray)?.OfType<JsonObject>() ?? [];

    private static JsonObject Arrange(JsonObject values, string[] first)
    {
        var arranged = new JsonObject();
        foreach (var (name, value) in values.OrderBy(p => Place(p.Key, first)).ThenBy(p => p.Key, StringComparer.Ordinal).ToList())
        {
            values.Remove(name);
            arranged[name] = value switch
            {
                JsonObject inner => Arrange(inner, name switch { "name" => NameFirst, Enterprise => EnterpriseFirst, _ => [] }),
                JsonArray list when list.All(e => e is JsonObject) => ArrangeEach(list),
                _ => value,
            };
        }

        return arranged;
    }

    private static JsonArray ArrangeEach(JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            list[i] = Arrange((JsonObject)list[i]!, ElementFirst);
        }

        return list;
    }

    /// <summary>Named members first, then the alphabet, then extensions.</summary>
    private static int Place(string name, string[] first) =>
        Array.IndexOf(first, name) is >= 0 and var place ? place
        : name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? int.MaxValue
        : first.Length;
}
