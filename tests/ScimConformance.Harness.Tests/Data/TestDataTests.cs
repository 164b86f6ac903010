using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Data;

public sealed class TestDataTests
{
    [Test]
    public void The_same_seed_gives_the_same_bytes()
    {
        var (first, second) = (Data(seed: 7), Data(seed: 7));

        Assert.That(first.User(first.RunPrefix).ToJsonString(), Is.EqualTo(second.User(second.RunPrefix).ToJsonString()));
    }

    [Test]
    public void Each_seed_has_its_own_prefix() =>
        Assert.That(Enumerable.Range(0, 1000).Select(i => Data(seed: i).RunPrefix).Distinct().Count(), Is.EqualTo(1000));

    [Test]
    public void A_prefix_is_sc_and_seven_letters_or_digits() =>
        Assert.That(Enumerable.Range(0, 50).Select(i => Data(seed: i).RunPrefix), Is.All.Match("^sc[0-9a-z]{7}$"));

    [Test]
    public void Only_attributes_that_the_schema_has_are_given() =>
        Assert.That(
            Data("""{"name":"userName","type":"string"},{"name":"active","type":"boolean"}""").User("a").Select(p => p.Key),
            Is.EqualTo(new[] { "schemas", "userName", "active" }));

    [Test]
    public void Without_schemas_the_usual_attributes_are_given()
    {
        var user = new TestData(new TestDataOptions(), Profile("""[]""")).User("a");

        Assert.That(user.Select(p => p.Key), Is.EqualTo(new[] { "schemas", "userName", "name", "displayName", "emails", "active" }));
    }

    [TestCase("string", "\"a\"")]
    [TestCase("boolean", "true")]
    [TestCase("integer", "1")]
    [TestCase("decimal", "1.5")]
    [TestCase("dateTime", "\"2024-01-01T00:00:00Z\"")]
    [TestCase("binary", "\"AQID\"")]
    [TestCase("reference", "\"https://example.com/a\"")]
    public void A_required_attribute_is_filled_by_its_type(string type, string expected) =>
        Assert.That(Data($$"""{"name":"x","type":"{{type}}","required":true}""").User("a")["x"]!.ToJsonString(), Is.EqualTo(expected));

    [Test]
    public void A_required_complex_list_is_filled_from_its_required_parts()
    {
        var user = Data("""
            {"name":"licences","type":"complex","multiValued":true,"required":true,"subAttributes":[
              {"name":"sku","type":"string","required":true,"canonicalValues":["E5","E3"]},{"name":"note","type":"string"}]}
            """).User("a");

        Assert.That(user["licences"]!.ToJsonString(), Is.EqualTo("""[{"sku":"E5"}]"""));
    }

    [Test]
    public void What_a_client_may_not_set_is_left_alone() =>
        Assert.That(Data("""{"name":"x","type":"string","required":true,"mutability":"readOnly"}""").User("a").ContainsKey("x"), Is.False);

    [Test]
    public void A_template_is_merged_in_and_its_placeholders_are_filled()
    {
        var options = new TestDataOptions
        {
            EmailDomain = "corp.test",
            UserTemplate = ScimJson.Object("""{"title":"T {unique}","emails":[{"value":"{email}"}],"org":{"domain":"{domain}","level":2},"userName":"{unique}"}"""),
            GroupTemplate = ScimJson.Object("""{"note":"{unique}@{domain}"}"""),
        };
        var data = new TestData(options, Profile("""[]"""));

        Assert.Multiple(() =>
        {
            Assert.That(data.User("a")["title"].Text(), Is.EqualTo("T a"));
            Assert.That(data.User("a")["emails"]!.ToJsonString(), Is.EqualTo("""[{"value":"a@corp.test"}]"""));
            Assert.That(data.User("a")["org"]!.ToJsonString(), Is.EqualTo("""{"domain":"corp.test","level":2}"""));
            Assert.That(data.User("a")["userName"].Text(), Is.EqualTo("a"));
            Assert.That(data.Group("g")["note"].Text(), Is.EqualTo("g@corp.test"));
        });
    }

    private static TestData Data(string attributes = "", long seed = 1) => new(
        new TestDataOptions { Seed = seed },
        Profile($$"""[{"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[{{attributes}}]}]"""));

    private static TargetProfile Profile(string schemas) => new()
    {
        BaseUrl = StubEndpoint.BaseUrl,
        ResourceTypes = [new ResourceTypeInfo("User", "/Users", "urn:ietf:params:scim:schemas:core:2.0:User", [])],
        Schemas = JsonNode.Parse(schemas)!.AsArray().OfType<JsonObject>()
            .Select(o => new SchemaInfo(o["id"].Text()!, AttributeInfo.ReadAll(o["attributes"]), o)).ToList(),
    };
}
