using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>What has to change at an account, found by comparing what the application says of it with what the mapping yields.</summary>
internal static class EntraChange
{
    /// <summary>The operations, one for each attribute that differs; empty when nothing does.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="source">The person's attributes.</param>
    /// <param name="account">The account as the application shows it.</param>
    public static JsonArray Operations(ObjectMapping mapping, Func<string, string?> source, JsonNode? account)
    {
        var operations = new JsonArray();
        foreach (var line in mapping.Attributes)
        {
            var wanted = line.Source.Evaluate(source);
            var present = line.Target.Read(account);
            // A source without value never clears; a difference in letter case alone is none.
            if (wanted is not null && !string.Equals(TargetPath.ToText(present), wanted, StringComparison.OrdinalIgnoreCase))
            {
                operations.Add((JsonNode)new JsonObject
                {
                    ["op"] = IsEmpty(present) ? "Add" : "Replace",
                    ["path"] = line.Target.Text,
                    ["value"] = wanted,
                });
            }
        }

        return operations;
    }

    /// <summary>What the change is called: a change of <c>active</c> alone is <c>disable</c> or <c>restore</c>, any other is <c>update</c>.</summary>
    public static string ActionOf(JsonArray operations) => operations is [var only] && only.Member("path").Text() == "active"
        ? only.Member("value").Text() == "False" ? "disable" : "restore"
        : "update";

    private static bool IsEmpty(JsonNode? present) => present.IsUnassigned() || present.Text() == "";
}
