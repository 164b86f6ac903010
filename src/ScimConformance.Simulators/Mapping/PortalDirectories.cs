using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Mapping;

/// <summary>What an exported schema says of the attributes on both sides; an export may leave it out.</summary>
internal sealed class PortalDirectories(JsonObject root, JsonObject rule)
{
    private readonly IReadOnlyList<JsonObject> _source = Objects(root, rule["sourceDirectoryName"].Text());
    private readonly IReadOnlyList<JsonObject> _target = Objects(root, rule["targetDirectoryName"].Text());

    /// <summary>The source attributes that objects of a mapping have.</summary>
    public IEnumerable<string> SourceNames(JsonObject mapping) => Attributes(_source, mapping["sourceObjectName"].Text()).Select(a => a["name"].Text()).OfType<string>();

    /// <summary>Whether letter case counts at a target attribute.</summary>
    public bool IsCaseExact(JsonObject mapping, string target) => Target(mapping, target)?["caseExact"].Boolean() ?? false;

    /// <summary>Whether a target attribute holds a truth value.</summary>
    public bool IsBoolean(JsonObject mapping, string target) => Target(mapping, target)?["type"].Text() == "Boolean";

    /// <summary>Whether no object can be created without a value of a target attribute.</summary>
    public bool IsRequired(JsonObject mapping, string target) => Target(mapping, target)?["required"].Boolean() ?? false;

    /// <summary>Whether a target attribute refers to other objects; null when the export does not say.</summary>
    public bool? IsReference(JsonObject mapping, string target) => Target(mapping, target)?["type"].Text() is { } type ? type == "Reference" : null;

    private JsonObject? Target(JsonObject mapping, string target) =>
        Attributes(_target, mapping["targetObjectName"].Text()).FirstOrDefault(a => string.Equals(a["name"].Text(), target, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<JsonObject> Attributes(IReadOnlyList<JsonObject> objects, string? name) =>
        objects.Where(o => o["name"].Text() == name).SelectMany(o => JsonFields.Objects(o, "attributes", $"Schema, directories, object '{name}'"));

    private static List<JsonObject> Objects(JsonObject root, string? directory) => JsonFields.Objects(root, "directories", "Schema")
        .Where(d => d["name"].Text() == directory)
        .SelectMany(d => JsonFields.Objects(d, "objects", $"Schema, directory '{directory}'"))
        .ToList();
}
