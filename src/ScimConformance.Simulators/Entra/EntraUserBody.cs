using System.Text.Json.Nodes;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>The body that creates a user, its members in the order in which Entra's client writes them.</summary>
internal static class EntraUserBody
{
    private static readonly string[] TopFirst = ["schemas", "externalId", "id", "userName"];
    private static readonly string[] NameFirst = ["formatted", "familyName", "givenName"];
    private static readonly string[] ElementFirst = ["primary", "type", "display", "value"];

    /// <summary>The body; what has no value is left out.</summary>
    public static JsonObject Compose(ObjectMapping mapping, Func<string, string?> source, EntraOptions options)
    {
        var values = new JsonObject { ["meta"] = new JsonObject { ["resourceType"] = "User" } };
        foreach (var line in mapping.Attributes)
        {
            if (line.Source.Evaluate(source) is { } value)
            {
                line.Target.Write(values, ToJson(line.Target, value, options));
            }
        }

        MarkPrimary(values["emails"] as JsonArray);
        // Both schemas are always named, whether or not the extension has a value.
        values["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
        return Arrange(values, TopFirst);
    }

    private static JsonNode ToJson(TargetPath target, string value, EntraOptions options) =>
        target.Text == "active" && !options.ActiveAsTextOnCreate && bool.TryParse(value, out var active) ? active : value;

    /// <summary>The work address is sent as the primary one although only its value is mapped.</summary>
    private static void MarkPrimary(JsonArray? emails)
    {
        foreach (var email in emails?.OfType<JsonObject>() ?? [])
        {
            email["primary"] = (string?)email["type"] == "work";
        }
    }

    private static JsonObject Arrange(JsonObject values, string[] first)
    {
        var arranged = new JsonObject();
        foreach (var (name, value) in values.OrderBy(p => Place(p.Key, first)).ThenBy(p => p.Key, StringComparer.Ordinal).ToList())
        {
            values.Remove(name);
            arranged[name] = value switch
            {
                JsonObject inner => Arrange(inner, name == "name" ? NameFirst : []),
                JsonArray list when list.All(e => e is JsonObject) => new JsonArray(list.Select(e => (JsonNode)Arrange((JsonObject)e!.DeepClone(), ElementFirst)).ToArray()),
                _ => value,
            };
        }

        return arranged;
    }

    /// <summary>Named members first, then the alphabet, then extensions.</summary>
    private static int Place(string name, string[] first) =>
        Array.IndexOf(first, name) is >= 0 and var place ? place
        : name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? int.MaxValue
        : first.Length;
}
