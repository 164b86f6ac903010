using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility.Entra;

/// <summary>
/// The role functions of the mapping write a role in two forms of their own: with "displayName" in the place of "display",
/// <c>{"primary":false,"type":"WindowsAzureActiveDirectoryRole","displayName":"Admin","value":"Admin"}</c>, and as JSON inside of "value",
/// <c>{"op":"Add","path":"roles","value":[{"value":"{\"id\":\"06b07648\",\"value\":\"25\",\"displayName\":\"Role1234\"}"}]}</c>.
/// Strictly the former loses the name, which is no part of a role, and the latter is a role of that odd name.
/// </summary>
public sealed class RoleForms : IPatchCompatibility
{
    /// <inheritdoc/>
    public string Name => "entra-role-forms";

    /// <inheritdoc/>
    public bool TryConvert(SchemaAttribute attribute, JsonNode value, out JsonNode? converted)
    {
        converted = null;
        if (attribute is not { Name: "roles", IsComplex: true } || value is not JsonObject sent)
            return false;
        var role = sent;
        if (ScimJson.TryGetString(sent["value"], out var text) && text.StartsWith('{') && Inside(text) is { } inside)
        {
            role = (JsonObject)sent.DeepClone();
            role["value"] = inside["value"]!.DeepClone();
            role["displayName"] ??= inside["displayName"]?.DeepClone();
        }

        if (role["displayName"] is { } name && role["display"] is null)
        {
            role = role == sent ? (JsonObject)sent.DeepClone() : role;
            role["display"] = name.DeepClone();
            role.Remove("displayName");
        }

        converted = role == sent ? null : role;
        return converted is not null;
    }

    private static JsonObject? Inside(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject role && ScimJson.TryGetString(role["value"], out _) ? role : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
