using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Tests.Mapping;

/// <summary>Objects to evaluate expressions on.</summary>
internal sealed class MappingSources : IMappingSource
{
    private readonly Dictionary<string, MappingValue> _values = new(StringComparer.Ordinal);

    /// <summary>The attributes that changed; null for all.</summary>
    public HashSet<string>? Changed { get; init; }

    /// <summary>An object with these attributes.</summary>
    public static MappingSources Of(params (string Name, string? Value)[] attributes)
    {
        var source = new MappingSources();
        foreach (var (name, value) in attributes)
        {
            source._values[name] = MappingValue.Of(value);
        }

        return source;
    }

    /// <summary>An object with the attributes of a JSON object: strings, lists of strings, null.</summary>
    public static MappingSources Of(JsonObject json)
    {
        var source = new MappingSources();
        foreach (var (name, value) in json)
        {
            source._values[name] = ToValue(value);
        }

        return source;
    }

    public MappingSources With(string name, MappingValue value)
    {
        _values[name] = value;
        return this;
    }

    public MappingSources WithRoles(params string[] values) =>
        With("appRoleAssignments", MappingValue.OfRoles(values.Select((v, i) => new AppRole($"role-{i}", v, $"The {v}")).ToList()));

    public MappingValue Read(string attribute) => _values.GetValueOrDefault(attribute, MappingValue.Null);

    public bool HasChanged(string attribute) => Changed is null || Changed.Contains(attribute);

    private static MappingValue ToValue(JsonNode? json) => json is JsonArray list ? MappingValue.OfList(list.Select(e => e.Text()!).ToList()) : MappingValue.Of(json.Text());
}
