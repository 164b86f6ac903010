using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;
using ScimConformance.Simulators.Entra;
using ScimConformance.Simulators.Provisioning;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>What Entra authenticates with.</summary>
public sealed class EntraCredentialTests
{
    [Test]
    public void Without_secret_a_token_of_the_tenant_is_sent()
    {
        var parts = EntraToken.Compose("72f988bf-0000-0000-0000-000000000000", DateTimeOffset.UnixEpoch).Split('.');
        var payload = Decode(parts[1]);
        Assert.Multiple(() =>
        {
            Assert.That(parts, Has.Length.EqualTo(3));
            Assert.That((string?)Decode(parts[0])["alg"], Is.EqualTo("RS256"));
            Assert.That((string?)payload["aud"], Is.EqualTo("8adf8e6e-67b2-4cf2-a259-e3dc5476c621"));
            Assert.That((string?)payload["iss"], Is.EqualTo("https://sts.windows.net/72f988bf-0000-0000-0000-000000000000/"));
            Assert.That((long)payload["exp"]! - (long)payload["nbf"]!, Is.EqualTo(3600));
        });
    }

    [Test]
    public async Task Tokens_of_an_authorization_server_go_with_every_request_of_a_job()
    {
        await using var tokens = await ScriptedServer.StartAsync(ScimCredentials.None);
        tokens.Answers(200, """{"access_token":"first","token_type":"Bearer","expires_in":3600}""");
        var oauth = new OAuthClientCredentials(new Uri(tokens.Tap.Target.BaseUrl + "/token"), "id", "secret");
        await using var server = await ScriptedServer.StartAsync(ScimCredentials.OAuth(oauth));
        server.FindsNobody();
        var target = server.Tap.Target;
        using var job = EntraProvisioning.CreateJob(new ProvisioningConnection(target, null), new IdpDirectory(1), new EntraOptions(), new ProvisioningJobOptions());
        Assert.That(await job.TestConnectionAsync(), Is.Null);
        Assert.That(server.Tap.Requests.Single(), Does.Contain("Authorization: Bearer first\r\n"));
    }

    private static JsonNode Decode(string part) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='))))!;
}
