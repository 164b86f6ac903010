using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>The target cannot be judged at all: unreachable, refusing the credentials, or not speaking SCIM.</summary>
public sealed class UnusableTargetException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong and what to do about it, in plain words.</param>
    /// <param name="innerException">The cause, or null.</param>
    public UnusableTargetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}

/// <summary>Learns what an endpoint offers: its discovery documents first, careful trials where it has none.</summary>
internal sealed class TargetDiscovery
{
    private readonly ScimClient _client;
    private readonly Transcript _transcript = new();
    private readonly FindingCollector _ignored = new();
    private readonly CancellationToken _cancellation;

    private TargetDiscovery(ScimClient client, CancellationToken cancellation)
    {
        _client = client;
        _cancellation = cancellation;
    }

    /// <summary>Reads the discovery documents and makes one trial user, which is removed again.</summary>
    /// <exception cref="UnusableTargetException">The target cannot be judged.</exception>
    public static Task<TargetProfile> DiscoverAsync(ScimClient client, TestDataOptions options, CancellationToken cancellation) => ReachAsync(client, async discovery =>
    {
        if (client.Target.IsScim11Only)
        {
            // Nothing of SCIM 2.0 is there to be asked; what SCIM 1.1 tells is read by its own discovery.
            return new TargetProfile { BaseUrl = client.Target.BaseUrl, HasCredentials = client.Target.Credentials.Exist };
        }

        var profile = await discovery.ReadAsync();
        await discovery.TryUserAsync(profile, new TestData(options, profile));
        return profile;
    }, cancellation);

    /// <summary>Reads the discovery documents and creates nothing.</summary>
    /// <exception cref="UnusableTargetException">The target is unreachable, refuses the credentials or does not speak SCIM.</exception>
    public static Task<TargetProfile> ReadAsync(ScimClient client, CancellationToken cancellation) => ReachAsync(client, discovery => discovery.ReadAsync(), cancellation);

    /// <summary>Makes sure that the second tenant answers with users of its own.</summary>
    /// <exception cref="UnusableTargetException">It is unreachable or refuses the credentials.</exception>
    public static Task ReachSecondTenantAsync(ScimClient client, CancellationToken cancellation) => ReachAsync(client, async discovery =>
    {
        var users = await discovery.GetAsync("/Users?count=1");
        return users.Status is not (401 or 403) ? users : throw new UnusableTargetException(
            $"{client.Target.BaseUrl} refuses the credentials of the second tenant: GET {users.Exchange.Request.Url.PathAndQuery} answered {users.Status}. Check --second-token or --second-basic, or run without a second tenant.");
    }, cancellation);

    private static Task<T> ReachAsync<T>(ScimClient client, Func<TargetDiscovery, Task<T>> discover, CancellationToken cancellation) =>
        ReachAsync(client.Target.BaseUrl, () => discover(new TargetDiscovery(client, cancellation)));

