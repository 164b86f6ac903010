namespace ScimConformance.Simulators;

/// <summary>The files of fixtures/ that the simulators need; they are embedded in the assembly.</summary>
internal static class SimulatorFiles
{
    /// <summary>The text of a file, named by its path below fixtures/.</summary>
    public static string Read(string path)
    {
        var stream = typeof(SimulatorFiles).Assembly.GetManifestResourceStream("fixtures/" + path)
            ?? throw new FileNotFoundException($"fixtures/{path} is not embedded in the simulators' assembly; its project file lists what is.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
