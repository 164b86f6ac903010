using System.Net.Http.Headers;
using System.Text;

namespace ScimConformance.Provider.Tests.Bulk;

/// <summary>What is refused as a whole, and what a large job costs (RFC 7644 section 3.7.4).</summary>
[TestFixture]
internal sealed class BulkLimitTests
{
    private const int MaxBytes = 4000;

    private static Task<TestProvider> StartAsync(int operations = 3, int bytes = MaxBytes) => TestProvider.StartAsync(options => options.Configure = provider =>
        (provider.BulkMaxOperations, provider.BulkMaxPayloadBytes) = (operations, bytes));

    [TestCase(0, MaxBytes)]
    [TestCase(3, 0)]
    public async Task A_limit_of_0_switches_bulk_off(int operations, int bytes)
    {
        await using var scim = await StartAsync(operations, bytes);
        (await scim.PostAsync("/Bulk", BulkJob.Of(BulkJob.NewUser("a", "alice")))).IsError(501, null);
        Assert.That(JsonText.Of((await scim.GetAsync("/ServiceProviderConfig")).Json["bulk"]), Is.EqualTo("""{"supported":false,"maxOperations":0,"maxPayloadSize":0}"""));
    }

    [Test]
    public async Task The_limits_are_published_and_hold_before_anything_is_executed()
    {
        await using var scim = await StartAsync();
        var tooMany = await scim.PostAsync("/Bulk", BulkJob.Of(Enumerable.Range(0, 4).Select(i => BulkJob.NewUser($"u{i}", $"u{i}"))));
        var tooLong = await scim.PostAsync("/Bulk", BulkJob.Of(BulkJob.NewUser("a", "alice")) + new string(' ', MaxBytes));
        var unannounced = await PostChunkedAsync(scim, BulkJob.Of(BulkJob.NewUser("a", "alice")) + new string(' ', MaxBytes));
        tooMany.IsError(413, null);
        tooLong.IsError(413, null);
        unannounced.IsError(413, null);
        Assert.Multiple(async () =>
        {
            Assert.That((string?)tooMany.Json["detail"], Does.Contain("maxOperations (3)"));
            Assert.That((string?)tooLong.Json["detail"], Does.Contain("maxPayloadSize (4000)"));
            Assert.That(await scim.FindAsync("userName pr"), Is.Empty);
            Assert.That(JsonText.Of((await scim.GetAsync("/ServiceProviderConfig")).Json["bulk"]), Is.EqualTo("""{"supported":true,"maxOperations":3,"maxPayloadSize":4000}"""));
        });
        var exact = BulkJob.Of(Enumerable.Range(0, 3).Select(i => BulkJob.NewUser($"u{i}", $"u{i}")));
        Assert.That((await PostChunkedAsync(scim, exact.PadRight(MaxBytes))).IsOk().Json["Operations"]!.AsArray().Statuses(), Is.EqualTo("201 201 201"));
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":{}}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[1]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"operations":[{"method":"DELETE","path":"/Users/1"}],"Operations":[]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"method":"DELETE","path":"/Users/1"}]}""")]
    [TestCase("""{"schemas":"urn:ietf:params:scim:api:messages:2.0:BulkRequest","Operations":[{"method":"DELETE","path":"/Users/1"}]}""")]
    [TestCase("""{"Operations":[{"method":"DELETE","path":"/Users/1"}]}""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/1"}]""")]
    [TestCase("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[{"method":"DELETE","path":"/Users/\ud800"}]}""")]
    public async Task What_is_no_job_is_refused_as_a_whole(string body)
    {
        await using var scim = await StartAsync();
        (await scim.PostAsync("/Bulk", body)).IsError(400, "invalidSyntax");
    }

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1.5")]
    [TestCase("\"1\"")]
    public async Task failOnErrors_is_a_number_of_errors(string value)
    {
        await using var scim = await StartAsync();
        (await scim.PostAsync("/Bulk", BulkJob.Of(BulkJob.NewUser("a", "alice")).Replace("\"Operations\"", $"\"failOnErrors\":{value},\"Operations\""))).IsError(400, "invalidValue");
    }

    [Test]
    public async Task Deep_nesting_is_refused_in_a_job_as_in_a_single_request()
    {
        await using var scim = await StartAsync();
        static string Nested(int levels) => BulkJob.NewUser("a", "alice", $"\"unknown\":{new string('[', levels)}{new string(']', levels)}");
        (await scim.PostAsync("/Bulk", BulkJob.Of(Nested(200)))).IsError(400, "invalidSyntax");
        Assert.That((await scim.RunAsync(Nested(62))).Statuses(), Is.EqualTo("201"));
    }

    // What is counted is what the whole process allocates.
    [Test, NonParallelizable]
    public async Task A_thousand_operations_are_done_and_cost_in_proportion()
    {
        await using var scim = await StartAsync(1000, 1 << 20);
        await CostAsync(scim, "warm", 50);
        var (small, large) = (await CostAsync(scim, "small", 100), await CostAsync(scim, "large", 1000));
        Assert.That(large, Is.LessThan(small * 15), $"{small} bytes for 100 operations, {large} for 1000");
    }

    [Test]
    public async Task Cancelling_ends_a_job_between_two_operations()
    {
        await using var scim = await StartAsync(1000, 1 << 20);
        using var cancel = new CancellationTokenSource();
        var job = Encoding.UTF8.GetBytes(BulkJob.Of(Enumerable.Range(0, 1000).Select(i => BulkJob.NewUser($"u{i}", $"u{i}"))));
        var sent = scim.Server.SendAsync(http =>
        {
            (http.Request.Method, http.Request.Path, http.Request.ContentType) = ("POST", "/scim/v2/Bulk", "application/scim+json");
            http.Request.Host = new("localhost");
            http.Request.Headers.Authorization = $"Bearer {ReferenceApplication.DefaultToken}";
            http.Request.Body = new MemoryStream(job);
            http.RequestAborted = cancel.Token;
            http.Response.OnStarting(cancel.CancelAsync);
        });
        await sent;
        var created = (int)(await scim.GetAsync("/Users?count=0")).Json["totalResults"]!;
        Assert.That(created, Is.GreaterThan(0).And.LessThan(1000));
    }

    private static async Task<long> CostAsync(TestProvider scim, string name, int operations)
    {
        var job = BulkJob.Of(Enumerable.Range(0, operations).Select(i => BulkJob.NewUser($"u{i}", $"{name}{i}", $"\"displayName\":\"{new string('x', 500)}\"")));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var answer = (await scim.PostAsync("/Bulk", job)).IsOk();
        var cost = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.That(answer.Json["Operations"]!.AsArray().Select(result => (string?)result!["status"]), Is.All.EqualTo("201").And.Exactly(operations).Items);
        return cost;
    }

    private static async Task<Answer> PostChunkedAsync(TestProvider scim, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "Bulk") { Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)), 100) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json");
        request.Headers.TransferEncodingChunked = true;
        using var response = await scim.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }
}
