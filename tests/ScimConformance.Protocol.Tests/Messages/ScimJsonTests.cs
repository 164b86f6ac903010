using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Protocol.Tests.Messages;

public sealed class ScimJsonTests
{
    [Test]
    public void Members_are_found_in_any_letter_case_at_every_level()
    {
        var body = Parse("""{"Name":{"FamilyName":"Jensen"}}""");
        Assert.That(body["name"]!["familyname"]!.GetValue<string>(), Is.EqualTo("Jensen"));
    }

    [Test]
    public void Members_of_a_case_sensitive_object_are_found_too()
    {
        var body = JsonNode.Parse("""{"UserName":"x","title":null}""")!.AsObject();
        Assert.Multiple(() =>
        {
            Assert.That(body.TryFind("username", out var value), Is.True);
            Assert.That(value!.GetValue<string>(), Is.EqualTo("x"));
            Assert.That(body.TryFind("TITLE", out var none), Is.True);
            Assert.That(none, Is.Null);
            Assert.That(body.TryFind("nickName", out _), Is.False);
        });
    }

    [TestCase("""{"userName":"a","userName":"b"}""")]
    [TestCase("""{"userName":"a","USERNAME":"b"}""")]
    [TestCase("""{"name":{"familyName":"a","FamilyName":"b"}}""")]
    [TestCase("""{"emails":[{"value":"a","Value":"b"}]}""")]
    public void A_name_that_stands_twice_is_refused(string body) => AssertRefused(body, ScimErrorType.InvalidSyntax);

    [TestCase("")]
    [TestCase("{")]
    [TestCase("{'a':1}")]
    [TestCase("""{"a":1,}""")]
    [TestCase("""{"a":1} x""")]
    [TestCase("// {}")]
    [TestCase("<html>")]
    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("null")]
    public void Anything_but_one_JSON_object_is_refused(string body) => AssertRefused(body, ScimErrorType.InvalidSyntax);

    [Test]
    public void The_place_of_a_mistake_is_named() =>
        Assert.That(Assert.Throws<ScimException>(() => Parse("{\n  \"a\": x }"))!.Message, Does.Contain("line 2, byte 8"));

    [Test]
    public void Depth_is_limited()
    {
        var limits = new ScimLimits { JsonDepth = 3 };
        Assert.That(ScimJson.ParseObject("""{"a":{"b":{}}}"""u8, limits), Has.Count.EqualTo(1));
        var thrown = Assert.Throws<ScimException>(() => ScimJson.ParseObject("""{"a":{"b":{"c":{}}}}"""u8, limits))!;
        Assert.That(thrown.Error.ScimType, Is.EqualTo(ScimErrorType.InvalidSyntax));
    }

    [Test]
    public void The_deepest_configurable_body_is_read_on_a_small_stack()
    {
        var limits = new ScimLimits { JsonDepth = ScimLimits.MaxJsonDepth };
        var text = string.Concat(Enumerable.Repeat("{\"a\":", 511)) + "{}" + new string('}', 511);
        JsonObject? read = null;
        var thread = new Thread(() => read = ScimJson.ParseObject(Encoding.UTF8.GetBytes(text), limits), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(read, Has.Count.EqualTo(1));
    }

    [Test]
    public void Size_is_limited()
    {
        var thrown = Assert.Throws<ScimException>(() => ScimJson.ParseObject("""{"a":1}"""u8, new ScimLimits { BodyBytes = 6 }))!;
        Assert.That(thrown.Error, Is.EqualTo(ScimError.PayloadTooLarge("The body has 7 bytes; at most 6 are accepted.")));
    }

    [Test]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.Throws<ScimException>(() => ScimJson.ParseObject([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']));

    [Test]
    public void A_text_with_half_a_surrogate_pair_does_not_break_the_error_message() => Assert.Multiple(() =>
    {
        Assert.Throws<ScimException>(() => SearchRequest.Parse(Parse("""{"schemas":["\ud800"]}""")));
        Assert.Throws<ScimException>(() => SearchRequest.Parse(Parse("""{"schemas":"\ud800"}""")));
    });

    private static JsonObject Parse(string body) => ScimJson.ParseObject(Encoding.UTF8.GetBytes(body));

    private static void AssertRefused(string body, ScimErrorType type) =>
        Assert.That(Assert.Throws<ScimException>(() => Parse(body))!.Error.ScimType, Is.EqualTo(type));
}
