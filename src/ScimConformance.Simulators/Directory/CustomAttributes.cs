using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Directory;

/// <summary>Attributes beyond those that every object has.</summary>
internal static class CustomAttributes
{
    /// <summary>The names whose values differ.</summary>
    public static IEnumerable<string> Differences(IReadOnlyDictionary<string, MappingValue> before, IReadOnlyDictionary<string, MappingValue> after) =>
        ReferenceEquals(before, after) || (before.Count == 0 && after.Count == 0) ? []
        : before.Keys.Union(after.Keys, StringComparer.Ordinal).Where(name => !before.GetValueOrDefault(name, MappingValue.Null).Equals(after.GetValueOrDefault(name, MappingValue.Null)));
}
