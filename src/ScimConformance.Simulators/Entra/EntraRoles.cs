using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>App roles on the wire. The flow decides the form, and without the flag POST and PATCH have different ones (Microsoft, Customize attribute mappings [doc]).</summary>
internal static class EntraRoles
{
    private const string Type = "WindowsAzureActiveDirectoryRole";

    /// <summary>The type that a role with a filtered path gets in POST.</summary>
    public static JsonNode TypeOfRole => Type;

    /// <summary>Roles in POST: <c>displayName</c> with <c>AppRoleAssignmentsComplex</c>, <c>display</c> with the asserting form.</summary>
    public static JsonArray ForPost(MappingValue value) => new(value.Roles.Select(r => (JsonNode)Complex(r, value.RoleFlow == RoleFlow.Add ? "displayName" : "display")).ToArray());

    /// <summary>Roles in PATCH: <c>AppRoleAssignmentsComplex</c> sends JSON in a string, unless the flag is on.</summary>
    public static JsonArray ForPatch(MappingValue value, EntraOptions options) => value.RoleFlow == RoleFlow.Add && options.Wire != EntraWire.Compliant
        ? new JsonArray(value.Roles.Select(r => (JsonNode)new JsonObject { ["value"] = InString(r) }).ToArray())
        : ForPost(value);

    private static JsonObject Complex(AppRole role, string displayName) => new()
    {
        ["primary"] = false,
        ["type"] = Type,
        [displayName] = role.DisplayName,
        ["value"] = role.Value,
    };

    private static string InString(AppRole role) =>
        new JsonObject { ["id"] = role.Id, ["value"] = role.Value, ["displayName"] = role.DisplayName }.ToJsonString(ScimJson.Compact);
}