    /// <summary>Asks an endpoint, and says in plain words why it cannot be asked.</summary>
    /// <exception cref="UnusableTargetException">It cannot be reached, or no token was given for it.</exception>
    internal static async Task<T> ReachAsync<T>(Uri baseUrl, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TransportException e)
        {
            var hint = e.TimedOut ? "Raise the time-out (--timeout) if the endpoint is slow." : "Check that the URL is right and that the endpoint is up.";
            throw new UnusableTargetException($"{baseUrl} cannot be reached. {e.Message} {hint}", e);
        }
        catch (TokenException e)
        {
            throw new UnusableTargetException(e.Message, e);
        }
    }

    private async Task<TargetProfile> ReadAsync()
    {
        var config = await GetAsync("/ServiceProviderConfig");
        var types = await GetAsync("/ResourceTypes");
        var schemas = await GetAsync("/Schemas");
        var resourceTypes = types.Status == 200 ? ReadResourceTypes(types.Json) : [];
        var users = await GetAsync((resourceTypes.FirstOrDefault(t => t.Name == "User")?.Endpoint ?? "/Users") + "?count=1");
        RefuseUnusable([users, config, types, schemas]);

        var profile = new TargetProfile
        {
            BaseUrl = _client.Target.BaseUrl,
            HasCredentials = _client.Target.Credentials.Exist,
            HasSecondTenant = _client.Target.SecondTenant is not null,
            Load = _client.Target.Load,
            ServiceProviderConfig = config.Status == 200 ? Unwrap(config.Json) : null,
            ResourceTypes = resourceTypes.Count > 0 ? resourceTypes : await AssumeResourceTypesAsync(users),
            ResourceTypesPublished = resourceTypes.Count > 0,
            Schemas = schemas.Status == 200 ? ReadSchemas(schemas.Json) : [],
        };
        return profile;
    }

    private void RefuseUnusable(IReadOnlyList<ScimResponse> replies)
    {
        var users = replies[0];
        if (users.Status is 401 or 403)
        {
            var sent = !_client.Target.Credentials.Exist ? "The run sent no credentials: give --token, --basic, --oauth-token-url or --header." : "Check the token or the password, and what it is allowed to do.";
            throw new UnusableTargetException($"{_client.Target.BaseUrl} refuses the credentials: GET {users.Exchange.Request.Url.PathAndQuery} answered {users.Status}. {sent}");
        }

        if (!replies.Any(r => r.Status == 200 && r.Json is JsonObject or JsonArray && (r.At("schemas") is JsonArray || r.At("Resources") is JsonArray)))
        {
            throw new UnusableTargetException(
                $"{_client.Target.BaseUrl} does not speak SCIM: GET {users.Exchange.Request.Url.PathAndQuery} answered {users.Describe()}, "
                + "and none of /ServiceProviderConfig, /ResourceTypes and /Schemas answered with SCIM JSON. Check the base URL: it ends where /Users begins.");
        }
    }

    private async Task<IReadOnlyList<ResourceTypeInfo>> AssumeResourceTypesAsync(ScimResponse users)
    {
        const string core = "urn:ietf:params:scim:schemas:core:2.0:";
        var assumed = new List<ResourceTypeInfo>();
        if (users.Status == 200)
        {
            assumed.Add(new ResourceTypeInfo("User", "/Users", core + "User", []));
        }

        if ((await GetAsync("/Groups?count=1")) is { Status: 200 } groups && groups.At("totalResults") is not null)
        {
            assumed.Add(new ResourceTypeInfo("Group", "/Groups", core + "Group", []));
        }

        return assumed;
    }

    private async Task TryUserAsync(TargetProfile profile, TestData data)
    {
        var unique = data.RunPrefix + "-trial";
        var body = data.User(unique);
        if (profile.Users is { } users && profile.Schema(users.Schema) is null)
        {
            // No schema tells which attributes exist, so the trial user carries the usual ones and what comes back is believed.
            body.MergeFrom(ScimJson.Object(
                """
                {"nickName":"Trial","title":"Trial","userType":"Trial","locale":"en-US","preferredLanguage":"en-US","timezone":"America/Los_Angeles",
                "externalId":"trial","name":{"middleName":"T","honorificPrefix":"Dr."},"phoneNumbers":[{"value":"+1-201-555-0123","type":"work"}],
                "addresses":[{"type":"work","locality":"Trial","country":"US"}],"roles":[{"value":"trial"}]}
                """));
        }

        var endpoint = profile.Users?.Endpoint ?? "/Users";
        var created = await PostAsync(endpoint, body);
        if (created.Status != 201 || created.At("id").Text() is not { Length: > 0 } id)
        {
            profile.UserCreationProblem = $"POST {endpoint} answered {created.Describe()}";
            foreach (var made in CreatedResources.Of(_client.Target.BaseUrl, "POST", endpoint, created.Status, created.Json, created.Header("Location")))
            {
                await RemoveAsync(made);
            }

            return;
        }

        var target = $"{endpoint}/{Uri.EscapeDataString(id)}";
        try
        {
            _cancellation.ThrowIfCancellationRequested();
            var read = await GetAsync(target);
            profile.TrialProblems[TrialStep.Read] = Problem(read, read.Status == 200 && read.At("id").Text() == id);
            profile.TrialUser = (read.Status == 200 ? read.Json : created.Json) as JsonObject;
            if (profile.ServiceProviderConfig is null)
            {
                await TryCapabilitiesAsync(profile, endpoint, target, read, unique);
            }

            await TryOperationsAsync(profile, endpoint, target, (JsonObject)body.DeepClone(), id);
        }
        finally
        {
            var deleted = await RemoveAsync(target);
            profile.TrialProblems[TrialStep.Delete] = Problem(deleted, deleted.IsSuccess);
        }
    }

    private async Task<ScimResponse> RemoveAsync(string target)
    {
        var reply = await SendAsync(new ScimRequest("DELETE", target));
        if (reply.IsSuccess || reply.Status is 404 or 410)
        {
            _client.Target.Journal.Removed(target);
        }

        return reply;
    }

    private async Task TryCapabilitiesAsync(TargetProfile profile, string endpoint, string target, ScimResponse read, string unique)
    {
        var none = await GetAsync($"{endpoint}?filter=userName%20eq%20%22{unique}-nobody%22");
        profile.Trials["filter"] = none.Status == 200 && none.At("totalResults").Integer() == 0;
        profile.Trials["etag"] = read.Header("ETag") is not null;
        var patched = await SendAsync(new ScimRequest("PATCH", target).WithBody(
            $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{"op":"replace","path":"displayName","value":"{{unique}}"}]}"""));
        profile.Trials["patch"] = patched.IsSuccess;
    }

    private async Task TryOperationsAsync(TargetProfile profile, string endpoint, string target, JsonObject body, string id)
    {
        var name = body.Member("userName").Text() ?? "";
        if (profile.Supports("filter") == true)
        {
            var filter = Uri.EscapeDataString($"userName eq \"{name}\"");
            await TryAsync(TrialStep.Filter, () => GetAsync($"{endpoint}?filter={filter}"), r => r.Status == 200 && r.Ids.Contains(id));
            var prefix = Uri.EscapeDataString($"userName sw \"{name}\"");
            await TryAsync(null, () => GetAsync($"{endpoint}?filter={prefix}"), r =>
                !(profile.DeclinesPrefixFilter = r.Status == 501 || (r.Status == 400 && r.At("scimType").Text() is null or "invalidFilter")));
        }

        if (profile.Supports("patch") == true)
        {
            var attribute = profile.UserAttributeIsReadWrite("displayName") ? "displayName" : "userName";
            var change = new ScimRequest("PATCH", target).WithBody(new JsonObject
            {
                ["schemas"] = new JsonArray("urn:ietf:params:scim:api:messages:2.0:PatchOp"),
                ["Operations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = attribute, ["value"] = name }),
            });
            await TryAsync(TrialStep.Patch, () => SendAsync(change), r => r.IsSuccess);
        }

        body["id"] = id;
        await TryAsync(TrialStep.Replace, () => SendAsync(new ScimRequest("PUT", target).WithBody(body)), r => r.IsSuccess);

        void Note(TrialStep? step, string? problem)
        {
            if (step is { } known)
            {
                profile.TrialProblems[known] = problem;
            }
        }

        async Task TryAsync(TrialStep? step, Func<Task<ScimResponse>> send, Func<ScimResponse, bool> works)
        {
            try
            {
                var reply = await send();
                Note(step, Problem(reply, works(reply)));
            }
            catch (TransportException e)
            {
                Note(step, e.Message);
            }
        }
    }

    private static string? Problem(ScimResponse reply, bool works) =>
        works ? null : $"{reply.Exchange.Request.Method} {reply.Exchange.Request.Url.PathAndQuery} answered {reply.Describe()}";

    private static List<ResourceTypeInfo> ReadResourceTypes(JsonNode? json) => Items(json)
        .Select(o => new ResourceTypeInfo(
            o.Member("name").Text() ?? o.Member("id").Text() ?? "",
            ToEndpoint(o.Member("endpoint").Text() ?? ""),
            o.Member("schema").Text() ?? "",
            (o.Member("schemaExtensions") as JsonArray)?.OfType<JsonObject>()
                .Select(e => (e.Member("schema").Text() ?? "", e.Member("required").Boolean() ?? false)).ToList() ?? []))
        .Where(t => t.Endpoint.Length > 1)
        .ToList();

    private static List<SchemaInfo> ReadSchemas(JsonNode? json) => Items(json)
        .Select(o => new SchemaInfo(o.Member("id").Text() ?? "", AttributeInfo.ReadAll(o.Member("attributes")), o))
        .Where(s => s.Urn.Length > 0)
        .ToList();

    /// <summary>The listed objects, from a ListResponse or, for endpoints that break RFC 7644 section 4, from a bare array.</summary>
    private static IEnumerable<JsonObject> Items(JsonNode? json) =>
        (json as JsonArray ?? json.Member("Resources") as JsonArray)?.OfType<JsonObject>() ?? [];

    private static JsonObject? Unwrap(JsonNode? json) => Items(json).FirstOrDefault() ?? json as JsonObject;

    private static string ToEndpoint(string endpoint) =>
        "/" + (Uri.TryCreate(endpoint, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal)
            ? absolute.Segments[^1]
            : endpoint).Trim('/');

    private Task<ScimResponse> GetAsync(string target) => SendAsync(new ScimRequest("GET", target));

    private Task<ScimResponse> PostAsync(string target, JsonNode body) => SendAsync(new ScimRequest("POST", target).WithBody(body));

    /// <summary>Sends. Removing the trial user is not broken off when the run is given up: the user would stay.</summary>
    private Task<ScimResponse> SendAsync(ScimRequest request) =>
        _client.SendAsync(request, _transcript, _ignored, request.Method == "DELETE" ? CancellationToken.None : _cancellation);
}
