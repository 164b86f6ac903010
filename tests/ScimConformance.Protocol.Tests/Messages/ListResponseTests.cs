using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Messages;

/// <summary>RFC 7644 section 3.4.2.</summary>
public sealed class ListResponseTests
{
    [Test]
    public void A_page_is_written_with_its_place_among_all_results() => Assert.That(
        Write(new ListResponse(7, [JsonNode.Parse("""{"id":"1"}""")!], StartIndex: 3, ItemsPerPage: 1)),
        Is.EqualTo($$"""{"schemas":["{{ScimUrn.ListResponse}}"],"totalResults":7,"startIndex":3,"itemsPerPage":1,"Resources":[{"id":"1"}]}"""));

    [Test]
    public void No_results_are_written_as_an_empty_array() => Assert.That(
        Write(new ListResponse(0, [])),
        Is.EqualTo($$"""{"schemas":["{{ScimUrn.ListResponse}}"],"totalResults":0,"Resources":[]}"""));

    [Test]
    public void A_response_without_Resources_is_an_empty_page()
    {
        var list = ListResponse.Parse(JsonNode.Parse($$"""{"schemas":["{{ScimUrn.ListResponse}}"],"totalResults":5}"""));
        Assert.That((list.TotalResults, list.Resources.Count, list.StartIndex), Is.EqualTo((5, 0, (int?)null)));
    }

    [TestCase("""{"totalResults":1}""", "\"schemas\" must be an array that contains")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"]}""", "\"totalResults\" must be an integer; it is missing.")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":"1"}""", "\"totalResults\" must be an integer; it is the string \"1\".")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":{}}""", "\"Resources\" must be an array of objects; it is an object.")]
    [TestCase("[]", "The body must be a JSON object; it is an array.")]
    public void Anything_else_is_refused_by_name(string body, string detail) =>
        Assert.That(Assert.Throws<ScimException>(() => ListResponse.Parse(JsonNode.Parse(body)))!.Message, Does.StartWith(detail));

    private static string Write(ListResponse list)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            list.WriteTo(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
