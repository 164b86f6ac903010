using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>Puts a valid body of SCIM 2.0, templates included, into the words of SCIM 1.1.</summary>
internal static class Scim11Body
{
    private const string Enterprise2 = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The body. What is written as SCIM 1.1 already, by a template for example, stays.</summary>
    public static JsonObject Of(JsonObject body)
    {
        var result = new JsonObject();
        foreach (var (name, value) in body)
        {
            result[Urn(name)] = name switch
            {
                "schemas" when value is JsonArray urns => new JsonArray(urns.Select(u => Urn(u.Text() ?? "")).Distinct(StringComparer.Ordinal).Select(u => (JsonNode)u).ToArray()),
                Enterprise2 when value is JsonObject extension => Extension(extension),
                _ => value?.DeepClone(),
            };
        }

        return result;
    }

    private static string Urn(string urn) => urn switch
    {
        "urn:ietf:params:scim:schemas:core:2.0:User" or "urn:ietf:params:scim:schemas:core:2.0:Group" => Scim11Face.Core,
        Enterprise2 => Scim11Face.Enterprise,
        _ => urn,
    };

    private static JsonObject Extension(JsonObject extension)
    {
        var result = (JsonObject)extension.DeepClone();
        if (result["manager"] is JsonObject manager && manager["value"] is { } id)
        {
            manager.Remove("value");
            manager.Remove("$ref");
            manager["managerId"] = id;
        }

        return result;
    }
}
