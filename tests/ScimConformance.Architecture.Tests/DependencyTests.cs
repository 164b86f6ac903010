using NUnit.Framework;

namespace ScimConformance.Architecture.Tests;

/// <summary>Judge and defendant share no code; the arrows of ARCHITECTURE.md are the only ones.</summary>
public sealed class DependencyTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Protocol"] = [],
        ["Provider"] = ["Protocol"],
        ["Faults"] = ["Provider", "Protocol"],
        ["Harness"] = [],
        ["Checks"] = ["Harness"],
        ["Simulators"] = ["Harness"],
        ["NUnit"] = ["Harness", "Checks", "Simulators"],
        ["Cli"] = ["Harness", "Checks", "Simulators", "Provider", "Faults", "Protocol"],
    };

    private static IEnumerable<string> SourceProjects => ProjectFile.Sources.Select(p => p.Name);

    [TestCaseSource(nameof(SourceProjects))]
    public void A_project_references_only_what_the_picture_allows(string name)
    {
        var project = ProjectFile.Sources.Single(p => p.Name == name);
        Assert.That(Allowed.Keys, Does.Contain(name), "a new project needs an arrow in ARCHITECTURE.md and a line here");
        Assert.That(project.References, Is.SubsetOf(Allowed[name]));
    }

    [TestCase("NUnit", "NUnit")]
    [TestCase("RestSharp", "Harness")]
    [TestCase("Bogus", "Simulators")]
    [TestCase("Spectre.Console", "Cli")]
    [TestCase("System.CommandLine", "Cli")]
    [TestCase("Microsoft.Playwright")]
    public void A_package_is_referenced_in_src_only_where_it_belongs(string package, params string[] owners)
    {
        var users = ProjectFile.Sources.Where(p => p.Packages.Contains(package)).Select(p => p.Name);
        Assert.That(users, Is.SubsetOf(owners));
    }

    [Test]
    public void The_judge_never_loads_the_defendant()
    {
        string[] defendant = ["ScimConformance.Protocol", "ScimConformance.Provider", "ScimConformance.Faults"];
        foreach (var judge in new[] { typeof(Harness.ConformanceCheck), typeof(Checks.ConformanceChecks), typeof(Simulators.SimulatorScenarios) })
        {
            Assert.That(judge.Assembly.GetReferencedAssemblies().Select(a => a.Name), Has.None.AnyOf(defendant));
        }
    }

    [Test]
    public void RestSharp_is_used_in_the_wire_folder_alone()
    {
        var users = SourceFile.InSources.Where(f => f.Text.Contains("using RestSharp", StringComparison.Ordinal)).Select(f => f.RelativePath);
        Assert.That(users, Is.Not.Empty.And.All.StartsWith("src/ScimConformance.Harness/Wire/"));
    }

    [Test]
    public void The_harness_knows_no_identity_provider()
    {
        string[] names = ["Entra", "Okta", "OneLogin"];
        var knowing = SourceFile.InSources
            .Where(f => f.RelativePath.StartsWith("src/ScimConformance.Harness/", StringComparison.Ordinal))
            .Where(f => !f.RelativePath.EndsWith("/Requirement.cs", StringComparison.Ordinal))
            .Where(f => names.Any(n => f.Text.Contains(n, StringComparison.Ordinal)))
            .Select(f => f.RelativePath);
        Assert.That(knowing, Is.Empty);
    }
}
