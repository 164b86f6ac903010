using System.Text;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Provider;
using ScimConformance.Testing;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>The exact wire of each identity provider's life with one person: the bytes of every request as they pass a real connection, and the status line of every answer.</summary>
public sealed class WireSnapshotTests
{
    [TestCase("entra", "Entra", "# [doc] [observed] The life of one person with Entra's default client; the header Accept is [inferred], the order of headers is not known.\n\n")]
    [TestCase("onelogin", "OneLogin", "")]
    public Task Life_with_a_bearer_token(string idp, string area, string heading) =>
        MatchAsync(idp, area, ScimCredential.Bearer("token-of-the-test"), ScimCredentials.Bearer("token-of-the-test"), heading);

    [Test]
    public Task Life_with_user_name_and_password() =>
        MatchAsync("okta", "Okta", ScimCredential.Basic("admin@example.com", "password-of-the-test"), ScimCredentials.Basic("admin@example.com", "password-of-the-test"));

    /// <summary>What <c>simulate --transcript</c> writes is what passed the wire.</summary>
    [TestCase("entra")]
    [TestCase("okta")]
    [TestCase("onelogin")]
    public async Task The_transcript_tells_the_wire(string idp)
    {
        await using var provider = await TappedProvider.StartAsync(ScimCredential.Bearer("token-of-the-test"), ScimCredentials.Bearer("token-of-the-test"));
        using var transcript = new StringWriter();
        await SimulatedIdp.RunAsync(idp, provider.Tap.Target, seed: 1, transcript);
        var told = transcript.ToString().Replace(provider.Tap.Target.BaseUrl.Authority, "{host}", StringComparison.Ordinal);
        Assert.Multiple(() =>
        {
            foreach (var request in provider.Tap.Requests)
            {
                Assert.That(told, Does.Contain(request.TrimEnd().ReplaceLineEndings("\n").Replace("token-of-the-test", "[redacted]", StringComparison.Ordinal)));
            }
        });
    }

    private static async Task MatchAsync(string idp, string area, ScimCredential accepted, ScimCredentials sent, string heading = "")
    {
        await using var provider = await TappedProvider.StartAsync(accepted, sent);
        var result = await SimulatedIdp.RunAsync(idp, provider.Tap.Target, seed: 1, transcript: null);
        Assert.That(result.Steps.Select(s => s.Problem), Is.All.Null);
        var text = new StringBuilder(heading);
        foreach (var ((step, request), response) in result.Steps.Zip(provider.Tap.Requests).Zip(provider.Tap.Responses))
        {
            text.Append("### ").Append(step.Action).Append('\n').Append(request.TrimEnd()).Append("\n\n").Append(response.Split("\r\n")[0]).Append("\n\n");
        }

        await Snapshot.Match(text.ToString(), $"Simulators/{area}", "life", "http");
    }
}
