using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Wire;

public sealed class ScimJsonTests
{
    private const string Extension = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly JsonNode User = JsonNode.Parse($$$"""
        {"userName":"babs","Active":true,"emails":[{"type":"home","value":"h"},{"type":"Work","value":"w"}],"count":3,"half":1.5,
        "{{{Extension}}}":{"manager":{"value":"26"}},"none":null,"empty":[]}
        """)!;

    [TestCase("userName", "\"babs\"")]
    [TestCase("USERNAME", "\"babs\"")]
    [TestCase("active", "true")]
    [TestCase("emails[type=work].value", "\"w\"")]
    [TestCase("emails[0].value", "\"h\"")]
    [TestCase("emails[7].value", "absent")]
    [TestCase("emails[type=other].value", "absent")]
    [TestCase("userName.nothing", "absent")]
    [TestCase("nothing.at.all", "absent")]
    public void Values_are_found_by_path_in_any_letter_case(string path, string expected) => Assert.That(User.At(path).Show(), Is.EqualTo(expected));

    [Test]
    public void A_URN_is_one_name() => Assert.That(User.At(Extension, "manager.value").Text(), Is.EqualTo("26"));

    [Test]
    public void An_exact_spelling_goes_before_another_letter_case() =>
        Assert.That(JsonNode.Parse("""{"ID":"a","id":"b"}""").Member("id").Text(), Is.EqualTo("b"));

    [Test]
    public void Kinds_are_not_mixed_up() => Assert.Multiple(() =>
    {
        Assert.That(User.At("count").Integer(), Is.EqualTo(3));
        Assert.That(User.At("half").Integer(), Is.Null);
        Assert.That(User.At("count").Text(), Is.Null);
        Assert.That(User.At("userName").Boolean(), Is.Null);
        Assert.That(User.At("none").IsUnassigned(), Is.True);
        Assert.That(User.At("empty").IsUnassigned(), Is.True);
        Assert.That(User.At("active").IsUnassigned(), Is.False);
    });

    [TestCase("{\"a\":1,\"a\":2}")]
    [TestCase("{\"a\":1")]
    [TestCase("<html>")]
    [TestCase("")]
    public void What_is_no_JSON_or_has_a_member_twice_is_none(string text) => Assert.That(ScimJson.TryParse(Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void A_byte_order_mark_is_passed_over() => Assert.That(ScimJson.TryParse("\uFEFF{}"u8), Is.InstanceOf<JsonObject>());

    [Test]
    public void Merging_goes_into_objects_and_replaces_the_rest() => Assert.That(
        ScimJson.Object("""{"name":{"givenName":"A","familyName":"B"},"emails":[1]}""").MergeFrom(ScimJson.Object("""{"name":{"givenName":"C"},"emails":[2]}""")).ToJsonString(),
        Is.EqualTo("""{"name":{"givenName":"C","familyName":"B"},"emails":[2]}"""));
}
