using System.Text.Json;
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
        Filters = this.switches.Aggregate(FilterSyntax.Strict, (all, s) => all | s.Filters);
    }

    internal bool AcceptsAnyOpCase { get; }

    internal bool CreatesMissingValues { get; }

    internal bool RemovesListedValues { get; }

    internal bool ExpandsKeys { get; }

    internal bool IgnoresOwnId { get; }

    internal bool WrapsSingleValues { get; }

    internal bool KeepsActive { get; }

    internal FilterSyntax Filters { get; }

    /// <summary>The value as the first switch that knows it would have it; unchanged where none does.</summary>
    internal JsonElement Convert(SchemaAttribute attribute, JsonElement value)
    {
        foreach (var tolerance in switches)
            if (tolerance.Convert(attribute, value) is { } converted)
                return converted;
        return value;
    }

    /// <summary>A filter's string literal converted as a value would be; null where no switch knows it.</summary>
    internal JsonElement? ConvertLiteral(SchemaAttribute attribute, string literal)
    {
        if (switches.Length == 0)
            return null;
        var element = JsonSerializer.SerializeToElement(literal);
        return switches.Select(tolerance => tolerance.Convert(attribute, element)).FirstOrDefault(converted => converted is not null);
    }

    /// <summary>The URN to use in place of one that was sent; "" for one to pass over.</summary>
    internal string MapSchema(string urn)
    {
        foreach (var tolerance in switches)
            if (tolerance.MapSchema(urn) is { } mapped)
                return mapped;
        return urn;
    }
}
