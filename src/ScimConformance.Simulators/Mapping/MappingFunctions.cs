using System.Collections.Frozen;
using ScimConformance.Simulators.Mapping.Functions;

namespace ScimConformance.Simulators.Mapping;

/// <summary>The functions that the parser knows, by name.</summary>
internal static class MappingFunctions
{
    /// <summary>The second documented spelling of a function, which occurs in a heading of Microsoft's page.</summary>
    public const string IsNullOrEmptyInHeading = "IsNullorEmpty";

    public static FrozenDictionary<string, MappingFunction> All { get; } = new[]
    {
        TextFunctions.All, WordFunctions.All, ReplaceFunction.All, EncodingFunctions.All, DateFunctions.All, LogicFunctions.All, PresenceFunctions.All, ListFunctions.All, RoleFunctions.All, RandomFunctions.All, FlowFunctions.All,
    }.SelectMany(f => f).ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);
}
