using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Entra;

/// <summary>The attribute mappings that come with the simulator; the files are under fixtures/entra.</summary>
public static class EntraMappings
{
    /// <summary>The defaults of an application that is not in Entra's gallery: 22 lines for users, 3 for groups.</summary>
    public static ApplicationMapping Generic { get; } = Read("mapping-generic");

    /// <summary>ThousandEyes' application of Entra's gallery.</summary>
    public static ApplicationMapping ThousandEyesGallery { get; } = Read("mapping-thousandeyes-gallery");

    /// <summary>The mapping of ThousandEyes' guide of 2020: users are matched by their work e-mail address.</summary>
    public static ApplicationMapping ThousandEyes2020 { get; } = Read("mapping-thousandeyes-2020");

    private static ApplicationMapping Read(string name) => ApplicationMapping.Parse(SimulatorFiles.Read($"entra/{name}.json"));
}
