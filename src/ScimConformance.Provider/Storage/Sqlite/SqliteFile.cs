namespace ScimConformance.Provider.Storage.Sqlite;

/// <summary>The name of a SQLite store's file.</summary>
internal static class SqliteFile
{
    /// <summary>The full path of the file.</summary>
    /// <exception cref="ScimStoreException">The name cannot be a file's, or its folder is not there.</exception>
    internal static string Check(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (string.IsNullOrWhiteSpace(file) || file.Contains('\0'))
            throw Wrong(file, "it must be the name of a file, such as scim.db");
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path))
            throw Wrong(file, "it is a folder; name a file in it, such as " + Path.Combine(file, "scim.db"));
        if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
            throw Wrong(file, $"there is no folder {folder}; make it first, or name a file elsewhere");
        return path;
    }

    private static ScimStoreException Wrong(string file, string what) => new($"The SQLite store \"{file}\" cannot be used: {what}.");
}
