using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Tests;

/// <summary>The examples of RFC 7643 and RFC 7644 in fixtures/rfc.</summary>
internal static class RfcFixtures
{
    private static readonly string Folder = Path.Combine(RepositoryRoot(), "fixtures", "rfc");

    /// <summary>Names of the files whose name contains a word, for test cases: adding a file adds a test.</summary>
    internal static IEnumerable<string> Names(string contains, string extension = ".json") => Directory
        .EnumerateFiles(Folder, "*" + extension)
        .Select(f => Path.GetFileName(f))
        .Where(n => n.Contains(contains, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    internal static JsonObject Object(string name) => ScimJson.ParseObject(File.ReadAllBytes(Path.Combine(Folder, name)));

    internal static JsonArray Array(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name)))!.AsArray();

    internal static IEnumerable<string> Lines(string name) => File.ReadLines(Path.Combine(Folder, name)).Where(l => l.Length > 0);

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ScimConformance.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} has ScimConformance.sln; run the tests from a build inside the repository.");
    }
}
