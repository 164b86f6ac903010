using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Harness;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>What all simulated identity providers have in common: a directory, links to the accounts in the application, and a wire that is theirs to the byte.</summary>
public abstract class ProvisioningClient : IDisposable
{
    private const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private readonly HttpClient _http;
    private readonly ScimTarget _target;
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly List<ProvisioningStep> _steps = [];
    private readonly CancellationToken _cancellation;
    private readonly Action<string, string>? _beforeChange;

    private protected ProvisioningClient(ProvisioningConnection connection, IdpDirectory directory, IReadOnlyList<string> headerOrder)
    {
        _target = connection.Target;
        _cancellation = connection.Cancellation;
        _beforeChange = connection.BeforeChange;
        Created = connection.Created;
        Directory = directory;
        Order = headerOrder;
        var innermost = new ContentDecoding(_target.NewHandler(sockets => HeaderOrder.Impose(sockets, headerOrder)));
        _http = new HttpClient(new RecordingHandler(innermost, _target.Clock, connection.Transcript)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The tenant's directory.</summary>
    public IdpDirectory Directory { get; }

    /// <summary>What was sent so far, in order.</summary>
    public IReadOnlyList<ProvisioningStep> Steps => _steps;

    /// <summary>The last step.</summary>
    /// <exception cref="InvalidOperationException">Nothing was sent yet.</exception>
    public ProvisioningStep LastStep => _steps.Count > 0 ? _steps[^1] : throw new InvalidOperationException("Nothing was sent yet.");

    /// <summary>The order of headers on the wire; empty when it is not known.</summary>
    internal IReadOnlyList<string> Order { get; }

    /// <summary>Told of every account or group that was created, by its path below the base URL.</summary>
    private Action<string>? Created { get; }

    /// <summary>The Authorization header's value, or null.</summary>
    private protected string? Authorization => _target.Credentials.Authorization;

    /// <summary>The id that the application gave to the account of a person, or null while it is not known.</summary>
    public string? LinkOf(string userId) => _links.GetValueOrDefault(userId);

    /// <summary>The path of a person's account below the base URL.</summary>
    /// <exception cref="InvalidOperationException">The account is not known yet.</exception>
    public string TargetOf(string userId) => LinkOf(userId) is { } id
        ? "/Users/" + Uri.EscapeDataString(id)
        : throw new InvalidOperationException($"No account is linked to '{userId}' yet.");

    /// <summary>Removes an account by a plain DELETE that is no part of the identity provider's own traffic.</summary>
    internal Task<ProvisioningStep> CleanUpAsync(string target) => SendAsync(
        "clean up",
        new WireRequest("DELETE", target) { Headers = Authorization is { } value ? [new WireHeader("Authorization", value)] : [] },
        step =>
        {
            var gone = step.Status is >= 200 and <= 299 or 404 or 410;
            if (gone)
            {
                Removed(target);
            }

            return gone ? null : "what the simulation created could not be removed";
        });

    /// <summary>Tells the journal that an account or a group is gone.</summary>
    internal void Removed(string target) => _target.Journal.Removed(target);

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected void Link(string userId, string id) => _links[userId] = id;

    private protected void Unlink(string userId) => _links.Remove(userId);

    /// <summary>Sends a request and lets the identity provider judge the answer.</summary>
    /// <param name="action">What it is for.</param>
    /// <param name="request">The request.</param>
    /// <param name="judge">Says what is wrong with the answer, in words, or null.</param>
    /// <exception cref="TransportException">No complete answer came.</exception>
    private protected async Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            _beforeChange?.Invoke(request.Method, request.Target);
        }

        var url = _target.BaseUrl.AbsoluteUri.TrimEnd('/') + request.Target;
        long? entry = CreatedResources.MayComeOf(request.Method, request.Target) && request.Method == "POST"
            ? _target.Journal.Announce(request.Method, request.Target.Split('?')[0], Encoding.UTF8.GetBytes(request.Body ?? ""))
            : null;
        var (status, location, body) = await _target.Pacing.SendAsync(() => AuthenticatedAsync(request, url), reply => (reply.Status, reply.RetryAfter), _cancellation);
        var step = new ProvisioningStep(action, request.Method, request.Target, status, ScimJson.TryParse(body), null);
        Tell(entry, step, location);
        step = step with { Problem = judge(step) is { } problem ? $"{problem} (answered {status} {Beginning(body)})" : null };
        _steps.Add(step);
        return step;
    }

