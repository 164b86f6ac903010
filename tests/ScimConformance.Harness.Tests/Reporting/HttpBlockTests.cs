using System.Text;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Reporting;

public sealed class HttpBlockTests
{
    [Test]
    public void A_request_is_a_block_with_the_secret_as_variable()
    {
        var exchange = ReportedExchange.From(SampleReport.Post("{\"a\":1}"u8.ToArray(), []), new Redactor([SampleReport.Secret]));

        Assert.That(HttpBlock.Of(exchange.Request, "ADD-001\nfirst"), Is.EqualTo("""
            ### ADD-001 first
            # The secret is the variable: put a line "@token = ..." above, or define it in the editor's environment file.
            POST http://stub.test/scim/v2/Users?echo={{token}} HTTP/1.1
            Accept: application/scim+json
            Authorization: Bearer {{token}}
            Content-Type: application/scim+json

            {"a":1}

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void A_request_without_body_ends_with_its_headers()
    {
        var request = new ReportedRequest("GET", "http://stub.test/Users", [new WireHeader("Host", "stub.test"), new WireHeader("Accept", "*/*")], new ReportedBody(null, null, null));

        Assert.That(HttpBlock.Of(request, "list"), Is.EqualTo("### list\nGET http://stub.test/Users HTTP/1.1\nAccept: */*\n"));
    }

    [TestCase("{\"a\":\"{{x}}\"}")]
    [TestCase("{\n### }")]
    [TestCase("<xml/>")]
    [TestCase("a\u0001b")]
    [TestCase("a\u202Eb")]
    public void A_body_that_an_editor_would_read_otherwise_is_a_file(string body)
    {
        var exchange = ReportedExchange.From(SampleReport.Post(Encoding.UTF8.GetBytes(body), []), Redactor.None);

        Assert.That(HttpBlock.Of(exchange.Request, "x"), Does.EndWith("save it beside this file.\n< ./body.bin\n"));
    }
}
