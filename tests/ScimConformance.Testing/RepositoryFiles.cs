namespace ScimConformance.Testing;

/// <summary>Where the checkout is: the folder above the test binaries that holds the solution.</summary>
public static class RepositoryFiles
{
    /// <summary>The checkout's top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A file or folder of the checkout.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The text of a file of the checkout.</summary>
    public static string ReadText(params string[] parts) => File.ReadAllText(At(parts));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ScimConformance.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("ScimConformance.sln was not found above the test binaries; run the tests from a checkout.");
    }
}
