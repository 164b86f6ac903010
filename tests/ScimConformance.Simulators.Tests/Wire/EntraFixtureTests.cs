using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Entra's requests are those of the captures and documents in fixtures/entra, byte for byte; each test has the sources in its name.</summary>
public sealed class EntraFixtureTests
{
    private static IEnumerable<TestCaseData> Fixtures =>
        WireFixture.Names("entra").Select(name => new TestCaseData(name).SetArgDisplayNames(name, WireFixture.Read("entra", name).Sources));

    [TestCaseSource(nameof(Fixtures))]
    public async Task Request_is_as_it_was_seen(string name)
    {
        Assert.That(EntraSituations.All, Does.ContainKey(name), $"fixtures/entra/{name}.http has no situation in {nameof(EntraSituations)}");
        var situation = EntraSituations.All[name];
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.Bearer("secret"));
        var directory = new IdpDirectory(seed: 1);
        var user = directory.AddUser(directory.NewGuid(), "alice@contoso.com");
        directory.Change(user.Id, u => u with { DisplayName = "Alice A" });
        directory.Assign(user.Id);
        situation.Prepare(directory, user.Id);
        using var entra = new EntraClient(new ProvisioningConnection(server.Tap.Target, new Transcript()), directory, situation.Options, situation.Job);
        situation.Script(server);
        await situation.Play(entra, user.Id);
        WireFixture.Read("entra", name).Match(server.Tap.Requests[^1]);
        Assert.That(entra.Steps.Select(s => s.Problem), Is.All.Null);
    }

    [Test]
    public void Every_situation_has_its_fixture() => Assert.That(WireFixture.Names("entra"), Is.EquivalentTo(EntraSituations.All.Keys));
}
