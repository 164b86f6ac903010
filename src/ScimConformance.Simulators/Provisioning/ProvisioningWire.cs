using System.Globalization;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Sends requests that are an identity provider's to the byte. Safe for use from several tasks.</summary>
internal sealed class ProvisioningWire : IProvisioningWire, IDisposable
{
    private readonly HttpClient _http;
    private readonly ScimTarget _target;
    private readonly ProvisioningConnection _connection;
    private readonly string _baseUrl;

    /// <summary>Connects to an application.</summary>
    /// <param name="connection">The application.</param>
    /// <param name="headerOrder">The order of headers on the wire; empty when it is not known.</param>
    public ProvisioningWire(ProvisioningConnection connection, IReadOnlyList<string> headerOrder)
    {
        _connection = connection;
        _target = connection.Target;
        _baseUrl = _target.BaseUrl.AbsoluteUri.TrimEnd('/');
        HttpMessageHandler handler = new ContentDecoding(_target.NewHandler(sockets => HeaderOrder.Impose(sockets, headerOrder)));
        if (connection.Transcript is { } transcript)
        {
            handler = new RecordingHandler(handler, _target.Clock, transcript);
        }

        if (connection.Exchanged is { } exchanged)
        {
            handler = new ExchangeTap(handler, _target.Clock, exchanged);
        }

        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public string? Authorization => _target.Credentials.Authorization;

    /// <summary>Keeps the pace of requests.</summary>
    public RequestPacing Pacing => _target.Pacing;

    /// <inheritdoc/>
    public async Task<ProvisioningStep> SendAsync(string action, WireRequest request, Func<ProvisioningStep, string?> judge)
    {
        if (request.Method is not ("GET" or "POST"))
        {
            _connection.BeforeChange?.Invoke(request.Method, request.Target);
        }

        var url = _baseUrl + request.Target;
        var body = request.Body is null ? null : Encoding.UTF8.GetBytes(request.Body);
        long? entry = CreatedResources.MayComeOf(request.Method, request.Target) && request.Method == "POST"
            ? _target.Journal.Announce(request.Method, request.Target.Split('?')[0], body ?? [])
            : null;
        var reply = await _target.Pacing.SendAsync(() => AuthenticatedAsync(request, url, body), r => (r.Status, r.RetryAfter), _connection.Cancellation).ConfigureAwait(false);
        var step = new ProvisioningStep(action, request.Method, request.Target, reply.Status, reply.Body.Length == 0 ? null : ScimJson.TryParse(reply.Body), null);
        Tell(entry, step, reply.Location);
        return judge(step) is { } problem ? step with { Problem = $"{problem} (answered {reply.Status} {Beginning(reply.Body)})" } : step;
    }

    /// <inheritdoc/>
    public void Removed(string target) => _target.Journal.Removed(target);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Tells journal and owner what a step created.</summary>
    private void Tell(long? entry, ProvisioningStep step, string? location)
    {
        var created = CreatedResources.Of(_target.BaseUrl, step.Method, step.Target, step.Status, step.Json, location);
        foreach (var target in created)
        {
            _connection.Created?.Invoke(target);
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
    private async Task<Reply> AuthenticatedAsync(WireRequest request, string url, byte[]? body)
    {
        await _target.Credentials.PrepareAsync(_connection.Cancellation).ConfigureAwait(false);
        var authorization = Authorization;
        var first = await ExchangeAsync(request, url, body).ConfigureAwait(false);
        return first.Status == 401 && await _target.Credentials.RenewAsync(authorization, _connection.Cancellation).ConfigureAwait(false)
            ? await ExchangeAsync(request, url, body).ConfigureAwait(false)
            : first;
    }

    private async Task<Reply> ExchangeAsync(WireRequest request, string url, byte[]? body)
    {
        // A creation is not broken off when the run is given up: the id would be lost with the answer.
        var breakOff = request.Method == "POST" ? CancellationToken.None : _connection.Cancellation;
        using var timeout = new CancellationTokenSource(_target.Timeout, _target.Clock);
        using var either = breakOff.CanBeCanceled ? CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, breakOff) : null;
        var giveUp = (either ?? timeout).Token;
        try
        {
            using var message = ToMessage(request, url, body);
            using var reply = await _http.SendAsync(message, giveUp).ConfigureAwait(false);
            var retryAfter = reply.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null;
            var answer = await reply.Content.ReadAsByteArrayAsync(giveUp).ConfigureAwait(false);
            return new Reply((int)reply.StatusCode, reply.Headers.Location?.OriginalString, answer, retryAfter);
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

    private HttpRequestMessage ToMessage(WireRequest request, string url, byte[]? body)
    {
        // Uri keeps escapes, their letter case, a trailing '&' and a trailing '?'; it would only unescape letters, digits and -._~, which nobody here escapes.
        var message = new HttpRequestMessage(HttpMethod.Parse(request.Method), url);
        // With tokens of an authorization server there may have been none when the request was composed.
        if (Authorization is { } authorization && request.Headers.All(h => h.Name != "Authorization"))
        {
            message.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, name == "Authorization" ? Authorization ?? value : value);
        }

        // No identity provider sends these, but without them the endpoint at hand would not let it in.
        foreach (var (name, value) in _target.Credentials.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            message.Content = new ByteArrayContent(body);
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
    private sealed record Reply(int Status, string? Location, byte[] Body, string? RetryAfter);
}
