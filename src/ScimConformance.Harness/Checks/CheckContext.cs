using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What a running check has at hand: the endpoint, its profile, test data, and the means to judge. One context serves one run of one check.</summary>
public sealed partial class CheckContext
{
    private readonly ScimClient _client;
    private readonly TestData _data;
    private readonly SharedResources _shared;
    private readonly FindingCollector _findings;
    private readonly Transcript _transcript;

    internal CheckContext(
        ScimClient client, TargetProfile profile, TestData data, SharedResources shared, string checkId, CancellationToken cancellation)
    {
        _findings = new FindingCollector();
        _transcript = new Transcript();
        _client = client;
        _data = data;
        _shared = shared;
        Profile = profile;
        Cancellation = cancellation;
        Prefix = $"{data.RunPrefix}-{checkId.ToLowerInvariant()}";
    }

    /// <summary>The endpoint under test.</summary>
    public ScimTarget Target => _client.Target;

    /// <summary>What the endpoint says of itself.</summary>
    public TargetProfile Profile { get; }

    /// <summary>Signalled when the run is given up.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>How the names of everything that this check creates begin; unique in the run.</summary>
    public string Prefix { get; }

    /// <summary>What was sent and received so far, clean-up left out.</summary>
    public Transcript Transcript => _transcript;

    /// <summary>The answer to the last exchange in <see cref="Transcript"/>; for checks that send by a client of their own.</summary>
    /// <exception cref="InvalidOperationException">Nothing was answered yet.</exception>
    public ScimResponse LastResponse
    {
        get
        {
            var exchanges = _transcript.Exchanges;
            return exchanges.Count > 0 && exchanges[^1].Response is { } response
                ? new ScimResponse(exchanges[^1], exchanges.Count - 1, response, _findings)
                : throw new InvalidOperationException("Nothing was answered yet.");
        }
    }

    /// <summary>Endpoint of users, for example <c>/Users</c>.</summary>
    public string Users => Profile.Users?.Endpoint ?? "/Users";

    /// <summary>Endpoint of groups, for example <c>/Groups</c>.</summary>
    public string Groups => Profile.Groups?.Endpoint ?? "/Groups";

    /// <summary>The endpoint's SCIM 1.1 face.</summary>
    /// <exception cref="NotApplicableException">It has none; <see cref="Needs.Scim11"/> says so before a check begins.</exception>
    public Scim11Face V1 => field ??= Profile.Scim11 is { } face ? new Scim11Face(this, face) : throw new NotApplicableException("the run names no SCIM 1.1 face of the endpoint");

    /// <summary>A well-formed id that no resource has.</summary>
    public static string UnknownId => "00000000-0000-4000-8000-000000000000";

    /// <summary>What has been judged.</summary>
    internal FindingCollector FindingsSoFar => _findings;

    /// <summary>Judges one fact that belongs to no single response.</summary>
    /// <param name="holds">Whether it is as expected.</param>
    /// <param name="expected">What is expected, in words.</param>
    /// <param name="actual">What was seen, in words.</param>
    public void Expect(bool holds, string expected, string actual) => _findings.Judge(holds, expected, actual);

    /// <summary>States what is expected of a value that belongs to no single response.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Its name, for messages.</param>
    public ValueExpectation Expect(JsonNode? value, string name) => new(value, name, _findings, null);

    /// <summary>Ends the check as inconclusive unless the condition, which another check judges, holds.</summary>
    public static void Require(bool holds, string why)
    {
        if (!holds)
        {
            throw new InconclusiveException(why);
        }
    }

    /// <summary>Ends the check as not applicable: the endpoint has nothing that it could judge.</summary>
    public static void ApplicableIf(bool applies, string whyNot)
    {
        if (!applies)
        {
            throw new NotApplicableException(whyNot);
        }
    }

