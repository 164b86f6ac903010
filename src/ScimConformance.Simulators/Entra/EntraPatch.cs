using System.Text.Json.Nodes;
using ScimConformance.Simulators.Mapping;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Entra;

/// <summary>The operations of Entra's PATCH requests.</summary>
internal static class EntraPatch
{
    /// <summary>The operations that change attributes, in the order of the changes.</summary>
    public static JsonArray Operations(IReadOnlyList<AttributeChange> changes, EntraOptions options) =>
        options.Wire == EntraWire.Compliant ? Compliant(changes, options) : new JsonArray(changes.Select(c => (JsonNode)WithPath(c, options)).ToArray());

    /// <summary>The operations that add members.</summary>
    public static JsonArray AddMembers(IEnumerable<string> ids, EntraOptions options) => new(Operation(
        options.Wire == EntraWire.Compliant ? "add" : "Add",
        "members",
        Members(ids, options.NullRefOnAdd && options.Wire != EntraWire.Compliant)));

    /// <summary>The operations that remove members: one with a list of values by default, one with a filtered path for each with the flag.</summary>
    public static JsonArray RemoveMembers(IEnumerable<string> ids, EntraOptions options) => options.Wire == EntraWire.Compliant
        ? new JsonArray(ids.Select(id => (JsonNode)new JsonObject { ["op"] = "remove", ["path"] = $"members[value eq \"{id}\"]" }).ToArray())
        : new JsonArray(Operation("Remove", "members", Members(ids, options.NullRefOnRemove)));

    /// <summary>
    /// With the flag: filtered paths come first, each in an operation of its own; what is simple stands in one operation without path, the additions in one and the
    /// replacements in another, keys being paths. A single addition, and a truth value alone, keep their path, as the documentation shows.
    /// </summary>
    private static JsonArray Compliant(IReadOnlyList<AttributeChange> changes, EntraOptions options)
    {
        var operations = new JsonArray(changes.Where(c => !IsSimple(c)).Select(c => (JsonNode)WithPath(c, options)).ToArray());
        foreach (var group in changes.Where(IsSimple).GroupBy(c => IsAddition(c, options)).OrderByDescending(g => g.Key))
        {
            var alike = group.ToList();
            if (alike is [var only] && (group.Key || only.IsBoolean || only.Path.Urn is not null))
            {
                operations.Add((JsonNode)WithPath(only, options));
                continue;
            }

            operations.Add((JsonNode)new JsonObject
            {
                ["op"] = group.Key ? "add" : "replace",
                ["value"] = new JsonObject(alike.Select(c => KeyValuePair.Create(PathOf(c, options), (JsonNode?)ToJson(c, options)))),
            });
        }

        return operations;
    }

    private static JsonObject WithPath(AttributeChange change, EntraOptions options)
    {
        // The documented sample of asserted roles has a small operation, without the flag too.
        var name = change.Value.RoleFlow == RoleFlow.Replace ? "replace" : IsAddition(change, options) || change.Value.RoleFlow == RoleFlow.Add ? "Add" : "Replace";
        return Operation(options.Wire == EntraWire.Compliant ? name.ToLowerInvariant() : name, PathOf(change, options), ToJson(change, options));
    }

    private static JsonObject Operation(string name, string path, JsonNode value) => new() { ["op"] = name, ["path"] = path, ["value"] = value };

    private static bool IsAddition(AttributeChange change, EntraOptions options) => change.AddsOnly || options.Operation switch
    {
        EntraOperation.Add => true,
        EntraOperation.Replace => false,
        _ => change.IsAddition,
    };

    private static bool IsSimple(AttributeChange change) => change.Path.SelectorName is null && change.Value.Kind == MappingValueKind.Text;

    private static string PathOf(AttributeChange change, EntraOptions options) =>
        options.Wire == EntraWire.Legacy2018 && change.Path.Urn is { } urn ? $"{urn}.{change.Path.Text[(urn.Length + 1)..]}" : change.Path.Text;

    private static JsonNode ToJson(AttributeChange change, EntraOptions options) => change.Value.Kind switch
    {
        MappingValueKind.Roles => EntraRoles.ForPatch(change.Value, options),
        MappingValueKind.List => new JsonArray(change.Value.Values.Select(v => (JsonNode)new JsonObject { ["value"] = v }).ToArray()),
        _ when options.Wire == EntraWire.Compliant && change.IsBoolean && bool.TryParse(change.Value.Text, out var flag) => flag,
        _ => change.Value.Text ?? "",
    };

    private static JsonArray Members(IEnumerable<string> ids, bool nullRef) => new(ids
        .Select(id => (JsonNode)(nullRef ? new JsonObject { ["$ref"] = null, ["value"] = id } : new JsonObject { ["value"] = id }))
        .ToArray());
}
