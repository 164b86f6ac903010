using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Messages;

/// <summary>RFC 7644 section 3.12.</summary>
public sealed class ScimErrorTests
{
    private static readonly ScimError[] Factories =
    [
        ScimError.InvalidFilter("d"), ScimError.TooMany("d"), ScimError.Uniqueness("userName"), ScimError.Mutability("d"),
        ScimError.InvalidSyntax("d"), ScimError.InvalidPath("d"), ScimError.NoTarget("d"), ScimError.InvalidValue("d"),
        ScimError.InvalidVersion("d"), ScimError.Sensitive("d"), ScimError.InvalidCursor("d"), ScimError.ExpiredCursor("d"), ScimError.InvalidCount("d"),
    ];

    // Table 9 of RFC 7644 and table 2 of RFC 9865.
    [TestCase("invalidFilter", 400)]
    [TestCase("tooMany", 400)]
    [TestCase("uniqueness", 409)]
    [TestCase("mutability", 400)]
    [TestCase("invalidSyntax", 400)]
    [TestCase("invalidPath", 400)]
    [TestCase("noTarget", 400)]
    [TestCase("invalidValue", 400)]
    [TestCase("invalidVers", 400)]
    [TestCase("sensitive", 403)]
    [TestCase("invalidCursor", 400)]
    [TestCase("expiredCursor", 400)]
    [TestCase("invalidCount", 400)]
    public void Each_keyword_has_a_factory_with_its_status(string keyword, int status)
    {
        var error = Factories.Single(e => e.ScimType == ScimErrorTypeNames.FromWire(keyword));
        Assert.That(error.Status, Is.EqualTo(status));
        Assert.That(error.ScimType!.Value.ToWire(), Is.EqualTo(keyword));
    }

    [Test]
    public void Every_type_has_a_factory() =>
        Assert.That(Factories.Select(e => e.ScimType!.Value), Is.EquivalentTo(Enum.GetValues<ScimErrorType>()));

    [Test]
    public void The_status_is_a_string_on_the_wire() => Assert.That(
        ScimError.Uniqueness("userName").ToJson().ToJsonString(),
        Is.EqualTo($$"""{"schemas":["{{ScimUrn.Error}}"],"status":"409","scimType":"uniqueness","detail":"The value of userName is already in use."}"""));

    [Test]
    public void An_error_without_a_keyword_leaves_the_member_out() => Assert.That(
        ScimError.NotFound("d").ToJson().ToJsonString(),
        Is.EqualTo($$"""{"schemas":["{{ScimUrn.Error}}"],"status":"404","detail":"d"}"""));

    [Test]
    public void Both_ways_of_writing_agree()
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            ScimError.NoTarget("d").WriteTo(writer);
        Assert.That(Encoding.UTF8.GetString(buffer.ToArray()), Is.EqualTo(ScimError.NoTarget("d").ToJson().ToJsonString()));
    }

    [Test]
    public void What_is_written_is_read_back_equal()
    {
        foreach (var error in Factories.Append(ScimError.NotFound("d")).Append(ScimError.NotImplemented("d")))
            Assert.That(ScimError.Parse(error.ToJson()), Is.EqualTo(error));
    }

    [Test]
    public void An_unknown_keyword_is_read_as_none() => Assert.That(
        ScimError.Parse(JsonNode.Parse($$"""{"schemas":["{{ScimUrn.Error}}"],"status":"400","scimType":"odd"}""")),
        Is.EqualTo(new ScimError(400, null, "")));

    [TestCase("404", "it is 404")]
    [TestCase("\"many\"", "it is the string \"many\"")]
    [TestCase("\"200\"", "it is the string \"200\"")]
    [TestCase("null", "it is missing")]
    public void A_status_that_is_no_string_of_an_error_code_is_refused(string status, string detail)
    {
        var body = JsonNode.Parse($$"""{"schemas":["{{ScimUrn.Error}}"],"status":{{status}}}""");
        Assert.That(Assert.Throws<ScimException>(() => ScimError.Parse(body))!.Message, Does.StartWith("\"status\" must be a string").And.Contain(detail));
    }
}
