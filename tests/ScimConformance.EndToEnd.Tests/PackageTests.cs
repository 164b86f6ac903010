using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using NUnit.Framework;
using ScimConformance.Testing;

namespace ScimConformance.EndToEnd.Tests;

/// <summary>What README promises to a user who has never seen this checkout: reference the package, write a few lines, run <c>dotnet test</c>.</summary>
public sealed class PackageTests
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    private static readonly string[] Packages = ["Protocol", "Provider", "Harness", "Checks", "Simulators", "NUnit"];

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("scim-conformance-package").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task A_project_outside_the_checkout_runs_the_checks_from_the_package()
    {
        var feed = Path.Combine(_folder, "feed");
        foreach (var package in Packages)
        {
            await DotnetAsync(RepositoryFiles.Root, $"pack src/ScimConformance.{package} --no-build -c {Configuration} -o \"{feed}\" -v q");
        }

        WriteProject();
        var output = await DotnetAsync(_folder, "test --filter Category=RFC7644 --settings reports.runsettings");

        // Its token belongs to no user, and there is no second tenant: four checks of /Me and two of tenants do not apply, in two classes.
        Assert.That(output, Does.Match(@"Passed!\s+-\s+Failed:\s+0, Passed:\s+[1-9]\d+, Skipped:\s+12\b"));
        AssertReports();
    }

    /// <summary>Reports stand beside the project, for there is no solution; each fixture has its own; what the filter left out is not in them.</summary>
    private void AssertReports()
    {
        foreach (var fixture in new[] { "MyEndpoint", "OtherEndpoint" })
        {
            var report = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "out", fixture + ".json")))!;
            Assert.That(report["results"]!.AsArray().Select(r => r!["requirements"]![0]!.GetValue<string>()), Is.Not.Empty.And.All.StartsWith("RFC7644-"));
            Assert.That(report["verdicts"]!.AsArray().Single()!["decision"]!.GetValue<string>(), Is.EqualTo("ready"));
        }

        var pages = Directory.GetFiles(Path.Combine(_folder, "out"), "*.html").Select(Path.GetFileName);
        Assert.That(pages, Is.EquivalentTo(new[] { "report.html", "report-MyEndpoint.html" }).Or.EquivalentTo(new[] { "report.html", "report-OtherEndpoint.html" }));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "out", "report.html")), Does.StartWith("<!DOCTYPE html>").And.Not.Contain("Bearer secret"));
        Assert.That(XDocument.Load(Path.Combine(_folder, "junit.xml")).Root!.Attribute("failures")!.Value, Is.EqualTo("0"));
        Assert.That(File.ReadAllText(Path.Combine(_folder, "report.md")), Does.StartWith("# SCIM conformance report\n"));
    }

    private void WriteProject()
    {
        // A package folder of its own, so that this version never shadows a later one; what the machine has already is used from there.
        var machinePackages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(_folder, "Outside.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>packages</RestorePackagesPath>
                <RestoreFallbackFolders>{machinePackages}</RestoreFallbackFolders>
                <RestoreAdditionalProjectSources>feed</RestoreAdditionalProjectSources>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                <PackageReference Include="ScimConformance.NUnit" Version="0.1.0" />
                <PackageReference Include="ScimConformance.Provider" Version="0.1.0" />
                <PackageReference Include="Microsoft.AspNetCore.TestHost" Version="10.0.14" />
                <PackageReference Include="NUnit" Version="4.6.1" />
                <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="Microsoft.Testing.Extensions.VSTestBridge" Version="2.5.2" />
                <PackageReference Include="Microsoft.TestPlatform.AdapterUtilities" Version="18.10.2" />
                <PackageReference Include="Microsoft.Extensions.DependencyModel" Version="10.0.14" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "App.cs"), """
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Hosting;
            using Microsoft.AspNetCore.TestHost;
            using Microsoft.Extensions.Hosting;
            using ScimConformance.Provider;

            /// <summary>Stands for the user's own application.</summary>
            public static class App
            {
                public static TestServer Start() => new HostBuilder().ConfigureWebHost(web => web
                    .UseTestServer()
                    .ConfigureServices(s => ReferenceApplication.ConfigureServices(s, new ReferenceOptions { Credentials = { ScimCredential.Bearer("secret") } }))
                    .Configure(app => ReferenceApplication.Configure(app))).Start().GetTestServer();
            }
            """);
        File.WriteAllText(Path.Combine(_folder, "reports.runsettings"), $"""
            <RunSettings>
              <TestRunParameters>
                <Parameter name="Scim.Report.Json" value="out/{'{'}fixture{'}'}.json" />
                <Parameter name="Scim.Report.Html" value="out/report.html" />
                <Parameter name="Scim.Report.Markdown" value="report.md" />
                <Parameter name="Scim.Report.JUnit" value="{Path.Combine(_folder, "junit.xml")}" />
              </TestRunParameters>
            </RunSettings>
            """);
        File.WriteAllText(Path.Combine(_folder, "MyEndpoint.cs"), """
            using NUnit.Framework;
            using ScimConformance;
            using ScimConformance.Harness;

            [TestFixture]
            public sealed class MyEndpoint : ScimConformanceFixture
            {
                protected override ScimTarget CreateTarget() => new(new Uri("http://localhost/scim/v2"))
                {
                    CreateHandler = App.Start().CreateHandler,
                    Credentials = ScimCredentials.Bearer("secret"),
                };
            }

            [TestFixture]
            public sealed class OtherEndpoint : ScimConformanceFixture
            {
                protected override ScimTarget CreateTarget() => new(new Uri("http://localhost/scim/v2"))
                {
                    CreateHandler = App.Start().CreateHandler,
                    Credentials = ScimCredentials.Bearer("secret"),
                };
            }
            """);
    }

    private static async Task<string> DotnetAsync(string folder, string arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        // The outside project has no lock file, and the test host's own settings must not reach it.
        start.Environment.Remove("CI");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        var text = await output + await errors;
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {arguments}{Environment.NewLine}{text}");
        return text;
    }
}
