using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Entra;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>The exact wire of every scenario of Entra, by both clients: <c>snapshots/Simulators/Entra/&lt;client&gt;/&lt;scenario&gt;.verified.http</c>.</summary>
public sealed class EntraTranscriptTests
{
    private const string WayOut = "Run these tests, read what was received as if it were Entra's (fixtures/entra/SOURCES.md), and rename .received.http to .verified.http.";

    private static readonly CheckCatalogue Catalogue = new(SimulatorScenarios.Groups, SimulatorScenarios.Requirements);

    private static IEnumerable<TestCaseData> Cases =>
        Catalogue.Entries.Where(e => e.Spec == "ENTRA").SelectMany(e => EntraTranscript.Clients(e).Select(wire => new TestCaseData(e.Check.Id, wire)));

    [TestCaseSource(nameof(Cases))]
    public async Task Wire_of_a_scenario_is_as_it_was_reviewed(string id, EntraWire wire)
    {
        var (outcome, text) = await new EntraTranscript(Catalogue.Find(id)!, wire).RecordAsync();
        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Passed), outcome.Message ?? outcome.Reason);
        Assert.That(text, Does.Match(@"\nADSCIMVersion: \S").And.Not.Contain("token-of-the-test").And.Not.Contain("127.0.0.1"), "the scenario is played by Entra's own client, and nothing in its transcript differs from run to run");
        await Snapshot.Match(text, $"Simulators/Entra/{EntraTranscript.FolderOf(wire)}", id, "http");
    }

    [Test]
    public void Every_scenario_has_its_transcripts_and_there_is_none_without_scenario()
    {
        var wanted = Cases.Select(c => $"{EntraTranscript.FolderOf((EntraWire)c.Arguments[1]!)}/{c.Arguments[0]}").ToList();
        var present = new[] { EntraWire.Default, EntraWire.Compliant, EntraWire.Legacy2018 }.Select(EntraTranscript.FolderOf).SelectMany(Transcripts).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(wanted.Except(present), Is.Empty, $"Scenarios without transcript. {WayOut}");
            Assert.That(present.Except(wanted), Is.Empty, "Transcripts without scenario. Remove them: a scenario's id is never used again.");
        });
    }

    private static IEnumerable<string> Transcripts(string client)
    {
        var folder = RepositoryFiles.At("snapshots", "Simulators", "Entra", client);
        return System.IO.Directory.Exists(folder)
            ? System.IO.Directory.EnumerateFiles(folder, "*.verified.http").Select(f => $"{client}/{Path.GetFileName(f).Replace(".verified.http", "", StringComparison.Ordinal)}")
            : [];
    }
}
