using System.Collections.Concurrent;
using NUnit.Framework;

namespace ScimConformance;

/// <summary>Where the reports of a fixture are written. A relative path counts from the folder of the solution, for the working directory of a test run is deep in <c>bin</c>; where there is no solution, from that of the project.</summary>
internal static class ReportPaths
{
    private const string Placeholder = "{fixture}";

    private static readonly string[] Solutions = ["*.sln", "*.slnx"];
    private static readonly string[] Projects = ["*.csproj", "*.fsproj", "*.vbproj"];

    /// <summary>The fixture that each path belongs to: two fixtures of one assembly do not overwrite each other's report.</summary>
    private static readonly ConcurrentDictionary<string, string> Owners = new(StringComparer.Ordinal);

    /// <summary>The full path of a report.</summary>
    /// <param name="path">The path as the user gave it; <c>{fixture}</c> stands for the name of the class.</param>
    /// <param name="fixture">The name of the class.</param>
    public static string Of(string path, string fixture)
    {
        var full = Path.GetFullPath(path.Replace(Placeholder, fixture, StringComparison.Ordinal), Root());
        return Owners.GetOrAdd(full, fixture) == fixture
            ? full
            : Path.Combine(Path.GetDirectoryName(full)!, $"{Path.GetFileNameWithoutExtension(full)}-{fixture}{Path.GetExtension(full)}");
    }

    private static string Root()
    {
        var start = TestContext.CurrentContext.TestDirectory;
        return Above(start, Solutions) ?? Above(start, Projects) ?? start;
    }

    private static string? Above(string start, string[] patterns)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (patterns.Any(p => folder.EnumerateFiles(p).Any()))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
