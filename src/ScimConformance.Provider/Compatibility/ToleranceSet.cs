using System.Text.Json.Nodes;
using ScimConformance.Protocol.Filters;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Provider.Compatibility;

/// <summary>The configured switches taken together.</summary>
internal sealed class ToleranceSet
{
    internal static readonly ToleranceSet Strict = new([]);

    private readonly IPatchCompatibility[] switches;

    internal ToleranceSet(IEnumerable<IPatchCompatibility> switches)
    {
        this.switches = [.. switches];
        AcceptsAnyOpCase = this.switches.Any(s => s.AcceptsAnyOpCase);
        CreatesMissingValues = this.switches.Any(s => s.CreatesMissingValues);
        RemovesListedValues = this.switches.Any(s => s.RemovesListedValues);
        ExpandsKeys = this.switches.Any(s => s.ExpandsKeys);
        IgnoresOwnId = this.switches.Any(s => s.IgnoresOwnId);
        WrapsSingleValues = this.switches.Any(s => s.WrapsSingleValues);
        KeepsActive = this.switches.Any(s => s.KeepsActive);
        PassesOverUnknown = this.switches.Any(s => s.PassesOverUnknown);
        PassesOverFixed = this.switches.Any(s => s.PassesOverFixed);
        FindsManager = this.switches.Any(s => s.FindsManager);
        Filters = this.switches.Aggregate(FilterSyntax.Strict, (all, s) => all | s.Filters);
    }

    internal bool AcceptsAnyOpCase { get; }

    internal bool CreatesMissingValues { get; }

    internal bool RemovesListedValues { get; }

    internal bool ExpandsKeys { get; }

    internal bool IgnoresOwnId { get; }

    internal bool WrapsSingleValues { get; }

    internal bool KeepsActive { get; }

    internal bool PassesOverUnknown { get; }

    internal bool PassesOverFixed { get; }

    internal bool FindsManager { get; }

    internal FilterSyntax Filters { get; }

    /// <summary>The value as the first switch that knows its form would have it; unchanged where none does.</summary>
    internal JsonNode? Convert(SchemaAttribute attribute, JsonNode? value)
    {
        if (value is not null)
            foreach (var tolerance in switches)
                if (tolerance.TryConvert(attribute, value, out var converted))
                    return converted;
        return value;
    }

    /// <summary>A filter's string literal read as a boolean where a switch does so with values; null otherwise.</summary>
    internal bool? ReadBoolean(SchemaAttribute attribute, string literal) =>
        switches.Length > 0 && Convert(attribute, JsonValue.Create(literal)) is JsonValue value && value.TryGetValue<bool>(out var boolean) ? boolean : null;

    /// <summary>The URN to use in place of one that was sent; "" for one to pass over.</summary>
    internal string MapSchema(string urn)
    {
        foreach (var tolerance in switches)
            if (tolerance.MapSchema(urn) is { } mapped)
                return mapped;
        return urn;
    }
}
