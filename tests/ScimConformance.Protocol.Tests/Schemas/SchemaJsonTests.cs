using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Schemas;

public sealed class SchemaJsonTests
{
    private static IEnumerable<string> Urns => CoreSchemas.All.Select(s => s.Id);

    [TestCaseSource(nameof(Urns))]
    public void A_schema_that_is_written_is_read_back_the_same(string urn)
    {
        var written = CoreSchemas.All.Single(s => s.Id == urn).ToJson("https://example.com/scim/v2/Schemas/" + urn);
        var again = SchemaJson.Parse(written).ToJson("https://example.com/scim/v2/Schemas/" + urn);
        Assert.That(again.ToJsonString(), Is.EqualTo(written.ToJsonString()));
    }

    [TestCaseSource(nameof(Urns))]
    public void What_is_written_follows_the_schema_of_schemas(string urn)
    {
        var attributes = CoreSchemas.Schema.FindAttribute("attributes")!;
        foreach (var attribute in CoreSchemas.All.Single(s => s.Id == urn).ToJson()["attributes"]!.AsArray())
        {
            foreach (var required in attributes.SubAttributes.Where(a => a.Required))
                Assert.That(attribute!.AsObject().ContainsKey(required.Name), Is.True, $"{attribute["name"]}: {required.Name}");
            foreach (var (member, value) in attribute!.AsObject())
            {
                var definition = attributes.FindSubAttribute(member);
                Assert.That(definition, Is.Not.Null, member);
                if (definition!.CanonicalValues.Count > 0)
                    Assert.That(definition.CanonicalValues, Does.Contain(value!.GetValue<string>()), member);
            }
        }
    }

    [Test]
    public void A_written_schema_has_schemas_and_meta()
    {
        var json = CoreSchemas.Group.ToJson("https://example.com/Schemas/1");
        Assert.That(json["schemas"]!.ToJsonString(), Is.EqualTo($"[\"{ScimUrn.Schema}\"]"));
        Assert.That(json["meta"]!.ToJsonString(), Is.EqualTo("""{"resourceType":"Schema","location":"https://example.com/Schemas/1"}"""));
    }

    [Test]
    public void A_custom_extension_is_read_from_JSON()
    {
        var schema = SchemaJson.Parse(JsonNode.Parse("""
            {"id":"urn:example:params:scim:schemas:extension:acme:2.0:User","name":"Acme","attributes":[
             {"name":"badge","type":"complex","subAttributes":[{"name":"number","type":"integer","required":true}]},
             {"name":"site","caseExact":true,"returned":"request","uniqueness":"global","mutability":"immutable"}]}
            """));
        Assert.Multiple(() =>
        {
            Assert.That(schema.FindAttribute("badge", "number")!.Type, Is.EqualTo(AttributeType.Integer));
            Assert.That(schema.FindAttribute("site")!.Type, Is.EqualTo(AttributeType.String));
            Assert.That(schema.FindAttribute("site")!.Returned, Is.EqualTo(Returned.Request));
            Assert.That(schema.FindAttribute("site")!.Uniqueness, Is.EqualTo(Uniqueness.Global));
            Assert.That(schema.FindAttribute("site")!.Mutability, Is.EqualTo(Mutability.Immutable));
        });
    }

    [TestCase("""[]""", "The body must be a JSON object; it is an array.")]
    [TestCase("""{"attributes":[]}""", "\"id\" must be a string; it is missing.")]
    [TestCase("""{"id":"acme"}""", "\"id\" must be a URN such as \"urn:example:params:scim:schemas:extension:acme:2.0:User\"; it is the string \"acme\".")]
    [TestCase("""{"id":"urn:x:1","attributes":{}}""", "\"attributes\" must be an array of objects; it is an object.")]
    [TestCase("""{"id":"urn:x:1","attributes":[7]}""", "\"attributes[0]\" must be a JSON object; it is 7.")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"type":"string"}]}""", "\"attributes[0].name\" must be a string; it is missing.")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a b"}]}""", "\"attributes[0].name\" must be a letter (or \"$\") followed by letters, digits, \"-\", \"_\" or \"$\"; it is the string \"a b\".")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","type":"strng"}]}""", "\"attributes[0].type\" must be one of \"string\", \"boolean\", \"decimal\", \"integer\", \"dateTime\", \"binary\", \"reference\", \"complex\"; it is the string \"strng\".")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a"},{"name":"b","mutability":"readonly"}]}""", "\"attributes[1].mutability\" must be one of \"readWrite\", \"readOnly\", \"immutable\", \"writeOnly\"; it is the string \"readonly\".")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","multiValued":"true"}]}""", "\"attributes[0].multiValued\" must be true or false; it is the string \"true\".")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","canonicalValues":["x",1]}]}""", "\"attributes[0].canonicalValues[1]\" must be a string; it is 1.")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","type":"complex"}]}""", "\"attributes[0].subAttributes\" must be an array with at least one attribute, since the type is \"complex\"; it is missing.")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","subAttributes":[{"name":"b"}]}]}""", "\"attributes[0].type\" must be \"complex\", since the attribute has sub-attributes; it is missing.")]
    [TestCase("""{"id":"urn:x:1","attributes":[{"name":"a","type":"complex","subAttributes":[{"name":"b"},{"name":"B"}]}]}""", "\"attributes[0].subAttributes[1].name\" must be a name that no other attribute beside it has, in any letter case; it is the string \"B\".")]
    public void A_wrong_schema_names_the_field_and_the_value(string json, string message)
    {
        var thrown = Assert.Throws<ScimException>(() => SchemaJson.Parse(JsonNode.Parse(json)))!;
        Assert.That(thrown.Message, Is.EqualTo(message));
        Assert.That(thrown.Error.ScimType, Is.EqualTo(ScimErrorType.InvalidValue));
    }
}
