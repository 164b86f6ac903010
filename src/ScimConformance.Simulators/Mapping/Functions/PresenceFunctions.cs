namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions that ask whether there is a value.</summary>
internal static class PresenceFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("IsNull", "expression", c => MappingValue.Of(c[0].IsNull)),
        new("IsNullOrEmpty", "expression", c => MappingValue.Of(c[0].IsNullOrEmpty)),
        new(MappingFunctions.IsNullOrEmptyInHeading, "expression", c => MappingValue.Of(c[0].IsNullOrEmpty)),
        new("IsPresent", "expression", c => MappingValue.Of(!c[0].IsNullOrEmpty)),
        new("IsString", "expression", c => MappingValue.Of(c[0].Kind is MappingValueKind.Text or MappingValueKind.List && c[0].Values.Count == 1)),
    ];
}