    /// <summary>What is wrong with an answer that must be a ListResponse, or null.</summary>
    private protected static string? WhyNoList(ProvisioningStep step) =>
        step.Status != 200 ? "200 with a ListResponse is expected"
        : step.Json.Member("schemas") is JsonArray schemas && schemas.Any(s => s.Text() == ListResponse) ? null
        : "a ListResponse is expected";

    /// <summary>What is wrong with an answer that must be the created resource, or null.</summary>
    private protected static string? WhyNotCreated(ProvisioningStep step) =>
        step.Status is not (200 or 201) ? "201 with the created resource is expected"
        : string.IsNullOrEmpty(step.Json.Member("id").Text()) ? "the created resource has no \"id\""
        : null;

    /// <summary>What is wrong with an answer that must be a resource, or null.</summary>
    private protected static string? WhyNoResource(ProvisioningStep step) =>
        step.Status == 200 && step.Json is JsonObject ? null : "200 with the resource is expected";

    /// <summary>What is wrong with an answer to a change or a deletion, or null.</summary>
    private protected static string? WhyNotDone(ProvisioningStep step) => step.Status is 200 or 204 ? null : "200 or 204 is expected";

    /// <summary>The resources in a ListResponse.</summary>
    private protected static List<JsonObject> Listed(ProvisioningStep step) => (step.Json.Member("Resources") as JsonArray)?.OfType<JsonObject>().ToList() ?? [];

    /// <summary>Tells journal and owner what a step created.</summary>
    private void Tell(long? entry, ProvisioningStep step, string? location)
    {
        var created = CreatedResources.Of(_target.BaseUrl, step.Method, step.Target, step.Status, step.Json, location);
        foreach (var target in created)
        {
            Created?.Invoke(target);
            if (entry is { } number)
            {
                _target.Journal.Created(number, target);
            }
        }

        if (entry is { } announced && created.Count == 0 && step.Status is not (201 or 202))
        {
            _target.Journal.NothingCreated(announced, step.Status);
        }
    }

    /// <summary>Sends with credentials that are good now; once more with new ones where they can be renewed and were refused.</summary>
    private async Task<Reply> AuthenticatedAsync(WireRequest request, string url)
    {
        await _target.Credentials.PrepareAsync(_cancellation);
        var authorization = Authorization;
        var first = await ExchangeAsync(request, url);
        return first.Status == 401 && await _target.Credentials.RenewAsync(authorization, _cancellation) ? await ExchangeAsync(request, url) : first;
    }

    private async Task<Reply> ExchangeAsync(WireRequest request, string url)
    {
        // A creation is not broken off when the run is given up: the id would be lost with the answer.
        var breakOff = request.Method == "POST" ? CancellationToken.None : _cancellation;
        using var timeout = new CancellationTokenSource(_target.Timeout, _target.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, breakOff);
        try
        {
            using var message = ToMessage(request, url);
            using var reply = await _http.SendAsync(message, either.Token);
            var retryAfter = reply.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;
            return new Reply((int)reply.StatusCode, reply.Headers.Location?.OriginalString, await reply.Content.ReadAsByteArrayAsync(either.Token), retryAfter);
        }
        catch (HttpRequestException e)
        {
            throw new TransportException($"{request.Method} {url}: {(e.InnerException ?? e).Message.TrimEnd('.')}.", e);
        }
        catch (OperationCanceledException e) when (timeout.IsCancellationRequested && !breakOff.IsCancellationRequested)
        {
            var seconds = _target.Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture);
            throw new TransportException($"{request.Method} {url}: no answer within {seconds} s.", e) { TimedOut = true };
        }
    }

    private HttpRequestMessage ToMessage(WireRequest request, string url)
    {
        // Uri keeps escapes, their letter case, a trailing '&' and a trailing '?'; it would only unescape letters, digits and -._~, which nobody here escapes.
        var message = new HttpRequestMessage(new HttpMethod(request.Method), url);
        foreach (var (name, value) in request.Headers.Select(h => (h.Name, h.Name == "Authorization" ? Authorization ?? h.Value : h.Value)))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        // No identity provider sends these, but without them the endpoint at hand would not let it in.
        foreach (var (name, value) in _target.Credentials.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return message;
    }

    private static string Beginning(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "with empty body" : text.Length <= 300 ? text : text[..300] + "…";
    }

    /// <summary>What the client looks at in an answer.</summary>
    private sealed record Reply(int Status, string? Location, byte[] Body, string? RetryAfter)
    {
        public void Deconstruct(out int status, out string? location, out byte[] body) => (status, location, body) = (Status, Location, Body);
    }
}
