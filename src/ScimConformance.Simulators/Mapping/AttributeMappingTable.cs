using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>The attribute mapping of one application, read from JSON: <c>{"name":"…","attributeMappings":[{"target":"userName","source":"[userPrincipalName]","matchingPriority":1}]}</c>.</summary>
public sealed class AttributeMappingTable
{
    private AttributeMappingTable(string name, List<AttributeMapping> lines)
    {
        Name = name;
        Lines = lines;
        Matching = lines.Where(m => m.MatchingPriority is not null).OrderBy(m => m.MatchingPriority).ToList();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The lines, in order.</summary>
    public IReadOnlyList<AttributeMapping> Lines { get; }

    /// <summary>The lines that users are matched by, first to last; never empty.</summary>
    public IReadOnlyList<AttributeMapping> Matching { get; }

    /// <summary>Reads a table.</summary>
    /// <param name="json">The table's text.</param>
    /// <param name="sourceAttributes">The names that sources may read.</param>
    /// <exception cref="FormatException">It is malformed, reads an unknown attribute, or has no matching attribute; the message names the line and the way out.</exception>
    public static AttributeMappingTable Parse(string json, IReadOnlyCollection<string> sourceAttributes)
    {
        JsonObject root;
        try
        {
            root = ScimJson.Object(json);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The attribute mapping is no JSON object: {e.Message}", e);
        }

        var name = root["name"].Text() ?? throw new FormatException("The attribute mapping lacks \"name\".");
        var lines = (root["attributeMappings"] as JsonArray ?? throw new FormatException($"Attribute mapping '{name}' lacks \"attributeMappings\", an array."))
            .Select((line, index) => ToMapping(line, $"Attribute mapping '{name}', line {index + 1}", sourceAttributes)).ToList();
        return lines.Any(m => m.MatchingPriority is not null)
            ? new AttributeMappingTable(name, lines)
            : throw new FormatException($"Attribute mapping '{name}' has no line with \"matchingPriority\"; users could not be matched.");
    }

    /// <summary>The same table with other attributes to match by.</summary>
    /// <param name="targets">Targets of existing lines, first to last.</param>
    /// <exception cref="ArgumentException">A target is not in the table.</exception>
    public AttributeMappingTable MatchedBy(params string[] targets)
    {
        foreach (var unknown in targets.Where(t => Lines.All(m => m.Target.Text != t)))
        {
            throw new ArgumentException($"Attribute mapping '{Name}' has no line for '{unknown}'; it has {string.Join(", ", Lines.Select(m => m.Target.Text))}.", nameof(targets));
        }

        return new AttributeMappingTable(Name, Lines.Select(m => m with
        {
            MatchingPriority = Array.IndexOf(targets, m.Target.Text) is >= 0 and var place ? place + 1 : null,
        }).ToList());
    }

    private static AttributeMapping ToMapping(JsonNode? line, string where, IReadOnlyCollection<string> sourceAttributes)
    {
        var target = line.Member("target").Text() ?? throw new FormatException($"{where} lacks \"target\".");
        var source = line.Member("source").Text() ?? throw new FormatException($"{where} ({target}) lacks \"source\".");
        var priority = line.Member("matchingPriority");
        if (priority is not null && priority.Integer() is not >= 1)
        {
            throw new FormatException($"{where} ({target}) has \"matchingPriority\" {priority.Show()}; it must be a whole number from 1 on.");
        }

        try
        {
            var mapping = new AttributeMapping(TargetPath.Parse(target), MappingExpression.Parse(source), (int?)priority.Integer());
            return mapping.Source.SourceAttributes.FirstOrDefault(a => !sourceAttributes.Contains(a)) is { } unknown
                ? throw new FormatException($"{where} ({target}) reads [{unknown}]; the directory has {string.Join(", ", sourceAttributes)}.")
                : mapping;
        }
        catch (MappingExpressionException e)
        {
            throw new FormatException($"{where} ({target}): {e.Message}", e);
        }
    }
}
