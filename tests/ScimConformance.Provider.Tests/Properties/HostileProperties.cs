using System.Buffers.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Querying;
using ScimConformance.Testing.Fuzzing;

namespace ScimConformance.Provider.Tests.Properties;

/// <summary>Whatever is sent as a cursor, as a bulk request or as anything else, the answer is orderly.</summary>
[TestFixture]
internal sealed class HostileProperties
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20251123, 1);

    private static readonly CursorSeal Seal = new(new byte[32], TimeSpan.FromHours(1), new TestClock());

    [Test]
    public void A_cursor_is_opened_as_it_was_closed() => Check.One(Many, Prop.ForAll(
        ArbMap.Default.ArbFor<(NonNegativeInt, long, decimal?)>(),
        ArbMap.Default.ArbFor<(string?, NonNegativeInt?, NonNegativeInt)>(),
        ArbMap.Default.ArbFor<NonNull<string>>(),
        (place, size, query) =>
        {
            var text = size.Item1 is { } key && System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(key)) == key && key.Length < 500 ? key : null;
            var cursor = new Cursor(place.Item1.Get, place.Item2 & long.MaxValue, new SortKey(text, place.Item3), size.Item2?.Get, size.Item3.Get);
            return Seal.Open(Seal.Close(cursor, query.Get), query.Get) == cursor;
        }));

    [Test]
    public void Text_is_no_cursor() => Check.One(Many, Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(), text => IsRefused(text.Get) && IsRefused(Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(text.Get + new string('x', 40))))));

    [Test]
    public void Bulk_requests_of_any_form_are_answered_in_order()
    {
        var scim = TestProvider.StartAsync().GetAwaiter().GetResult();
        try
        {
            Check.One(Many, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => IsOrderly(scim.PostAsync("/Bulk", BulkBody(new System.Random(seed))).GetAwaiter().GetResult())));
        }
        finally
        {
            scim.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>The short round; the long one is <c>dotnet run -c Release --project tests/ScimConformance.Endurance -- fuzz</c>.</summary>
    [Test]
    public async Task Spoilt_requests_over_real_sockets_are_answered_in_order()
    {
        var report = await FuzzRun.RunAsync(new FuzzOptions(5000, Connections: 8));
        Assert.Multiple(() =>
        {
            Assert.That(report.Findings.Select(f => $"#{f.Number} {f.Wrong} {f.Status}\n{f.Request}\n{f.Answer}"), Is.Empty);
            Assert.That(report.Statuses.Keys, Is.SupersetOf(new[] { 200, 201, 204, 400, 401, 404, 405, 409, 412, 415 }), "kinds of answers; else the requests would reach nothing");
        });
    }

    private static bool IsRefused(string text)
    {
        try
        {
            Seal.Open(text, "query");
            return false;
        }
        catch (ScimException refusal)
        {
            return refusal.Error is { Status: 400, ScimType: ScimErrorType.InvalidCursor };
        }
    }

    private static bool IsOrderly(Answer answer) => answer.Status switch
    {
        200 => answer.Json["Operations"] is JsonArray operations && operations.All(operation => int.Parse((string)operation!["status"]!, System.Globalization.CultureInfo.InvariantCulture) < 500),
        >= 400 and < 500 => (string?)answer.Json["status"] is { } status && status == answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => false,
    };

    /// <summary>A bulk request whose operations lack what they should have, or have something else.</summary>
    private static string BulkBody(System.Random random)
    {
        string[] methods = ["POST", "PUT", "PATCH", "DELETE", "GET", "post", ""];
        string[] paths = ["/Users", "/Groups", "/Users/none", "/Users/bulkId:b1", "Users", "/Bulk", "/", "", "/Users?count=1", "/.search", "/Me"];
        string[] texts = ["b1", "bulkId:b1", "bulkId:none", "", "W/\"1\"", Urn.User, Urn.Group];
        JsonNode? Anything(int depth) => random.Next(depth > 0 ? 9 : 6) switch
        {
            0 => null,
            1 => true,
            2 => random.Next(-2, 100),
            3 or 4 or 5 => texts[random.Next(texts.Length)],
            6 => new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Anything(depth - 1))]),
            _ => new JsonObject { [random.Next(2) == 0 ? "value" : "data"] = Anything(depth - 1), ["method"] = Anything(depth - 1) },
        };

        var operations = new JsonArray();
        for (var i = random.Next(5); i > 0; i--)
        {
            var operation = new JsonObject
            {
                ["method"] = methods[random.Next(methods.Length)], ["path"] = paths[random.Next(paths.Length)], ["bulkId"] = "b" + random.Next(3),
                ["data"] = random.Next(2) == 0 ? Anything(3) : JsonNode.Parse($$"""{"schemas":["{{Urn.Group}}","{{Urn.User}}"],"userName":"u{{random.Next()}}","displayName":"g","members":[{"value":"bulkId:b{{random.Next(3)}}"}],"manager":{"value":"bulkId:b0"} }"""),
            };
            if (random.Next(3) == 0)
                operation[new[] { "method", "path", "bulkId", "data", "version" }[random.Next(5)]] = Anything(2);
            operations.Add((JsonNode)operation);
        }

        var body = new JsonObject { ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:BulkRequest"), ["failOnErrors"] = random.Next(4) == 0 ? Anything(1) : 100, ["Operations"] = operations };
        if (random.Next(8) == 0)
            body[random.Next(2) == 0 ? "Operations" : "schemas"] = Anything(3);
        return body.ToJsonString();
    }
}
