using System.Text.Json.Nodes;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>The body that creates a group. Members are never in it: they follow when the group exists.</summary>
internal static class EntraGroupBody
{
    private const string Core = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string Microsoft = "http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group";

    /// <summary>The body; what has no value is left out.</summary>
    public static JsonObject Compose(IReadOnlyList<AttributeChange> attributes, EntraOptions options)
    {
        var values = new JsonObject();
        foreach (var attribute in attributes)
        {
            attribute.Path.Write(values, attribute.Value.Text ?? "");
        }

        var body = new JsonObject { ["schemas"] = options.Wire == EntraWire.Legacy2018 ? new JsonArray(Microsoft) : new JsonArray(Core, Microsoft) };
        foreach (var (name, value) in values.OrderBy(p => p.Key == "externalId" ? 0 : 1).ThenBy(p => p.Key, StringComparer.Ordinal).ToList())
        {
            values.Remove(name);
            body[name] = value;
        }

        body["meta"] = new JsonObject { ["resourceType"] = "Group" };
        return body;
    }
}
