using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace ScimConformance.Harness.Tests.Discovery;

/// <summary>An endpoint with a SCIM 1.1 face: what is asked of it, what is kept track of there, and what is left alone.</summary>
public sealed class Scim11FaceTests
{
    private static readonly Uri V1 = new("http://stub.test/scim/v1");

    private static readonly Needs[] Faces = [Needs.Scim11, Needs.BothVersions, Needs.Scim11Groups, Needs.Scim11Xml, Needs.Scim11Capability("patch"), Needs.Users];

    [Test]
    public async Task An_endpoint_of_SCIM_1_1_alone_is_asked_nothing_of_2_0_and_nothing_is_created()
    {
        using var endpoint = new Endpoint();
        using var runner = await CheckRunner.ConnectAsync(new ScimTarget(V1) { Scim11BaseUrl = V1, CreateHandler = () => endpoint }, new TestDataOptions { Seed = 1 });

        Assert.That(endpoint.Requests, Is.EqualTo(new[] { "GET /scim/v1/Users?count=1", "GET /scim/v1/ServiceProviderConfigs", "GET /scim/v1/Schemas", "GET /scim/v1/Groups?count=1" }));
        Assert.That(Faces.Select(n => n.WhyNot(runner.Profile) is null), Is.EqualTo(new[] { true, false, false, false, true, false }));
        Assert.That(runner.Target.IsScim11Only, Is.True);
    }

    [Test]
    public async Task An_endpoint_without_the_face_says_how_to_name_it()
    {
        using var stub = new StubEndpoint();
        using var runner = await stub.ConnectAsync();
        Assert.That(Needs.Scim11.WhyNot(runner.Profile), Does.Contain("--scim11-url"));
    }

    [TestCase("{}", "does not speak SCIM 1.1")]
    [TestCase("401", "refuses the credentials")]
    public void A_face_that_cannot_be_judged_is_refused(string answer, string expected)
    {
        using var endpoint = new Endpoint { Instead = _ => answer == "401" ? new HttpResponseMessage(HttpStatusCode.Unauthorized) : Endpoint.Json(404, answer) };
        Assert.That(
            () => CheckRunner.ConnectAsync(new ScimTarget(V1) { Scim11BaseUrl = V1, CreateHandler = () => endpoint }, new TestDataOptions { Seed = 1 }),
            Throws.TypeOf<UnusableTargetException>().With.Message.Contains(expected).And.Message.Contains(V1.AbsoluteUri));
    }

    [Test]
    public async Task What_a_check_creates_is_removed_by_the_face_that_created_it()
    {
        var requests = await RunAsync(async scim =>
        {
            var json = await scim.V1.CreateUserAsync();
            var xml = await scim.V1.SendXmlAsync("POST", "/Users", "<User xmlns=\"urn:scim:schemas:core:1.0\"><userName>x</userName></User>");
            scim.Expect(json.Id == "1" && xml.Status == 201, "two users", "less");
        });
        Assert.That(requests, Is.EqualTo(new[] { "POST /scim/v1/Users", "POST /scim/v1/Users", "DELETE /scim/v1/Users/2", "DELETE /scim/v1/Users/1" }));
    }

    [Test]
    public async Task A_POST_that_stands_for_DELETE_reaches_nothing_but_own_resources()
    {
        var requests = await RunAsync(scim => scim.V1.SendAsync(new ScimRequest("POST", "/Users/somebody").WithHeader("X-HTTP-Method-Override", "DELETE")));
        Assert.That(requests, Is.Empty);
    }

    [Test]
    public async Task A_user_of_the_face_has_its_schemas_and_a_name_of_the_run()
    {
        var requests = new List<JsonObject>();
        await RunAsync(async scim =>
        {
            requests.Add(scim.V1.NewUser("""{"title":"T"}"""));
            requests.Add(scim.V1.NewGroup(await scim.V1.CreateUserAsync()));
        });
        Assert.Multiple(() =>
        {
            Assert.That(requests[0]["schemas"]!.ToJsonString(), Is.EqualTo("""["urn:scim:schemas:core:1.0"]"""));
            Assert.That(requests[0]["userName"].Text(), Does.StartWith(TestData.PrefixOf(1)));
            Assert.That(requests[0]["title"].Text(), Is.EqualTo("T"));
            Assert.That(requests[1].ToJsonString(), Does.Not.Contain("urn:ietf").And.Contain("\"members\":[{\"value\":\"1\"}]"));
        });
    }

