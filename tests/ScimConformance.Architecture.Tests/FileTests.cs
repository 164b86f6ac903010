using System.Text.RegularExpressions;
using NUnit.Framework;

namespace ScimConformance.Architecture.Tests;

/// <summary>Rules about files that a reviewer would otherwise repeat.</summary>
public sealed partial class FileTests
{
    private const int LineLimit = 400;

    /// <summary>Files that may be longer, and why.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    private static IEnumerable<SourceFile> All => SourceFile.InSources.Concat(SourceFile.InTests);

    [Test]
    public void No_file_is_longer_than_400_lines_without_a_reason()
    {
        var tooLong = All.Where(f => f.Lines > LineLimit && !LongFiles.ContainsKey(f.RelativePath)).Select(f => $"{f.RelativePath}: {f.Lines} lines");
        Assert.That(tooLong, Is.Empty);
    }

    [Test]
    public void The_list_of_long_files_names_only_long_files()
    {
        var stale = LongFiles.Keys.Where(path => All.All(f => f.RelativePath != path || f.Lines <= LineLimit));
        Assert.That(stale, Is.Empty);
    }

    [Test]
    public void Types_are_not_named_for_machinery()
    {
        var bad = SourceFile.InSources
            .SelectMany(f => TypeDeclaration().Matches(f.Text).Select(m => (f.RelativePath, Name: m.Groups[1].Value)))
            .Where(t => MachineryName().IsMatch(t.Name))
            .Select(t => $"{t.RelativePath}: {t.Name}");
        Assert.That(bad, Is.Empty);
    }

    [Test]
    public void Only_the_two_places_that_may_catch_everything_do()
    {
        var users = SourceFile.InSources
            .Where(f => CatchAll().IsMatch(f.Text))
            .Select(f => f.RelativePath);
        Assert.That(users, Is.SubsetOf(CatchAllFiles));
    }

    private static readonly string[] CatchAllFiles =
    [
        "src/ScimConformance.Harness/Checks/CheckRunner.cs",
        "src/ScimConformance.Provider/Endpoints/ErrorMiddleware.cs",
        "src/ScimConformance.Cli/CommandLine.cs",
    ];

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Utility|Processor)$|(?<!Reference)(?<!Hosted)Service$")]
    private static partial Regex MachineryName();

    [GeneratedRegex(@"catch\s*\(Exception\b(?![^)]*\)\s*when)|catch\s*\{|catch\s*\r?\n\s*\{(?!\s*client\.Dispose)")]
    private static partial Regex CatchAll();
}
