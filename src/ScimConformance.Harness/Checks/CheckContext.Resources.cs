using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <content>Making and removing the check's own resources.</content>
public sealed partial class CheckContext
{
    private static readonly string[] Descriptions = ["ServiceProviderConfig", "ServiceProviderConfigs", "ResourceTypes", "Schemas"];

    private readonly List<string> _created = [];
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private int _names;

    /// <summary>A new unique name; it begins with <see cref="Prefix"/>.</summary>
    public string NewName() => $"{Prefix}-{Interlocked.Increment(ref _names)}";

    /// <summary>The e-mail address that belongs to a unique name.</summary>
    public string Email(string unique) => _data.Email(unique);

    /// <summary>A valid user body with a unique user name.</summary>
    /// <param name="members">JSON object merged over it, null removing a member; empty for none.</param>
    public JsonObject NewUser(string members = "") => Merge(_data.User(NewName()), members);

    /// <summary>A valid user body with this name.</summary>
    internal JsonObject UserNamed(string unique) => _data.User(unique);

    /// <summary>A valid group body with a unique display name.</summary>
    /// <param name="members">Resources to be its members.</param>
    public JsonObject NewGroup(params ScimResource[] members)
    {
        var group = _data.Group(NewName());
        if (members.Length > 0)
        {
            group["members"] = new JsonArray(members.Select(m => (JsonNode)new JsonObject { ["value"] = m.Id }).ToArray());
        }

        return group;
    }

    /// <summary>Creates a user; another check judges creation, so the check ends inconclusive when it fails.</summary>
    /// <param name="members">JSON object merged over a valid user, null removing a member; empty for none.</param>
    public Task<ScimResource> CreateUserAsync(string members = "") => CreateAsync(Users, NewUser(members));

    /// <summary>Creates a group; the check ends inconclusive when it fails.</summary>
    /// <param name="members">Resources to be its members.</param>
    public Task<ScimResource> CreateGroupAsync(params ScimResource[] members) => CreateAsync(Groups, NewGroup(members));

    /// <summary>Creates a resource; the check ends inconclusive when it fails.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="body">The body.</param>
    public async Task<ScimResource> CreateAsync(string endpoint, JsonObject body)
    {
        var reply = await PostAsync(endpoint, body);
        var target = reply.Status == 201 ? TargetOfCreated(endpoint, reply) : null;
        if (target is null)
        {
            throw new InconclusiveException($"could not create a resource at {endpoint} to work with: {reply.Describe()}");
        }

        return new ScimResource(target, reply.At("id").Text() ?? Uri.UnescapeDataString(target[(target.LastIndexOf('/') + 1)..]), body, reply);
    }

    /// <summary>GET of what a POST that the check judges itself has created; the answer to the POST where that was no success.</summary>
    /// <param name="endpoint">The endpoint of the POST.</param>
    /// <param name="created">The answer to the POST.</param>
    public async Task<ScimResponse> ReadCreatedAsync(string endpoint, ScimResponse created)
    {
        if (!created.IsSuccess)
        {
            return created;
        }

        var target = TargetOfCreated(endpoint, created)
            ?? throw new InconclusiveException($"POST {endpoint} told neither id nor Location of what it created: {created.Describe()}");
        return (await GetAsync(target + AskingForMembers(target))).Require(r => r.Is(200).WithJsonObject());
    }

    /// <summary>PUT of the body with which a resource was created, changed.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="members">JSON object merged over that body; a null is sent as null.</param>
    public Task<ScimResponse> ReplaceAsync(ScimResource resource, string members) =>
        PutAsync(resource.Target, ((JsonObject)resource.Sent.DeepClone()).MergeFrom(ScimJson.Object(members)));

    /// <summary>A valid value of an attribute, unique where it is text; a list of one where the attribute is multi-valued.</summary>
    /// <param name="attribute">The attribute.</param>
    public JsonNode Sample(AttributeInfo attribute)
    {
        var unique = NewName();
        return RequiredValues.Sample(attribute, unique, Email(unique)) ?? new JsonObject();
    }

    /// <summary>Has a resource removed when the check ends; for resources that were not created through this context.</summary>
    /// <param name="target">Its path relative to the base URL, percent-encoded.</param>
    public void Track(string target)
    {
        lock (_created)
        {
            if (!_created.Contains(target))
            {
                _created.Add(target);
            }
        }
    }

    /// <summary>Takes note that a resource was removed by the check itself, so that it is not removed twice.</summary>
    private void NoteRemoved(string target)
    {
        lock (_created)
        {
            if (_created.Contains(target) && _removed.Add(target))
            {
                Target.Journal.Removed(target);
            }
        }
    }

    /// <summary>Ends the check as inconclusive when a request would change or remove a resource that the check did not create. Whatever an endpoint answers, strangers' resources are left alone.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="target">Path and query below the base URL, or an absolute URL.</param>
    public void RequireOwn(string method, string target)
    {
        if (method is "PUT" or "PATCH" or "DELETE" && !MayChange(target))
        {
            throw new InconclusiveException($"{method} {target} was not sent: this check did not create that resource, and nothing else is ever changed or removed");
        }
    }

    /// <summary>Removes what the check created, last first. What is gone already is fine.</summary>
    /// <returns>What could not be removed, in words.</returns>
    internal async Task<IReadOnlyList<string>> RemoveCreatedAsync() =>
        _other is null ? await RemoveOwnAsync() : [.. await RemoveOwnAsync(), .. await _other.RemoveOwnAsync()];

    private async Task<IReadOnlyList<string>> RemoveOwnAsync()
    {
        await TrackUntoldAsync();
        List<string> created;
        lock (_created)
        {
            created = _created.Where(c => !_removed.Contains(c)).ToList();
        }

        return await _client.RemoveAsync(created);
    }

    /// <summary>Whether a path leads to nothing that a stranger may own: to a resource of this check, to a made-up id, to what the other tenant has and this one has not, to a whole endpoint, or to the endpoint's own descriptions.</summary>
    private bool MayChange(string target)
    {
        var path = CreatedResources.PathOf(target.StartsWith('/') ? target : CreatedResources.Below(Target.BaseUrl, target) ?? (Target.Scim11BaseUrl is { } v1 ? CreatedResources.Below(v1, target) : null) ?? target);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        if (segments.Count == 0 || segments[0].Equals("Me", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        if (segments.Count == 1 || Descriptions.Contains(segments[0], StringComparer.OrdinalIgnoreCase) || IsOtherTenants(path))
        {
            return true;
        }

        lock (_created)
        {
            var own = _created.Select(c => Uri.UnescapeDataString(c[(c.LastIndexOf('/') + 1)..])).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return segments.Skip(1).Any(s => own.Contains(s) || s.Equals(UnknownId, StringComparison.OrdinalIgnoreCase) || s.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Where a created resource is: by its id under the endpoint, else by its Location if that is below the base URL.</summary>
    private string? TargetOfCreated(string endpoint, ScimResponse response) =>
        CreatedResources.Of(Target.BaseUrl, "POST", endpoint, response.Status, response.Json, response.Header("Location")) is [var target, ..] ? target : null;

    /// <summary>A JSON object merged over another, null removing a member.</summary>
    internal static JsonObject Merge(JsonObject target, string members) =>
        members.Length == 0 ? target : RemoveNulls(target.MergeFrom(ScimJson.Object(members)), ScimJson.Object(members));

    private static JsonObject RemoveNulls(JsonObject target, JsonObject members)
    {
        foreach (var (name, _) in members.Where(m => m.Value is null))
        {
            target.Remove(name);
        }

        return target;
    }
}
