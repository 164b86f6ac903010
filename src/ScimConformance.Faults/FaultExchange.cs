using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ScimConformance.Faults;

/// <summary>One request on its way to the provider and its response on the way back, both in memory and both changeable.</summary>
public sealed class FaultExchange
{
    private readonly HttpContext _context;
    private readonly RequestDelegate _next;
    private readonly string _basePath;
    private readonly (string Path, string Query, byte[] Body) _sent;
    private (int Status, byte[] Body)? _answered;
    private JsonNode? _responseJson;
    private bool _responseJsonRead;

    internal FaultExchange(HttpContext context, RequestDelegate next, string basePath, byte[] requestBody, FaultState state)
    {
        _context = context;
        _next = next;
        _basePath = basePath;
        RequestBody = requestBody;
        State = state;
        _sent = (Path, Query, requestBody);
    }

    /// <summary>The path at which SCIM is mapped and to which the request went, for example <c>/scim/v2</c>.</summary>
    public string BasePath => _basePath;

    /// <summary>The HTTP method.</summary>
    public string Method => _context.Request.Method;

    /// <summary>The path below the base path, for example <c>/Users/2819c223</c>.</summary>
    public string Path
    {
        get => _context.Request.Path.StartsWithSegments(_basePath, out var rest) ? rest.Value ?? "" : _context.Request.Path.Value ?? "";
        set => _context.Request.Path = _basePath + value;
    }

    /// <summary>The query as sent, with its question mark; empty when there is none.</summary>
    public string Query
    {
        get => _context.Request.QueryString.Value ?? "";
        set => _context.Request.QueryString = new QueryString(value);
    }

    /// <summary>The decoded value of a query parameter, or null.</summary>
    public string? Parameter(string name) => _context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>The request's headers.</summary>
    public IHeaderDictionary RequestHeaders => _context.Request.Headers;

    /// <summary>The request body's bytes.</summary>
    public byte[] RequestBody { get; set; }

