using VerifyNUnit;

namespace ScimConformance.Testing;

/// <summary>Snapshots have one home: <c>snapshots/&lt;Area&gt;/&lt;Name&gt;.verified.&lt;ext&gt;</c>.</summary>
public static class Snapshot
{
    /// <summary>Verifies text against its snapshot.</summary>
    /// <param name="text">The text received.</param>
    /// <param name="area">The folder below <c>snapshots</c>, for example <c>Simulators/Entra</c>.</param>
    /// <param name="name">The snapshot's name.</param>
    /// <param name="extension">Its extension, without dot.</param>
    public static SettingsTask Match(string text, string area, string name, string extension = "txt") =>
        Verifier.Verify(text, extension).UseDirectory(RepositoryFiles.At("snapshots", area)).UseFileName(name);
}
