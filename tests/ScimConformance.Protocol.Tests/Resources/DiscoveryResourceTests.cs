using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Resources;

/// <summary>RFC 7643 sections 5 and 6.</summary>
public sealed class DiscoveryResourceTests
{
    [Test]
    public void A_resource_type_that_is_written_is_read_back()
    {
        var read = ResourceType.Parse(ResourceType.User.ToJson("https://example.com/scim/v2/ResourceTypes/User"));
        Assert.That(read with { Extensions = [] }, Is.EqualTo(ResourceType.User with { Extensions = [] }).Using<ResourceType>((a, b) => a.ToJson().ToJsonString() == b.ToJson().ToJsonString()));
        Assert.That(read.Extensions, Is.EqualTo(ResourceType.User.Extensions));
    }

    [TestCase("""{"endpoint":"/Devices","schema":"urn:x:D"}""", "\"name\" must be a string; it is missing.")]
    [TestCase("""{"name":"Device","schema":"urn:x:D"}""", "\"endpoint\" must be a string; it is missing.")]
    [TestCase("""{"name":"Device","endpoint":"Devices","schema":"urn:x:D"}""", "\"endpoint\" must be a path that starts with \"/\", such as \"/Users\"; it is the string \"Devices\".")]
    [TestCase("""{"name":"Device","endpoint":"/Devices"}""", "\"schema\" must be a string; it is missing.")]
    [TestCase("""{"name":"D","endpoint":"/D","schema":"urn:x:D","schemaExtensions":[{"schema":"urn:x:E"}]}""", "\"schemaExtensions[0].required\" must be true or false; it is missing.")]
    public void A_wrong_resource_type_names_the_field_and_the_value(string json, string message) =>
        Assert.That(Assert.Throws<ScimException>(() => ResourceType.Parse(JsonNode.Parse(json)))!.Message, Is.EqualTo(message));

    [Test]
    public void Every_required_attribute_of_the_configuration_is_written()
    {
        var written = new ServiceProviderConfig { AuthenticationSchemes = [AuthenticationScheme.BearerToken] }.ToJson();
        foreach (var attribute in CoreSchemas.ServiceProviderConfig.Attributes.Where(a => a.Required))
        {
            Assert.That(written.ContainsKey(attribute.Name), Is.True, attribute.Name);
            var value = written[attribute.Name] is JsonArray array ? array[0]! : written[attribute.Name]!;
            foreach (var part in attribute.SubAttributes.Where(s => s.Required))
                Assert.That(value.AsObject().ContainsKey(part.Name), Is.True, $"{attribute.Name}.{part.Name}");
        }
    }

    [TestCase("etag", "\"etag\" must be an object with \"supported\"; it is missing.")]
    [TestCase("bulk", "\"bulk\" must be an object with \"supported\"; it is missing.")]
    public void A_configuration_without_a_feature_is_refused_by_name(string feature, string message)
    {
        var json = new ServiceProviderConfig().ToJson();
        json.Remove(feature);
        Assert.That(Assert.Throws<ScimException>(() => ServiceProviderConfig.Parse(json))!.Message, Is.EqualTo(message));
    }
}
