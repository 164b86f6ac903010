using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>How a check talks SCIM 1.1. Resources made here are noted and removed as all others are; their targets are absolute URLs.</summary>
public sealed class Scim11Face
{
    /// <summary>The URN of everything that the core schema defines.</summary>
    public const string Core = "urn:scim:schemas:core:1.0";

    /// <summary>The URN of the enterprise extension.</summary>
    public const string Enterprise = "urn:scim:schemas:extension:enterprise:1.0";

    /// <summary>JSON's media type in SCIM 1.1.</summary>
    public const string Json = "application/json";

    /// <summary>XML's media type in SCIM 1.1.</summary>
    public const string Xml = "application/xml";

    private readonly CheckContext _scim;
    private readonly string _baseUrl;

    internal Scim11Face(CheckContext scim, Scim11Profile profile)
    {
        _scim = scim;
        Profile = profile;
        _baseUrl = profile.BaseUrl.AbsoluteUri.TrimEnd('/');
    }

    /// <summary>What the face says of itself.</summary>
    public Scim11Profile Profile { get; }

    /// <summary>The absolute URL of a path below the face's base URL; an absolute URL stays as it is.</summary>
    public string Url(string target) => target.StartsWith('/') ? _baseUrl + target : target;

    /// <summary>Sends a request whose target is a path below the face's base URL, or an absolute URL.</summary>
    public Task<ScimResponse> SendAsync(ScimRequest request) => _scim.SendAsync(request.At(Url(request.Target)));

    /// <summary>GET.</summary>
    /// <param name="target">Path and query below the face's base URL, or an absolute URL.</param>
    /// <param name="accept">The Accept header.</param>
    public Task<ScimResponse> GetAsync(string target, string accept = Json) => SendAsync(Request("GET", target, accept));

    /// <summary>GET of what stays the same during a run; one request fetches it for all checks.</summary>
    /// <param name="target">Path and query below the face's base URL.</param>
    /// <param name="accept">The Accept header.</param>
    public Task<ScimResponse> GetOnceAsync(string target, string accept = Json) => _scim.GetOnceAsync(Request("GET", Url(target), accept));

    /// <summary>GET of a resource, which another check judges: the check ends inconclusive unless it is answered with 200 and a JSON object.</summary>
    public async Task<ScimResponse> ReadAsync(ScimResource resource, string query = "") => (await GetAsync(resource.Target + query)).Require(r => r.Is(200).WithJsonObject().WithoutList());

    /// <summary>GET of users by a filter, which is percent-encoded here.</summary>
    public Task<ScimResponse> FilterAsync(string filter, string more = "") => GetAsync($"/Users?filter={Uri.EscapeDataString(filter)}{more}");

    /// <summary>POST of JSON.</summary>
    public Task<ScimResponse> PostAsync(string target, JsonNode body, string accept = Json) => SendAsync(Request("POST", target, accept).WithBody(body));

    /// <summary>PUT of JSON.</summary>
    public Task<ScimResponse> PutAsync(ScimResource resource, JsonNode body) => SendAsync(Request("PUT", resource.Target).WithBody(body));

    /// <summary>PUT of the body with which a resource was created, changed.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="members">JSON object merged over that body, null removing a member.</param>
    public Task<ScimResponse> ReplaceAsync(ScimResource resource, string members) => PutAsync(resource, CheckContext.Merge((JsonObject)resource.Sent.DeepClone(), members));

    /// <summary>PATCH with a partial resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="members">The partial resource, which is given "schemas" unless it has them.</param>
    /// <param name="query">A query such as <c>?attributes=userName</c>, or nothing.</param>
    public Task<ScimResponse> PatchAsync(ScimResource resource, string members, string query = "")
    {
        var body = new JsonObject { ["schemas"] = new JsonArray(Core) }.MergeFrom(ScimJson.Object(members));
        return SendAsync(Request("PATCH", resource.Target + query).WithBody(body));
    }

    /// <summary>DELETE.</summary>
    public Task<ScimResponse> DeleteAsync(string target) => SendAsync(Request("DELETE", target));

    /// <summary>A request with a body of XML.</summary>
    /// <param name="method">The method.</param>
    /// <param name="target">Path and query below the face's base URL, or an absolute URL.</param>
    /// <param name="xml">The body.</param>
    /// <param name="accept">The Accept header.</param>
    public Task<ScimResponse> SendXmlAsync(string method, string target, string xml, string accept = Xml) =>
        SendAsync(new ScimRequest(method, target) { Accept = accept, ContentType = Xml, Body = Encoding.UTF8.GetBytes(xml) });

    /// <summary>A valid user body with a unique user name.</summary>
    /// <param name="members">JSON object merged over it, null removing a member; empty for none.</param>
    public JsonObject NewUser(string members = "") => CheckContext.Merge(Scim11Required.Fill(Scim11Body.Of(_scim.NewUser()), Profile), members);

    /// <summary>A valid group body with a unique display name.</summary>
    /// <param name="members">Resources to be its members.</param>
    public JsonObject NewGroup(params ScimResource[] members) => Scim11Body.Of(_scim.NewGroup(members));

    /// <summary>Creates a user; another check judges creation, so the check ends inconclusive when it fails.</summary>
    /// <param name="members">JSON object merged over a valid user, null removing a member; empty for none.</param>
    public Task<ScimResource> CreateUserAsync(string members = "") => CreateAsync("/Users", NewUser(members));

    /// <summary>Creates a group; the check ends inconclusive when it fails.</summary>
    /// <param name="members">Resources to be its members.</param>
    public Task<ScimResource> CreateGroupAsync(params ScimResource[] members) => CreateAsync("/Groups", NewGroup(members));

    /// <summary>Creates a resource; the check ends inconclusive when it fails.</summary>
    public async Task<ScimResource> CreateAsync(string endpoint, JsonObject body)
    {
        var reply = await PostAsync(endpoint, body);
        return reply.Status == 201 && reply.At("id").Text() is { Length: > 0 } id
            ? At(endpoint, id, body, reply)
            : throw new InconclusiveException($"could not create a resource at {endpoint} to work with: {reply.Describe()}");
    }

    /// <summary>A valid user with nothing beyond the usual that this check only looks at; see <see cref="CheckContext.SharedUserAsync(int)"/>.</summary>
    /// <param name="number">Which one, from 1.</param>
    public Task<ScimResource> SharedUserAsync(int number = 1) => SharedUserAsync(number.ToString(CultureInfo.InvariantCulture), "");

    /// <summary>The same for users that are told apart by name.</summary>
    /// <param name="name">Its name; the same name always with the same members.</param>
    /// <param name="members">JSON object merged over a valid user, null removing a member.</param>
    public Task<ScimResource> SharedUserAsync(string name, string members) =>
        _scim.TakeSharedAsync($"v1-{name}", Url("/Users"), unique => CheckContext.Merge(Scim11Required.Fill(Scim11Body.Of(_scim.UserNamed(unique)), Profile), members));

    /// <summary>How the user name of a shared user of this face begins.</summary>
    public string SharedName(string name) => _scim.SharedName($"v1-{name}");

    /// <summary>A resource of this face that was created by other means.</summary>
    public ScimResource At(string endpoint, string id, JsonObject sent, ScimResponse reply) => new($"{Url(endpoint)}/{Uri.EscapeDataString(id)}", id, sent, reply);

    private static ScimRequest Request(string method, string target, string accept = Json) => new(method, target) { Accept = accept, ContentType = Json };
}