    /// <summary>The request body as JSON, parsed anew at each call; null when it is none or has a member twice. Assign to send another.</summary>
    public JsonNode? RequestJson
    {
        get => TryParse(RequestBody);
        set => RequestBody = Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "");
    }

    /// <summary>The response's status.</summary>
    public int Status { get; set; } = 200;

    /// <summary>The response's headers; Content-Length is set when it is sent.</summary>
    public IHeaderDictionary ResponseHeaders => _context.Response.Headers;

    /// <summary>The response body's bytes. Ignored once <see cref="ResponseJson"/> was read as JSON.</summary>
    public byte[] ResponseBody { get; set; } = [];

    /// <summary>The response body as JSON, null when it is none. Changes to the tree are sent; assign to send another.</summary>
    public JsonNode? ResponseJson
    {
        get
        {
            if (!_responseJsonRead)
            {
                _responseJson = TryParse(ResponseBody);
                _responseJsonRead = true;
            }

            return _responseJson;
        }

        set
        {
            _responseJson = value;
            _responseJsonRead = true;
            ResponseBody = [];
        }
    }

    /// <summary>What the fault remembers between requests to one provider.</summary>
    public FaultState State { get; }

    /// <summary>Whether the request has this method and addresses this template below the base path; <c>{id}</c> stands for one segment.</summary>
    public bool Is(string method, string template) => Method.Equals(method, StringComparison.OrdinalIgnoreCase) && Matches(Path, template);

    /// <summary>The resources in the response: those listed in <c>Resources</c>, or the single resource.</summary>
    public IEnumerable<JsonObject> ResponseResources => ResponseJson?["Resources"] is JsonArray list
        ? list.OfType<JsonObject>()
        : ResponseJson is JsonObject { Count: > 0 } one && one.ContainsKey("id") ? [one] : [];

    /// <summary>The operations of a PATCH request body; changes to them are not sent, assign <see cref="RequestJson"/> for that.</summary>
    public IEnumerable<JsonObject> Operations => (RequestJson?[nameof(Operations)] as JsonArray)?.OfType<JsonObject>() ?? [];

    /// <summary>Lets the provider answer this request.</summary>
    public async Task NextAsync()
    {
        var answer = await AskAsync(_context.Request.Method, _context.Request.Path, _context.Request.QueryString.Value ?? "", RequestBody, _context);
        _answered = answer;
        (Status, ResponseBody) = answer;
        _responseJsonRead = false;
    }

    /// <summary>Leaves the message alone: the provider's answer is sent as it is, and asked for where it was not yet.</summary>
    internal async Task StandAsideAsync()
    {
        if (_answered is { } answer)
        {
            (Status, ResponseBody) = answer;
            _responseJsonRead = false;
            return;
        }

        (Path, Query, RequestBody) = _sent;
        await NextAsync();
    }

    /// <summary>Answers with JSON, without the provider.</summary>
    public void Reply(int status, string json = "", string mediaType = "application/scim+json")
    {
        Status = status;
        ResponseBody = Encoding.UTF8.GetBytes(json);
        _responseJsonRead = false;
        if (json.Length > 0)
        {
            ResponseHeaders.ContentType = mediaType;
        }
    }

    /// <summary>Answers with a SCIM Error, without the provider.</summary>
    public void ReplyError(int status, string? scimType = null, string detail = "broken on purpose") => Reply(
        status,
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"{{status}}"{{(scimType is null ? "" : $",\"scimType\":\"{scimType}\"")}},"detail":"{{detail}}"}""");

    /// <summary>Asks the provider something else with the same credentials, without a trace in this response.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the base path.</param>
    /// <param name="json">The body, or null.</param>
    public async Task<(int Status, JsonNode? Json)> AskAsync(string method, string target, JsonNode? json = null)
    {
        var question = target.IndexOf('?');
        var (status, body) = await AskAsync(
            method,
            _basePath + (question < 0 ? target : target[..question]),
            question < 0 ? "" : target[question..],
            json is null ? [] : Encoding.UTF8.GetBytes(json.ToJsonString()),
            null);
        return (status, TryParse(body));
    }

    internal async Task SendAsync()
    {
        var body = _responseJsonRead && (_responseJson is not null || ResponseBody.Length == 0)
            ? _responseJson is null ? [] : Encoding.UTF8.GetBytes(_responseJson.ToJsonString())
            : ResponseBody;
        _context.Response.StatusCode = Status;
        _context.Response.ContentLength = Status is 204 or 304 ? null : body.Length;
        if (body.Length > 0 && Status is not (204 or 304) && Method != "HEAD")
        {
            await _context.Response.Body.WriteAsync(body);
        }
    }

    private async Task<(int Status, byte[] Body)> AskAsync(string method, string path, string query, byte[] body, HttpContext? original)
    {
        var context = original ?? Copy();
        context.Request.Method = method;
        context.Request.Path = path;
        context.Request.QueryString = new QueryString(query);
        context.Request.Body = new MemoryStream(body);
        context.Request.ContentLength = body.Length == 0 && original?.Request.ContentLength is null ? null : body.Length;
        var outer = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        try
        {
            await _next(context);
        }
        finally
        {
            context.Response.Body = outer;
        }

        return (context.Response.StatusCode, buffer.ToArray());
    }

    private DefaultHttpContext Copy()
    {
        var copy = new DefaultHttpContext { RequestServices = _context.RequestServices };
        copy.Request.Scheme = _context.Request.Scheme;
        copy.Request.Host = _context.Request.Host;
        copy.Request.Headers.Authorization = _context.Request.Headers.Authorization;
        copy.Request.Headers.ContentType = "application/scim+json";
        return copy;
    }

    private static bool Matches(string path, string template)
    {
        var actual = path.Split('/');
        var wanted = template.Split('/');
        return actual.Length == wanted.Length
            && actual.Zip(wanted).All(p => (p.Second == "{id}" && p.First is { Length: > 0 } and not ".search") || p.First.Equals(p.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static JsonNode? TryParse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
