using System.Text.Json.Nodes;
using NUnit.Framework;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Paths;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Tests.Messages;

/// <summary>RFC 7644 sections 3.4.2 and 3.4.3.</summary>
public sealed class SearchRequestTests
{
    [Test]
    public void Nothing_asked_means_the_defaults()
    {
        var query = SearchRequest.FromQuery();
        Assert.Multiple(() =>
        {
            Assert.That(query.Attributes, Is.Empty);
            Assert.That(query.ExcludedAttributes, Is.Empty);
            Assert.That(query.Filter, Is.Null);
            Assert.That(query.SortBy, Is.Null);
            Assert.That(query.SortOrder, Is.EqualTo(SortOrder.Ascending));
            Assert.That(query.StartIndex, Is.EqualTo(1));
            Assert.That(query.Count, Is.Null);
        });
    }

    [Test]
    public void A_URL_and_a_body_say_the_same()
    {
        var fromUrl = SearchRequest.FromQuery("userName, name.familyName", "emails,photos", "title pr", "userName", "descending", "11", "10");
        var fromBody = SearchRequest.Parse(JsonNode.Parse($$"""
            {"schemas":["{{ScimUrn.SearchRequest}}"],"attributes":["userName","name.familyName"],"excludedAttributes":["emails","photos"],
             "filter":"title pr","sortBy":"userName","sortOrder":"descending","startIndex":11,"count":10}
            """));
        Assert.Multiple(() =>
        {
            Assert.That(fromUrl.Attributes, Is.EqualTo(new[] { AttributePath.Parse("userName"), AttributePath.Parse("name.familyName") }));
            Assert.That(fromBody.Attributes, Is.EqualTo(fromUrl.Attributes));
            Assert.That(fromBody.ExcludedAttributes, Is.EqualTo(fromUrl.ExcludedAttributes));
            Assert.That(fromBody.Filter, Is.EqualTo(fromUrl.Filter));
            Assert.That(fromBody.SortBy, Is.EqualTo(fromUrl.SortBy));
            Assert.That((fromBody.SortOrder, fromBody.StartIndex, fromBody.Count), Is.EqualTo((SortOrder.Descending, 11, (int?)10)));
            Assert.That((fromUrl.SortOrder, fromUrl.StartIndex, fromUrl.Count), Is.EqualTo((SortOrder.Descending, 11, (int?)10)));
        });
    }

    [Test]
    public void A_cursor_is_read_from_a_URL_and_a_body_and_may_be_empty()
    {
        var fromBody = SearchRequest.Parse(JsonNode.Parse($$"""{"schemas":["{{ScimUrn.SearchRequest}}"],"cursor":"VZUTiyhEQJ94IR","count":10}"""));
        Assert.Multiple(() =>
        {
            Assert.That(SearchRequest.FromQuery(cursor: "").Cursor, Is.Empty);
            Assert.That(SearchRequest.FromQuery(count: "10").Cursor, Is.Null);
            Assert.That((fromBody.Cursor, fromBody.Count), Is.EqualTo(("VZUTiyhEQJ94IR", (int?)10)));
            Assert.That(Refused(() => SearchRequest.FromQuery(cursor: "", startIndex: "1")).Detail, Does.Contain("\"startIndex\"").And.Contain("\"cursor\""));
            Assert.That(Refused(() => SearchRequest.FromQuery(cursor: "", count: "x")).ScimType, Is.EqualTo(ScimErrorType.InvalidCount));
        });
    }

    [TestCase("0", 1)]
    [TestCase("-5", 1)]
    [TestCase("1", 1)]
    [TestCase("99999999999999999999", int.MaxValue)]
    public void A_startIndex_below_one_counts_as_one(string text, int startIndex) =>
        Assert.That(SearchRequest.FromQuery(startIndex: text).StartIndex, Is.EqualTo(startIndex));

    [TestCase("0", 0)]
    [TestCase("-1", 0)]
    [TestCase("-99999999999999999999", 0)]
    [TestCase("200", 200)]
    [TestCase("99999999999999999999", int.MaxValue)]
    public void A_negative_count_counts_as_zero(string text, int count)
    {
        Assert.That(SearchRequest.FromQuery(count: text).Count, Is.EqualTo(count));
        var body = JsonNode.Parse($$"""{"schemas":["{{ScimUrn.SearchRequest}}"],"count":{{text}}}""");
        Assert.That(SearchRequest.Parse(body).Count, Is.EqualTo(count));
    }

    [TestCase("ten")]
    [TestCase("1.5")]
    [TestCase("")]
    [TestCase("0x10")]
    [TestCase("1 0")]
    public void A_count_that_is_no_integer_is_refused(string text)
    {
        var thrown = Assert.Throws<ScimException>(() => SearchRequest.FromQuery(count: text))!;
        Assert.That(thrown.Error, Is.EqualTo(ScimError.InvalidValue($"\"count\" must be an integer; it is \"{text}\".")));
    }

    [Test]
    public void Other_wrong_parameters_are_named_too() => Assert.Multiple(() =>
    {
        Assert.That(Refused(() => SearchRequest.FromQuery(filter: "title is 1")).ScimType, Is.EqualTo(ScimErrorType.InvalidFilter));
        Assert.That(Refused(() => SearchRequest.FromQuery(sortOrder: "up")).Detail, Does.Contain("\"sortOrder\"").And.Contain("\"up\""));
        Assert.That(Refused(() => SearchRequest.FromQuery(sortBy: "a b")).Detail, Does.StartWith("\"sortBy\" has \"a b\""));
        Assert.That(Refused(() => SearchRequest.FromQuery(attributes: "userName,1")).Detail, Does.StartWith("\"attributes\" has \"1\""));
        Assert.That(Refused(() => SearchRequest.Parse(Body("""
            "count":"10"
            """))).Detail, Is.EqualTo("\"count\" must be an integer; it is the string \"10\"."));
        Assert.That(Refused(() => SearchRequest.Parse(Body("""
            "attributes":["a",7]
            """))).Detail, Is.EqualTo("\"attributes[1]\" must be a string; it is 7."));
        Assert.That(Refused(() => SearchRequest.Parse(Body("""
            "startIndex":1.5
            """))).Detail, Is.EqualTo("\"startIndex\" must be an integer; it is 1.5."));
    });

    [TestCase("", 0)]
    [TestCase(",", 0)]
    [TestCase("a,,b", 2)]
    public void Empty_parts_of_a_list_are_passed_over(string list, int count) =>
        Assert.That(SearchRequest.FromQuery(attributes: list).Attributes, Has.Count.EqualTo(count));

    private static JsonNode? Body(string member) => JsonNode.Parse($$"""{"schemas":["{{ScimUrn.SearchRequest}}"],{{member}}}""");

    private static ScimError Refused(Action read) => Assert.Catch<ScimException>(read)!.Error;
}
