using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>An attribute of the application that has to get a value.</summary>
/// <param name="Path">The attribute.</param>
/// <param name="Value">The value; references are ids of the application already.</param>
/// <param name="Old">The value that the application shows now, as text; null when it shows none.</param>
/// <param name="IsBoolean">Whether the attribute holds a truth value.</param>
internal sealed record AttributeChange(TargetPath Path, MappingValue Value, string? Old, bool IsBoolean)
{
    /// <summary>Whether the application shows no value so far.</summary>
    public bool IsAddition => string.IsNullOrEmpty(Old);

    /// <summary>Whether values are only added to those that are there.</summary>
    public bool AddsOnly { get; init; }

    /// <summary>As the provisioning log shows it.</summary>
    public ModifiedProperty ToModifiedProperty() => new(Path.Text, Value.IsRedacted && Old is not null ? "[Redact]" : Old, Value.IsNullOrEmpty ? null : Value.ToString());
}
