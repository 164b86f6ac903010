using ScimConformance.Testing;

namespace ScimConformance.Architecture.Tests;

/// <summary>A C# file of the checkout, generated ones left out.</summary>
internal sealed record SourceFile(string RelativePath, string Text)
{
    public static IReadOnlyList<SourceFile> InSources { get; } = Read("src");

    public static IReadOnlyList<SourceFile> InTests { get; } = Read("tests");

    public int Lines => Text.Split('\n').Length - (Text.EndsWith('\n') ? 1 : 0);

    private static List<SourceFile> Read(string top) => Directory
        .EnumerateFiles(RepositoryFiles.At(top), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(RepositoryFiles.Root, file).Replace('\\', '/'))
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceFile(path, RepositoryFiles.ReadText(path)))
        .ToList();
}