    /// <summary>Sends a request. A resource that it creates is removed when the check ends.</summary>
    /// <remarks>A change to a resource that the check did not create is not sent: the check ends inconclusive.</remarks>
    public async Task<ScimResponse> SendAsync(ScimRequest request)
    {
        Cancellation.ThrowIfCancellationRequested();
        RequireOwn(request.EffectiveMethod, request.Target);
        var operations = OperationsOf(request);
        BeforeBulk(operations);
        var response = await _client.SendAsync(request, _transcript, _findings, Cancellation);
        foreach (var target in CreatedResources.Of(Target.BaseUrl, request.EffectiveMethod, request.Target, response.Status, response.Json, response.Header("Location")))
        {
            Track(target);
        }

        NoteAbsent(request, response);
        if (operations.Count > 0)
        {
            AfterBulk(operations, response);
        }

        if (request.EffectiveMethod == "DELETE" && response.Status is 200 or 204)
        {
            NoteRemoved(CreatedResources.PathOf(request.Target));
        }

        Cancellation.ThrowIfCancellationRequested();
        return response;
    }

    /// <summary>GET.</summary>
    /// <param name="target">Path and query relative to the base URL, percent-encoded.</param>
    public Task<ScimResponse> GetAsync(string target) => SendAsync(new ScimRequest("GET", target));

    /// <summary>POST of JSON text.</summary>
    public Task<ScimResponse> PostAsync(string target, string json) => SendAsync(new ScimRequest("POST", target).WithBody(json));

    /// <summary>POST of JSON.</summary>
    public Task<ScimResponse> PostAsync(string target, JsonNode json) => SendAsync(new ScimRequest("POST", target).WithBody(json));

    /// <summary>PUT of JSON.</summary>
    public Task<ScimResponse> PutAsync(string target, JsonNode json) => SendAsync(new ScimRequest("PUT", target).WithBody(json));

    /// <summary>PATCH with a PatchOp message of the given operations.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="operations">Each operation as JSON text.</param>
    public Task<ScimResponse> PatchAsync(ScimResource resource, params string[] operations) => PatchAsync(resource.Target, operations);

    /// <summary>PATCH with a PatchOp message of the given operations.</summary>
    /// <param name="target">Path and query relative to the base URL, percent-encoded.</param>
    /// <param name="operations">Each operation as JSON text.</param>
    public Task<ScimResponse> PatchAsync(string target, params string[] operations) => SendAsync(new ScimRequest("PATCH", target).WithBody(
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{string.Join(',', operations)}}]}"""));

    /// <summary>DELETE.</summary>
    public Task<ScimResponse> DeleteAsync(string target) => SendAsync(new ScimRequest("DELETE", target));

    /// <summary>GET of a resource, which another check judges: the check ends inconclusive unless it is answered with 200 and the resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="query">A query such as <c>?attributes=userName</c>, percent-encoded, or nothing.</param>
    public async Task<ScimResponse> ReadAsync(ScimResource resource, string query = "") =>
        (await GetAsync(resource.Target + (query.Length == 0 ? AskingForMembers(resource.Target) : query))).Require(r => r.Is(200).WithJsonObject().WithoutList());

    /// <summary>GET of an endpoint with query parameters, which are percent-encoded here (a space as <c>%20</c>).</summary>
    public Task<ScimResponse> QueryAsync(string endpoint, params (string Name, string Value)[] parameters) =>
        GetAsync(endpoint + "?" + string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}")));

    /// <summary>GET of an endpoint with a filter.</summary>
    public Task<ScimResponse> FilterAsync(string endpoint, string filter) => QueryAsync(endpoint, ("filter", filter));

    /// <summary>POST to <c>/.search</c> of an endpoint (RFC 7644 section 3.4.3) with a SearchRequest of the given members.</summary>
    /// <param name="endpoint">The endpoint, empty for the root.</param>
    /// <param name="members">The members besides <c>schemas</c>, as the inside of a JSON object, for example <c>"count":1</c>.</param>
    public Task<ScimResponse> SearchAsync(string endpoint, string members) => PostAsync(
        endpoint + "/.search",
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"]{{(members.Length > 0 ? "," : "")}}{{members}}}""");

    /// <summary>Where members are declared to be returned on request, the query that asks for everything that a group has; else nothing.</summary>
    private string AskingForMembers(string target)
    {
        var onRequest = target.StartsWith(Groups + "/", StringComparison.Ordinal) && Profile.Attribute(Profile.Groups, "members") is { IsReturnedUnasked: false };
        return onRequest
            ? "?attributes=" + string.Join(',', Profile.Schema(Profile.Groups!.Schema)!.Attributes.Select(a => a.Name).Concat(["schemas", "externalId", "meta"]).Distinct(StringComparer.OrdinalIgnoreCase))
            : "";
    }
}
