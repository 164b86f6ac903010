using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Resources;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Messages;

/// <summary>The RFCs' own examples are read, and what is written has the same content. Adding a file adds a test.</summary>
public sealed class RfcMessageTests
{
    private static IEnumerable<string> All => RfcFixtures.Names("").Where(n => !n.Contains("-8.7."));

    private static IEnumerable<string> Patches => RfcFixtures.Names("-patch-op-");

    private static IEnumerable<string> Lists => RfcFixtures.Names("-list-response-");

    private static IEnumerable<string> Errors => RfcFixtures.Names("-error-").Where(n => !n.Contains("bulk"));

    private static IEnumerable<string> Searches => RfcFixtures.Names("-search-request");

    private static IEnumerable<string> Resources => RfcFixtures.Names("-user").Concat(RfcFixtures.Names("-group")).Distinct()
        .Where(n => !n.Contains("resource-type") && !n.Contains("patch-op") && !n.Contains("bulk"));

    [TestCaseSource(nameof(All))]
    public void Each_example_is_a_JSON_object_with_schemas(string name) =>
        Assert.That(RfcFixtures.Object(name).TryFind("schemas", out _), Is.True);

    [TestCaseSource(nameof(Patches))]
    public void A_PATCH_message_round_trips(string name)
    {
        var body = RfcFixtures.Object(name);
        var written = PatchOp.Parse(body).ToJson();
        // One example has no space between "eq" and its value; it is written with one.
        foreach (var operation in body["Operations"]!.AsArray())
            if (operation!["path"] is { } path)
                operation["path"] = path.GetValue<string>().Replace("eq\"", "eq \"", StringComparison.Ordinal);
        AssertSame(written, body);
    }

    [TestCaseSource(nameof(Lists))]
    public void A_list_round_trips(string name)
    {
        var body = RfcFixtures.Object(name);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            ListResponse.Parse(body).WriteTo(writer);
        AssertSame(JsonNode.Parse(Encoding.UTF8.GetString(buffer.ToArray()))!.AsObject(), body);
    }

    [TestCaseSource(nameof(Errors))]
    public void An_error_round_trips(string name)
    {
        var body = RfcFixtures.Object(name);
        AssertSame(ScimError.Parse(body).ToJson(), body);
    }

    [TestCaseSource(nameof(Searches))]
    public void A_search_request_is_read(string name)
    {
        var search = SearchRequest.Parse(RfcFixtures.Object(name));
        Assert.That(
            (string.Join(',', search.Attributes), search.Filter?.ToString(), search.StartIndex, search.Count),
            Is.EqualTo(("displayName,userName", "displayName sw \"smith\"", 1, (int?)10)));
    }

    [TestCaseSource(nameof(Resources))]
    public void Every_attribute_of_a_resource_is_in_a_schema(string name)
    {
        var body = RfcFixtures.Object(name);
        var schemas = CoreSchemas.All.Where(s => body["schemas"]!.AsArray().Any(u => ScimUrn.Same(u!.GetValue<string>(), s.Id))).ToList();
        Assert.That(schemas, Is.Not.Empty);
        foreach (var (member, value) in body)
        {
            var extension = schemas.Find(s => ScimUrn.Same(s.Id, member));
            if (extension is not null)
                foreach (var (inner, _) in value!.AsObject())
                    Assert.That(extension.FindAttribute(inner), Is.Not.Null, $"{member}:{inner}");
            else
                AssertKnown(CommonAttributes.Find(member) ?? schemas.Select(s => s.FindAttribute(member)).FirstOrDefault(a => a is not null), member, value);
        }
    }

    [Test]
    public void The_service_provider_configuration_round_trips()
    {
        var body = RfcFixtures.Object("7643-8.5-service-provider-configuration.json");
        body.Remove("meta");
        AssertSame(ServiceProviderConfig.Parse(body).ToJson(), body);
    }

    [TestCase("7643-8.6-resource-type-user.json")]
    [TestCase("7643-8.6-resource-type-group.json")]
    public void A_resource_type_round_trips(string name)
    {
        var body = RfcFixtures.Object(name);
        var location = body["meta"]!["location"]!.GetValue<string>();
        var written = ResourceType.Parse(body).ToJson(location);
        // An empty list of extensions may be left out.
        if (!body.ContainsKey("schemaExtensions"))
            body["schemaExtensions"] = new JsonArray();
        AssertSame(written, body);
    }

    private static void AssertKnown(SchemaAttribute? attribute, string name, JsonNode? value)
    {
        Assert.That(attribute, Is.Not.Null, name);
        Assert.That(value is JsonArray, Is.EqualTo(attribute!.MultiValued), name);
        var parts = value is JsonArray array ? array.OfType<JsonObject>() : value is JsonObject one ? [one] : [];
        foreach (var part in parts.SelectMany(p => p))
            Assert.That(attribute.FindSubAttribute(part.Key), Is.Not.Null, $"{name}.{part.Key}");
    }

    private static void AssertSame(JsonNode written, JsonNode example) =>
        Assert.That(JsonNode.DeepEquals(written, example), Is.True, $"written {written.ToJsonString()}\nexample {example.ToJsonString()}");
}
