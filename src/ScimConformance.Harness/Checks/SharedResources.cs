using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>What many checks of a run look at and none changes: users, made when a check first asks for them and kept until the run ends, and answers that stay the same. Safe for use from several tasks.</summary>
internal sealed class SharedResources(ScimClient client, TargetProfile profile, TestData data, string owner = "shared") : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Dictionary<string, SharedUser> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Exchange> _answers = new(StringComparer.Ordinal);
    private readonly List<string> _targets = [];

    /// <summary>The unique name that belongs to a label.</summary>
    public string NameOf(string label) => $"{data.RunPrefix}{TestData.PrefixSeparator}{owner}{TestData.PrefixSeparator}{label}";

    /// <summary>The user of this label.</summary>
    /// <param name="label">What tells it from the others; it becomes part of its name.</param>
    /// <param name="members">JSON object merged over a valid user, null removing a member; empty for none.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="InconclusiveException">It could not be created; another check judges that.</exception>
    public Task<SharedUser> TakeAsync(string label, string members, CancellationToken cancellation) =>
        TakeAsync(label, profile.Users?.Endpoint ?? "/Users", name => CheckContext.Merge(data.User(name), members), cancellation);

    /// <summary>The same at any endpoint.</summary>
    /// <param name="label">What tells the user from the others; it becomes part of its name.</param>
    /// <param name="endpoint">Where it is created: a path below the base URL, or an absolute URL.</param>
    /// <param name="body">Its body, from its unique name.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="InconclusiveException">It could not be created; another check judges that.</exception>
    public async Task<SharedUser> TakeAsync(string label, string endpoint, Func<string, JsonObject> body, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return _users.TryGetValue(label, out var known) ? known : _users[label] = await CreateAsync(endpoint, body(NameOf(label)), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>GET, sent once.</summary>
    /// <param name="request">The request; target and Accept header tell it from others.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TransportException">No complete response came; the next check asks again.</exception>
    public async Task<Exchange> GetAsync(ScimRequest request, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var key = $"{request.Accept} {request.Target}";
            return _answers.TryGetValue(key, out var known) ? known
                : _answers[key] = (await client.SendAsync(request, new Transcript(), new FindingCollector(), cancellation).ConfigureAwait(false)).Exchange with { IsShared = true };
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Removes the users, last first, and forgets the answers.</summary>
    /// <returns>What could not be removed, in words.</returns>
    public async Task<IReadOnlyList<string>> RemoveAsync()
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            var problems = await client.RemoveAsync(_targets).ConfigureAwait(false);
            _users.Clear();
            _answers.Clear();
            _targets.Clear();
            return problems;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<SharedUser> CreateAsync(string endpoint, JsonObject body, CancellationToken cancellation)
    {
        var mediaType = client.AcceptAt(endpoint);
        var reply = await client.SendAsync(new ScimRequest("POST", endpoint) { Accept = mediaType, ContentType = mediaType }.WithBody(body), new Transcript(), new FindingCollector(), cancellation).ConfigureAwait(false);
        var created = CreatedResources.Of(client.Target.BaseUrl, "POST", endpoint, reply.Status, reply.Json, reply.Header("Location"));
        _targets.AddRange(created);
        return reply.Status == 201 && created is [var target, ..]
            ? new SharedUser(target, body, reply.Exchange with { IsShared = true })
            : throw new InconclusiveException($"could not create a resource at {endpoint} to work with: {reply.Describe()}");
    }
}

/// <summary>A user that several checks look at.</summary>
/// <param name="Target">Its path relative to the base URL, percent-encoded.</param>
/// <param name="Sent">The body that was sent to create it.</param>
/// <param name="Creation">Its creation, which stands in the transcript of every check that looks at it.</param>
internal sealed record SharedUser(string Target, JsonObject Sent, Exchange Creation);
