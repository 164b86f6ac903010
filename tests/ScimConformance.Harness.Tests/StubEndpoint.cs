using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness.Tests;

/// <summary>A small SCIM endpoint in memory: discovery documents and users that can be created, read, patched and deleted. A test changes single answers.</summary>
internal sealed class StubEndpoint : HttpMessageHandler
{
    public static readonly Uri BaseUrl = new("http://stub.test/scim/v2");

    private readonly Lock _lock = new();
    private readonly Dictionary<string, JsonObject> _users = [];
    private int _ids;

    /// <summary>Each request as <c>METHOD /path?query</c>, in order.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The documents at fixed paths; null at a path answers 404.</summary>
    public Dictionary<string, string?> Documents { get; } = new()
    {
        ["/ServiceProviderConfig"] = """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],"patch":{"supported":true},"filter":{"supported":false},"sort":{"supported":false}}
            """,
        ["/ResourceTypes"] = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[
              {"name":"User","endpoint":"/Users","schema":"urn:ietf:params:scim:schemas:core:2.0:User"}]}
            """,
        ["/Schemas"] = """
            {"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":1,"Resources":[
              {"id":"urn:ietf:params:scim:schemas:core:2.0:User","attributes":[
                {"name":"userName","type":"string","required":true},{"name":"nickName","type":"string"},{"name":"active","type":"boolean"}]}]}
            """,
    };

    /// <summary>Ids of the users that are there.</summary>
    public IReadOnlyList<string> Users
    {
        get
        {
            lock (_lock)
            {
                return _users.Keys.ToList();
            }
        }
    }

    /// <summary>Answers instead of the endpoint where it returns something.</summary>
    public Func<string, string, Task<HttpResponseMessage?>>? Instead { get; set; }

    public ScimTarget Target => new(BaseUrl) { CreateHandler = () => this, Credentials = ScimCredentials.Bearer("stub-token-1234") };

    public static HttpResponseMessage Json(int status, string json) => new((HttpStatusCode)status)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/scim+json"),
    };

    /// <summary>The Authorization header of the last request, or null.</summary>
    public string? LastAuthorization { get; private set; }

    /// <summary>Adds a user who was there before.</summary>
    public void Add(string id, string userName) => _users[id] = new JsonObject { ["id"] = id, ["userName"] = userName };

    /// <summary>Lists users in pages of 100, as an endpoint does that has filters, in any letter case, or that refuses them.</summary>
    public void ListUsers(bool filters) => Instead = (request, _) =>
    {
        var query = request.StartsWith("GET /Users?", StringComparison.Ordinal) ? System.Web.HttpUtility.ParseQueryString(request[(request.IndexOf('?') + 1)..]) : null;
        if (query is null)
        {
            return Task.FromResult<HttpResponseMessage?>(null);
        }

        if (query["filter"] is { } filter && !filters)
        {
            return Task.FromResult<HttpResponseMessage?>(Json(400, $"{{\"detail\":\"no {filter.Split(' ')[0]}\"}}"));
        }

        var value = query["filter"]?.Split('"')[1] ?? "";
        var found = _users.Values.Where(u => u["userName"].Text()!.StartsWith(value, StringComparison.OrdinalIgnoreCase)).ToList();
        var page = found.Skip(int.Parse(query["startIndex"] ?? "1") - 1).Take(100).Select(u => u.ToJsonString());
        return Task.FromResult<HttpResponseMessage?>(Json(200, $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{{found.Count}},"Resources":[{{string.Join(',', page)}}]}"""));
    };

    /// <summary>Connects and forgets the requests that this took.</summary>
    public async Task<CheckRunner> ConnectAsync(TestDataOptions? options = null)
    {
        var runner = await CheckRunner.ConnectAsync(Target, options ?? new TestDataOptions { Seed = 1 });
        Requests.Clear();
        return runner;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var target = request.RequestUri!.PathAndQuery[BaseUrl.AbsolutePath.Length..];
        lock (_lock)
        {
            LastAuthorization = request.Headers.Authorization?.ToString();
            Requests.Add($"{request.Method} {target}");
        }

        return (Instead is null ? null : await Instead($"{request.Method} {target}", body).WaitAsync(cancellationToken)) ?? Answer(request.Method.Method, target.Split('?')[0], body);
    }

    private HttpResponseMessage Answer(string method, string path, string body)
    {
        lock (_lock)
        {
            var id = path.StartsWith("/Users/", StringComparison.Ordinal) ? path["/Users/".Length..] : "";
            return (method, path) switch
            {
                ("GET", _) when Documents.TryGetValue(path, out var document) => document is null ? Json(404, "{}") : Json(200, document),
                ("GET", "/Users") => Json(200, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"Resources":[]}"""),
                ("POST", "/Users") => Create(body),
                ("GET", _) when _users.TryGetValue(id, out var user) => Json(200, user.ToJsonString()),
                ("PATCH", _) when _users.ContainsKey(id) => Json(204, ""),
                ("DELETE", _) when _users.Remove(id) => new HttpResponseMessage(HttpStatusCode.NoContent),
                _ => Json(404, """{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"404"}"""),
            };
        }
    }

    private HttpResponseMessage Create(string body)
    {
        var user = JsonNode.Parse(body)!.AsObject();
        user["id"] = $"u{++_ids}";
        _users[$"u{_ids}"] = user;
        return Json(201, user.ToJsonString());
    }
}
