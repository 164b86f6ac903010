using System.Text;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

public sealed class CurlLineTests
{
    private static readonly Redactor Redactor = new(ScimCredentials.Bearer("stub-token-1234"));

    [Test]
    public void A_PATCH_can_be_pasted_into_a_shell() => Assert.That(
        Line("PATCH", "/Users/1", """{"a":"it's"}""", ("Authorization", "Bearer stub-token-1234"), ("Accept", "application/scim+json"), ("Content-Type", "application/scim+json")),
        Is.EqualTo("""curl -g -i -X PATCH 'http://stub.test/scim/v2/Users/1' -H "Authorization: Bearer $SCIM_TOKEN" -H 'Accept: application/scim+json' -H 'Content-Type: application/scim+json' --data-binary '{"a":"it'\''s"}'"""));

    [Test]
    public void Headers_that_curl_would_add_by_itself_are_taken_away() => Assert.That(
        Line("POST", "/Users", "{}", ("User-Agent", "x"), ("Content-Length", "2")),
        Is.EqualTo("curl -g -i -X POST 'http://stub.test/scim/v2/Users' -H 'Accept:' -H 'Content-Type:' --data-binary '{}'"));

    [Test]
    public void Basic_credentials_come_from_the_environment()
    {
        var credentials = ScimCredentials.Basic("admin", "pass word");

        Assert.That(
            CurlLine.Of(Request("GET", "/Users", "", ("Authorization", credentials.Authorization!), ("Accept", "*/*")), new Redactor(credentials)),
            Is.EqualTo("""curl -g -i -X GET 'http://stub.test/scim/v2/Users' -u "$SCIM_BASIC" -H 'Accept: */*'"""));
    }

    [Test]
    public void Bytes_that_no_command_line_can_carry_are_decoded_on_the_way()
    {
        var request = Request("POST", "/Users", "", ("Accept", "*/*"), ("Content-Type", "x/y")) with { Body = new byte[] { 0x7B, 0xFF, 0x00 } };

        Assert.That(CurlLine.Of(request, Redactor), Does.StartWith("printf %s e/8A | base64 -d | curl ").And.EndWith("--data-binary @-"));
    }

    [Test]
    public void A_very_long_body_is_left_to_a_file() =>
        Assert.That(Line("POST", "/Users", new string('x', 10_000), ("Accept", "*/*"), ("Content-Type", "x/y")), Does.EndWith("--data-binary @body.json # a body of 10000 bytes"));

    private static string Line(string method, string target, string body, params (string Name, string Value)[] headers) =>
        CurlLine.Of(Request(method, target, body, headers), Redactor);

    private static RequestRecord Request(string method, string target, string body, params (string Name, string Value)[] headers) => new(
        method, new Uri(StubEndpoint.BaseUrl.AbsoluteUri + target), headers.Select(h => new WireHeader(h.Name, h.Value)).ToList(), Encoding.UTF8.GetBytes(body));
}
