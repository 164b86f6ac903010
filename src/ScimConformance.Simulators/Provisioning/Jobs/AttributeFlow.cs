using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What flows from source to application: everything with a value at creation, what differs afterwards.</summary>
internal static class AttributeFlow
{
    /// <summary>The attributes of a new object. References follow when the objects exist.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="source">The source.</param>
    /// <param name="language">How the mapping language behaves.</param>
    public static List<AttributeChange> ForCreate(ObjectMapping mapping, IMappingSource source, MappingOptions language)
    {
        var changes = new List<AttributeChange>();
        foreach (var line in mapping.Attributes.Where(l => !l.IsReference))
        {
            var value = Evaluate(line, source, language);
            if (value.IsNullOrEmpty && !value.LeavesFlow)
            {
                value = MappingValue.Of(line.DefaultValue);
            }

            if (!value.IsNullOrEmpty)
            {
                changes.Add(new AttributeChange(line.Target, value, null, IsBoolean(line)));
            }
        }

        return changes;
    }

    /// <summary>The attributes in which an object differs from its source. A source without value never clears; a difference in letter case alone is none unless the mapping says so.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="source">The source.</param>
    /// <param name="shown">The object as the application shows it.</param>
    /// <param name="language">How the mapping language behaves; null for as documented.</param>
    public static List<AttributeChange> ForUpdate(ObjectMapping mapping, IMappingSource source, JsonNode? shown, MappingOptions? language = null)
    {
        var changes = new List<AttributeChange>();
        foreach (var line in mapping.Attributes.Where(l => !l.IsReference && l.Apply != FlowType.ObjectAddOnly))
        {
            var present = line.Target.Read(shown);
            var value = line.Type == AttributeMappingType.None
                ? present.IsUnassigned() ? MappingValue.Of(line.DefaultValue) : MappingValue.Null
                : Evaluate(line, source, language);
            if (!value.IsNullOrEmpty && (line.Behavior == FlowBehavior.FlowAlways || Differs(line, value, present)))
            {
                changes.Add(new AttributeChange(line.Target, Missing(line, value, present), OldText(present), IsBoolean(line)) { AddsOnly = line.Apply == FlowType.MultiValueAddOnly && value.Kind == MappingValueKind.List });
            }
        }

        return changes;
    }

    /// <summary>The attributes that a new object must have and would not get.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="values">What it would get.</param>
    public static List<string> Lacking(ObjectMapping mapping, IReadOnlyList<AttributeChange> values) =>
        mapping.Attributes.Where(l => l.IsRequired && !l.IsReference && values.All(v => v.Path != l.Target)).Select(l => l.Target.Text).ToList();

    /// <summary>A value of the application as logs show it; null when there is none.</summary>
    public static string? OldText(JsonNode? present) =>
        present is JsonArray list ? string.Join(';', list.Select(e => TargetPath.ToText(e) ?? TargetPath.ToText(e.Member("value")))) is { Length: > 0 } joined ? joined : null
        : TargetPath.ToText(present) ?? TargetPath.ToText(present.Member("value"));

    private static bool Differs(AttributeMapping line, MappingValue value, JsonNode? present)
    {
        var comparison = line.IsCaseExact ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        if (value.Kind == MappingValueKind.Text && present is not JsonArray)
        {
            return !string.Equals(TargetPath.ToText(present), value.Text, comparison);
        }

        var wanted = value.Values.ToHashSet(StringComparer.FromComparison(comparison));
        var there = Values(present).ToHashSet(StringComparer.FromComparison(comparison));
        // What is only added is never asked to go.
        return line.Apply == FlowType.MultiValueAddOnly || value.RoleFlow == RoleFlow.Add ? !wanted.IsSubsetOf(there) : !wanted.SetEquals(there);
    }

    private static IEnumerable<string> Values(JsonNode? present) => present switch
    {
        JsonArray list => list.SelectMany(Values),
        JsonObject complex => Values(complex.Member("value")),
        _ => TargetPath.ToText(present) is { } text ? [text] : [],
    };

    /// <summary>The value of a line. Of several values a place for one takes the first, as <c>proxyAddresses</c> flows into <c>emails[type eq "other"].value</c> [inferred]: a type stands for one element.</summary>
    private static MappingValue Evaluate(AttributeMapping line, IMappingSource source, MappingOptions? language)
    {
        var value = line.Source.Evaluate(source, language);
        if (value.Kind != MappingValueKind.List || value.Values.Count == 0 || (line.Target.SelectorName is null && line.Target.SubAttribute is null))
        {
            return value;
        }

        var first = MappingValue.Of(value.Values[0]);
        return value.IsRedacted ? first.Redacted() : first;
    }

    /// <summary>What is sent of a value: all of it, unless values are only added.</summary>
    private static MappingValue Missing(AttributeMapping line, MappingValue value, JsonNode? present)
    {
        if (line.Apply != FlowType.MultiValueAddOnly || value.Kind != MappingValueKind.List)
        {
            return value;
        }

        var there = Values(present).ToHashSet(line.IsCaseExact ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        var missing = value.Values.Where(v => !there.Contains(v)).ToList();
        return missing.Count == 0 ? value : MappingValue.OfList(missing);
    }

    /// <summary>Whether an attribute holds a truth value: <c>active</c>, <c>primary</c> of anything, and what the mapping says so of.</summary>
    private static bool IsBoolean(AttributeMapping line) =>
        line.IsBoolean || line.Target is { Urn: null, SubAttribute: null, Attribute: "active" } || line.Target.SubAttribute == "primary";
}