    [Test]
    public async Task What_the_schema_of_the_face_requires_is_filled_in()
    {
        using var endpoint = new Endpoint
        {
            Instead = line => line != "GET /scim/v1/Schemas" ? null : Endpoint.Json(200, """
                {"Resources":[{"name":"User","attributes":[
                {"name":"id","type":"string","required":true,"readOnly":true,"schema":"urn:scim:schemas:core:1.0"},
                {"name":"userName","type":"string","required":true,"readOnly":false,"schema":"urn:scim:schemas:core:1.0"},
                {"name":"title","type":"string","required":true,"readOnly":false,"schema":"urn:scim:schemas:core:1.0"},
                {"name":"nickName","type":"string","required":false,"readOnly":false,"schema":"urn:scim:schemas:core:1.0"},
                {"name":"phoneNumbers","type":"complex","multiValued":true,"required":true,"readOnly":false,"schema":"urn:scim:schemas:core:1.0","subAttributes":[{"name":"value","type":"string"},{"name":"type","type":"string"}]},
                {"name":"department","type":"string","required":true,"readOnly":false,"schema":"urn:scim:schemas:extension:enterprise:1.0"}]}]}
                """),
        };
        using var runner = await CheckRunner.ConnectAsync(new ScimTarget(V1) { Scim11BaseUrl = V1, CreateHandler = () => endpoint }, new TestDataOptions { Seed = 1 });
        JsonObject user = [];
        await runner.RunAsync(TestCatalogue.Entry(scim =>
        {
            user = scim.V1.NewUser();
            scim.Expect(true, "anything", "anything");
            return Task.CompletedTask;
        }));

        Assert.Multiple(() =>
        {
            Assert.That(user["title"].Text(), Does.StartWith(TestData.PrefixOf(1)));
            Assert.That(user.ContainsKey("nickName") || user.ContainsKey("id"), Is.False);
            Assert.That(user["phoneNumbers"]![0]!["value"].Text(), Is.Not.Empty);
            Assert.That(user[Scim11Face.Enterprise]!["department"].Text(), Is.Not.Empty);
            Assert.That(user["schemas"]!.ToJsonString(), Is.EqualTo("""["urn:scim:schemas:core:1.0","urn:scim:schemas:extension:enterprise:1.0"]"""));
            Assert.That((Needs.Scim11Attribute("title").WhyNot(runner.Profile), Needs.Scim11OptionalAttribute("title").WhyNot(runner.Profile)), Is.EqualTo(((string?)null, "users of SCIM 1.1 must have title")));
            Assert.That(Needs.Scim11OptionalAttribute("nickName").WhyNot(runner.Profile), Is.Null);
        });
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Func<CheckContext, Task> check)
    {
        using var endpoint = new Endpoint();
        using var runner = await CheckRunner.ConnectAsync(new ScimTarget(V1) { Scim11BaseUrl = V1, CreateHandler = () => endpoint }, new TestDataOptions { Seed = 1 });
        endpoint.Requests.Clear();
        await runner.RunAsync(TestCatalogue.Entry(async scim =>
        {
            await check(scim);
            scim.Expect(true, "anything", "anything");
        }));
        return endpoint.Requests;
    }

    /// <summary>A SCIM 1.1 endpoint with users, PATCH and nothing else.</summary>
    private sealed class Endpoint : HttpMessageHandler
    {
        private int _users;

        public List<string> Requests { get; } = [];

        public Func<string, HttpResponseMessage?>? Instead { get; init; }

        public static HttpResponseMessage Json(int status, string json) => new((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var line = $"{request.Method} {request.RequestUri!.PathAndQuery}";
            Requests.Add(line);
            return Task.FromResult(Instead?.Invoke(line) ?? line switch
            {
                "GET /scim/v1/Users?count=1" => Json(200, """{"schemas":["urn:scim:schemas:core:1.0"],"totalResults":0,"Resources":[]}"""),
                "GET /scim/v1/ServiceProviderConfigs" => Json(200, """{"schemas":["urn:scim:schemas:core:1.0"],"patch":{"supported":true},"xmlDataFormat":{"supported":false}}"""),
                "POST /scim/v1/Users" => Created(request),
                _ when request.Method == HttpMethod.Delete => new HttpResponseMessage(HttpStatusCode.OK),
                _ => Json(404, """{"Errors":[{"description":"not found","code":"404"}]}"""),
            });
        }

        private HttpResponseMessage Created(HttpRequestMessage request)
        {
            var id = ++_users;
            var reply = request.Content!.Headers.ContentType!.MediaType == "application/xml"
                ? new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent($"<User xmlns=\"urn:scim:schemas:core:1.0\"><id>{id}</id></User>", Encoding.UTF8, "application/xml") }
                : Json(201, $$"""{"schemas":["urn:scim:schemas:core:1.0"],"id":"{{id}}"}""");
            reply.Headers.Location = new Uri($"{V1}/Users/{id}");
            return reply;
        }
    }
}
