using NUnit.Framework;
using ScimConformance.Faults;
using ScimConformance.Harness;
using ScimConformance.Simulators.Tests.Wire;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests;

/// <summary>What <c>simulate</c> plays.</summary>
public sealed class SimulatedIdpTests
{
    [TestCase("entra", new[] { "test connection", "match", "create", "read", "update", "read", "disable", "read", "restore", "delete" })]
    [TestCase("okta", new[] { "test credentials", "verify groups", "existence check", "create", "read", "update", "deactivate", "existence check", "reactivate", "read", "update", "deactivate", "clean up" })]
    [TestCase("onelogin", new[] { "enable", "lookup", "create", "lookup", "update", "refresh entitlements", "create group", "add to group", "suspend", "resume", "delete", "clean up" })]
    public async Task A_whole_life_is_played_and_nothing_stays(string idp, string[] actions)
    {
        await using var provider = await ReferenceProvider.StartAsync(tolerant: true);
        using var transcript = new StringWriter();
        var result = await SimulatedIdp.RunAsync(idp, provider.Target, seed: 3, transcript);
        Assert.Multiple(() =>
        {
            Assert.That(result.Steps.Select(s => s.Problem), Is.All.Null);
            Assert.That(result.Steps.Select(s => s.Action), Is.EqualTo(actions));
            Assert.That(result.Succeeded, Is.True);
            Assert.That(result.Person, Does.EndWith("@example.com"));
            Assert.That(transcript.ToString(), Does.Not.Contain(ReferenceProvider.Token).And.Contain("Authorization: Bearer [redacted]"));
            Assert.That(transcript.ToString().Split("### "), Has.Length.EqualTo(actions.Length + 1));
        });
        Assert.That(await ResourceCountAsync(provider.Target), Is.Zero);
    }

    [Test]
    public async Task A_life_ends_at_the_first_answer_that_does_not_do_and_is_cleaned_up()
    {
        await using var provider = await ReferenceProvider.StartAsync(FaultCatalogue.Find("text-boolean-refused-in-patch"), tolerant: true);
        var result = await SimulatedIdp.RunAsync("entra", provider.Target, seed: 3, transcript: null);
        Assert.Multiple(() =>
        {
            Assert.That(result.Succeeded, Is.False);
            Assert.That(result.Steps[^2], Has.Property("Action").EqualTo("disable").And.Property("Status").EqualTo(400));
            Assert.That(result.Steps[^2].Problem, Does.StartWith("200 or 204 is expected (answered 400 ").And.Contain("active must be a boolean"));
            Assert.That(result.Steps[^1].Action, Is.EqualTo("clean up"));
        });
        Assert.That(await ResourceCountAsync(provider.Target), Is.Zero);
    }

    [Test]
    public async Task The_same_seed_plays_the_same_life()
    {
        var first = await TranscriptAsync(5);
        var second = await TranscriptAsync(5);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(await TranscriptAsync(6), Is.Not.EqualTo(first));
    }

    [Test]
    public void An_unknown_identity_provider_is_refused_with_the_known_ones() => Assert.That(
        () => SimulatedIdp.RunAsync("ping", new ScimTarget(new Uri("http://127.0.0.1:1")), 1, null),
        Throws.ArgumentException.With.Message.Contains("'ping'").And.Message.Contains("entra, okta, onelogin"));

    [Test]
    public void An_unreachable_application_is_named() => Assert.That(
        () => SimulatedIdp.RunAsync("okta", new ScimTarget(new Uri("http://127.0.0.1:1/scim")), 1, null),
        Throws.TypeOf<TransportException>().With.Message.Contains("GET http://127.0.0.1:1/scim/Users?startIndex=1&count=2"));

    [Test]
    public async Task A_compressed_answer_is_read()
    {
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.None);
        server.AnswersCompressed("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}""");
        var result = await SimulatedIdp.RunAsync("okta", server.Tap.Target, 1, null);
        Assert.That(result.Steps[0].Problem, Is.Null);
    }

    private static async Task<string> TranscriptAsync(long seed)
    {
        await using var provider = await ReferenceProvider.StartAsync(FaultCatalogue.Find("no-match-is-404"), tolerant: true);
        using var transcript = new StringWriter();
        await SimulatedIdp.RunAsync("entra", provider.Target, seed, transcript);
        return transcript.ToString();
    }

    private static async Task<long?> ResourceCountAsync(ScimTarget target)
    {
        using var client = new ScimClient(target);
        var users = await client.SendAsync(new ScimRequest("GET", "/Users"), new Transcript(), new FindingCollector());
        var groups = await client.SendAsync(new ScimRequest("GET", "/Groups"), new Transcript(), new FindingCollector());
        return users.At("totalResults").Integer() + groups.At("totalResults").Integer();
    }
}
