using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>The attribute mappings that come with the simulator; the files are under fixtures/entra.</summary>
public static class EntraMappings
{
    /// <summary>The mapping of ThousandEyes' guide of 2020: users are matched by their work e-mail address.</summary>
    public static AttributeMappingTable ThousandEyes2020 { get; } = AttributeMappingTable.Parse(SimulatorFiles.Read("entra/mapping-thousandeyes-2020.json"), EntraAttributes.Names);
}
