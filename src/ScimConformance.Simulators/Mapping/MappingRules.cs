using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>What holds for every attribute mapping, in whatever format it was written.</summary>
internal static class MappingRules
{
    /// <summary>Reads target and source of a line.</summary>
    /// <exception cref="FormatException">One of them is malformed.</exception>
    public static AttributeMapping Line(string where, string target, string? source, int? priority)
    {
        if (target == "id")
        {
            throw new FormatException($"{where}: 'id' is assigned by the application and cannot be a target; use externalId.");
        }

        try
        {
            return new AttributeMapping(TargetPath.Parse(target), source is null ? MappingExpression.Nothing : MappingExpression.Parse(source), priority);
        }
        catch (MappingExpressionException e)
        {
            throw new FormatException($"{where}: {e.Message}", e);
        }
    }

    /// <summary>Whether a line's values are other objects although it does not say so.</summary>
    public static bool IsReferenceByNature(AttributeMapping line) => line.Type == AttributeMappingType.Direct && line.Source.SourceAttributes.Single() is "manager" or "members";

    /// <summary>Whether no object can be created without a line's value although it does not say so: SCIM demands it.</summary>
    public static bool IsRequiredByNature(AttributeMapping line, ProvisionedObjectType type) => line.Target.Text == (type == ProvisionedObjectType.User ? "userName" : "displayName");

    /// <summary>A matching priority: a whole number from 1 on, or nothing.</summary>
    public static int? Priority(JsonNode? json, string where) => json is null ? null : json.Integer() is >= 1 and <= int.MaxValue and var number
        ? (int)number
        : throw new FormatException($"{where} has \"matchingPriority\" {json.Show()}; it must be a whole number from 1 on.");

    /// <summary>Requires that a line reads only what there is.</summary>
    public static void RequireKnown(AttributeMapping line, string where, IReadOnlyCollection<string> sources)
    {
        foreach (var name in line.Source.SourceAttributes)
        {
            RequireKnown(name, where, sources);
        }
    }

    /// <summary>A clause of a scoping filter.</summary>
    public static ScopingClause Clause(string where, string? attribute, string? @operator, string? value, IReadOnlyCollection<string> sources)
    {
        if (string.IsNullOrEmpty(attribute) || string.IsNullOrEmpty(@operator))
        {
            throw new FormatException($"{where} lacks {(string.IsNullOrEmpty(attribute) ? "the attribute" : "the operator")}; a clause is an attribute, an operator such as EQUALS and a value.");
        }

        RequireKnown(attribute, where, sources);
        return new ScopingClause(attribute, @operator, value);
    }

    /// <summary>Requires that objects can be matched and no target is written twice.</summary>
    public static ObjectMapping Checked(ObjectMapping mapping, string where)
    {
        if (mapping.Matching.Count == 0)
        {
            throw new FormatException($"{where} has no line with \"matchingPriority\"; {(mapping.ObjectType == ProvisionedObjectType.User ? "users" : "groups")} could not be matched.");
        }

        if (mapping.Attributes.FirstOrDefault(m => IsUnique(m) && (m.MatchingPriority is not null || m.Apply != FlowType.ObjectAddOnly)) is { } unique)
        {
            throw new FormatException($"{where} ({unique.Target}) uses SelectUniqueValue, which is for creation only: it cannot be a matching attribute and has to apply only during object creation (ObjectAddOnly).");
        }

        if (mapping.Attributes.GroupBy(m => m.Target.Text, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new FormatException($"{where} has {twice.Count()} lines for '{twice.Key}'; a target can be mapped once.");
        }

        if (mapping.Matching.GroupBy(m => m.MatchingPriority).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            throw new FormatException($"{where} gives the \"matchingPriority\" {same.Key} to {string.Join(" and ", same.Select(m => m.Target.Text))}; each matching attribute needs its own.");
        }

        return mapping;
    }

    private static bool IsUnique(AttributeMapping line) => line.Source is FunctionCall { Function.Name: "SelectUniqueValue" };

    private static void RequireKnown(string name, string where, IReadOnlyCollection<string> sources)
    {
        // Directory extensions are named after the application that registered them; no list can know them.
        if (!sources.Contains(name) && !name.StartsWith("extension_", StringComparison.Ordinal))
        {
            var alike = sources.FirstOrDefault(s => s.Equals(name, StringComparison.OrdinalIgnoreCase));
            throw new FormatException($"{where} reads [{name}]; the directory has {alike ?? string.Join(", ", sources)}. A tenant's own attributes are listed in \"customAttributes\".");
        }
    }
}
