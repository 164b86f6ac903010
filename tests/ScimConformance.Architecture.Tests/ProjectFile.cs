using System.Xml.Linq;
using ScimConformance.Testing;

namespace ScimConformance.Architecture.Tests;

/// <summary>A project of the checkout, as its file declares it.</summary>
internal sealed record ProjectFile(string Name, string Folder, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    private const string Prefix = "ScimConformance.";

    public static IReadOnlyList<ProjectFile> Sources { get; } = Read("src");

    public static IReadOnlyList<ProjectFile> Tests { get; } = Read("tests");

    public override string ToString() => Name;

    private static List<ProjectFile> Read(string top) => Directory
        .EnumerateFiles(RepositoryFiles.At(top), "*.csproj", SearchOption.AllDirectories)
        .Select(file =>
        {
            var xml = XDocument.Load(file);
            return new ProjectFile(
                Path.GetFileNameWithoutExtension(file)[Prefix.Length..],
                Path.GetDirectoryName(file)!,
                xml.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))[Prefix.Length..]).ToList(),
                xml.Descendants("PackageReference").Select(r => r.Attribute("Include")!.Value).ToList());
        })
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .ToList();
}
