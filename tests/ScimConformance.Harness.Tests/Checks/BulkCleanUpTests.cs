using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Checks;

/// <summary>What a bulk job creates is removed like anything else, and what strangers own is left alone.</summary>
public sealed class BulkCleanUpTests
{
    private const string Created = """{"method":"POST","bulkId":"a","location":"http://stub.test/scim/v2/Users/b1","status":"201"}""";

    [TestCase("\"201\"", "\"location\":\"http://stub.test/scim/v2/Users/b1\"", true)]
    [TestCase("201", "\"location\":\"Users/b1\"", true)]
    [TestCase("""{"code":"201"}""", "\"location\":\"http://stub.test/scim/v2/Users/b1\"", true)]
    [TestCase("\"409\"", "\"location\":\"http://stub.test/scim/v2/Users/b1\"", false)]
    [TestCase("\"201\"", "\"location\":\"http://elsewhere.test/scim/v2/Users/b1\"", false)]
    public async Task The_location_of_a_creation_is_removed(string status, string location, bool removed)
    {
        using var stub = new StubEndpoint();
        Answer(stub, $$"""{"Operations":[{"method":"POST","bulkId":"a",{{location}},"status":{{status}} }]}""");
        await RunAsync(stub, """{"method":"POST","path":"/Users","bulkId":"a","data":{}}""");
        Assert.That(stub.Requests.Contains("DELETE /Users/b1"), Is.EqualTo(removed));
    }

    [Test]
    public async Task What_the_job_itself_removed_is_not_removed_again()
    {
        using var stub = new StubEndpoint();
        Answer(stub, $$"""{"Operations":[{{Created}},{"method":"DELETE","location":"http://stub.test/scim/v2/Users/b1","status":"204"}]}""");
        await RunAsync(stub, """{"method":"POST","path":"/Users","bulkId":"a","data":{}}""", """{"method":"DELETE","path":"/Users/bulkId:a"}""");
        Assert.That(stub.Requests, Has.None.StartsWith("DELETE"));
    }

    [TestCase("PUT")]
    [TestCase("delete")]
    public async Task A_job_that_would_touch_a_strangers_resource_is_not_sent(string method)
    {
        using var stub = new StubEndpoint();
        var outcome = await RunAsync(stub, $$"""{"method":"{{method}}","path":"/Users/ceo","data":{} }""");
        Assert.That(outcome.Status, Is.EqualTo(CheckStatus.Inconclusive));
        Assert.That(stub.Requests, Has.None.StartsWith("POST /Bulk"));
    }

    [TestCase(200, """{"Operations":[{"method":"POST","bulkId":"a","status":"201"}]}""", TestName = "a creation without location")]
    [TestCase(200, """{"Operations":[]}""", TestName = "no result")]
    [TestCase(500, "{}", TestName = "an error half-way")]
    public async Task What_a_job_created_without_telling_is_looked_for_by_name(int status, string answer)
    {
        using var stub = new StubEndpoint();
        stub.Documents["/ServiceProviderConfig"] = """{"filter":{"supported":true},"bulk":{"supported":true}}""";
        Answer(stub, answer, status);
        await RunAsync(stub, """{"method":"POST","path":"/Users","bulkId":"a","data":{}}""");
        Assert.That(stub.Requests, Has.Member("DELETE /Users/own").And.None.EqualTo("DELETE /Users/strange"));
    }

    [TestCase(200, $$"""{"Operations":[{{Created}}]}""", TestName = "everything is told")]
    [TestCase(413, "{}", TestName = "the job was too large")]
    public async Task Nothing_is_looked_for_without_need(int status, string answer)
    {
        using var stub = new StubEndpoint();
        stub.Documents["/ServiceProviderConfig"] = """{"filter":{"supported":true},"bulk":{"supported":true}}""";
        Answer(stub, answer, status);
        await RunAsync(stub, """{"method":"POST","path":"/Users","bulkId":"a","data":{}}""");
        Assert.That(stub.Requests, Has.None.Contains("filter="));
    }

    /// <summary>Bulk jobs are answered with this; a search by the beginning of a name finds one of the check's own users and one of somebody else.</summary>
    private static void Answer(StubEndpoint stub, string json, int status = 200) => stub.Instead = (request, _) => Task.FromResult(
        request == "POST /Bulk" ? StubEndpoint.Json(status, json)
        : request.StartsWith("GET /Users?filter=", StringComparison.Ordinal) ? StubEndpoint.Json(200, $$"""
            {"totalResults":2,"Resources":[{"id":"own","userName":"{{TestData.PrefixOf(1)}}-test-001-1@example.com"},{"id":"strange","userName":"bjensen"}]}
            """)
        : null);

    private static async Task<CheckOutcome> RunAsync(StubEndpoint stub, params string[] operations)
    {
        using var runner = await stub.ConnectAsync();
        return await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await scim.BulkAsync(operations);
            await TestCatalogue.Passes(scim);
        }));
    }
}
