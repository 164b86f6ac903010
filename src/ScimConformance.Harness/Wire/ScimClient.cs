using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using RestSharp;

namespace ScimConformance.Harness;

/// <summary>Sends requests to a target at its pace, tells its journal what they create, and hands back what the innermost handler saw. One client serves a whole run; it is safe for use from several tasks.</summary>
public sealed class ScimClient : IDisposable
{
    private readonly ScimTarget _target;
    private readonly RestClient _rest;
    private readonly ConcurrentDictionary<string, bool> _created = new(StringComparer.Ordinal);

    /// <summary>Creates a client.</summary>
    /// <param name="target">The endpoint under test.</param>
    public ScimClient(ScimTarget target)
    {
        _target = target;
        var http = new HttpClient(new RecordingHandler(target.NewHandler(), target.Clock)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _rest = new RestClient(http, new RestClientOptions
        {
            UserAgent = null,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            // A redirect is an answer to judge, and where it leads is nobody's to whom requests were meant to go.
            FollowRedirects = false,
            // The target's own time-out counts; RestSharp's would cut a longer one off after 100 seconds.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        }, disposeHttpClient: true);
    }

    /// <summary>The endpoint under test.</summary>
    public ScimTarget Target => _target;

    /// <summary>Sends one request.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="transcript">Where to record the exchange.</param>
    /// <param name="findings">Where the response's expectations report to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The response, whatever its status.</returns>
    /// <exception cref="TransportException">No complete response came.</exception>
    /// <exception cref="TokenException">An authorization server gave no token.</exception>
    public async Task<ScimResponse> SendAsync(ScimRequest request, Transcript transcript, FindingCollector findings, CancellationToken cancellationToken = default)
    {
        var url = Resolve(request.Target);
        var credentials = _target.Credentials;
        long? entry = Announces(request) ? _target.Journal.Announce(request.EffectiveMethod, CreatedResources.PathOf(request.Target), request.Body ?? default) : null;
        var response = await _target.Pacing.SendAsync(
            async () =>
            {
                await credentials.PrepareAsync(cancellationToken).ConfigureAwait(false);
                var authorization = credentials.Authorization;
                var first = await SendOnceAsync(request, url, transcript, findings, cancellationToken).ConfigureAwait(false);
                return first.Status == 401 && request.IsAuthenticated && await credentials.RenewAsync(authorization, cancellationToken).ConfigureAwait(false)
                    ? await SendOnceAsync(request, url, transcript, findings, cancellationToken).ConfigureAwait(false)
                    : first;
            },
            reply => request.ObeysPauses ? (reply.Status, reply.Header("Retry-After")) : default,
            cancellationToken).ConfigureAwait(false);
        if (entry is { } announced)
        {
            Tell(announced, request, response);
        }

        return response;
    }

    /// <summary>Removes resources that were created here, last first. What is gone already is fine.</summary>
    /// <param name="targets">Their paths relative to the base URL, percent-encoded, in the order of their creation.</param>
    /// <returns>What could not be removed, in words.</returns>
    internal async Task<IReadOnlyList<string>> RemoveAsync(IReadOnlyList<string> targets)
    {
        var problems = new List<string>();
        foreach (var target in targets.Reverse())
        {
            try
            {
                var reply = await SendAsync(new ScimRequest("DELETE", target) { Accept = AcceptAt(target) }, new Transcript(), new FindingCollector(), CancellationToken.None).ConfigureAwait(false);
                if (reply.IsSuccess || reply.Status is 404 or 410)
                {
                    _target.Journal.Removed(target);
                }
                else
                {
                    problems.Add($"DELETE {target} answered {reply.Status}");
                }
            }
            catch (Exception e) when (e is TransportException or TokenException)
            {
                problems.Add(e.Message);
            }
        }

        return problems;
    }

    /// <summary>The absolute URL of a target relative to the base URL.</summary>
    public Uri Resolve(string target) => target.StartsWith('/')
        ? new Uri(_target.BaseUrl.AbsoluteUri.TrimEnd('/') + target)
        : new Uri(new Uri(_target.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), target);

    /// <summary>The Accept header for a resource: SCIM 1.1, whose targets are absolute URLs, does not know the media type of 2.0.</summary>
    internal string AcceptAt(string target) => target.StartsWith('/') && !_target.IsScim11Only ? ScimRequest.ScimMediaType : "application/json";

    /// <inheritdoc/>
    public void Dispose() => _rest.Dispose();

    /// <summary>Sends once. A request that may create something is not broken off when the run is given up: its id would be lost with the answer.</summary>
    private async Task<ScimResponse> SendOnceAsync(ScimRequest request, Uri url, Transcript transcript, FindingCollector findings, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var breakOff = request.Method == "POST" ? CancellationToken.None : cancellation;
        var recording = RecordingHandler.Record(transcript);
        using var timeout = new CancellationTokenSource(_target.Timeout, _target.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, breakOff);
        var reply = await _rest.ExecuteAsync(ToRest(request, url), either.Token).ConfigureAwait(false);
        if (recording.Last?.Response is { } response)
        {
            return new ScimResponse(recording.Last, recording.Place, response, findings);
        }

        breakOff.ThrowIfCancellationRequested();
        throw ToTransportException(request.Method, url, timeout.IsCancellationRequested, reply.ErrorException);
    }

    /// <summary>Whether a journal has to know of a request before it is sent. Replacing what was created here creates nothing.</summary>
    private bool Announces(ScimRequest request) =>
        CreatedResources.MayComeOf(request.EffectiveMethod, request.Target) && !(request.EffectiveMethod == "PUT" && _created.ContainsKey(CreatedResources.PathOf(request.Target)));

    private void Tell(long entry, ScimRequest request, ScimResponse response)
    {
        var created = CreatedResources.Of(_target.BaseUrl, request.EffectiveMethod, request.Target, response.Status, response.Json, response.Header("Location"));
        foreach (var target in created)
        {
            _created.TryAdd(target, true);
            _target.Journal.Created(entry, target);
        }

        // A creation that tells neither id nor Location of what it created stays open.
        if (created.Count == 0 && !(request.EffectiveMethod == "POST" && response.Status is (201 or 202)) && !CreatedResources.HidesCreations(request.Target, response.Status, response.Json))
        {
            _target.Journal.NothingCreated(entry, response.Status);
        }
    }

    private RestRequest ToRest(ScimRequest request, Uri url)
    {
        // What came back was recorded: RestSharp's own copies of headers and body, as text too, would be thrown away.
        var rest = new RestRequest(url, Enum.Parse<Method>(request.Method, ignoreCase: true)) { AdvancedResponseWriter = static (_, r) => new RestResponse(r) };
        rest.AddOrUpdateHeader(KnownHeaders.Accept, request.Accept ?? "*/*");
        if (request.IsAuthenticated && _target.Credentials.Authorization is { } authorization)
        {
            rest.AddOrUpdateHeader(KnownHeaders.Authorization, authorization);
        }

        if (!request.OmitUserAgent)
        {
            rest.AddOrUpdateHeader(KnownHeaders.UserAgent, "ScimConformance");
        }

        if (request.IsAuthenticated || !_target.Credentials.HeadersAuthenticate)
        {
            foreach (var header in _target.Credentials.Headers)
            {
                rest.AddOrUpdateHeader(header.Name, header.Value);
            }
        }

        foreach (var header in request.Headers)
        {
            rest.AddOrUpdateHeader(header.Name, header.Value);
        }

        if (request.Body is { } body)
        {
            rest.AddParameter(new BodyParameter("", ToArray(body), request.ContentType, DataFormat.Binary));
        }

        return rest;
    }

    /// <summary>The bytes, without a copy where they are an array of their own: some bodies have ten million.</summary>
    private static byte[] ToArray(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : body.ToArray();

    private TransportException ToTransportException(string method, Uri url, bool timedOut, Exception? cause)
    {
        var what = timedOut
            ? $"no answer within {_target.Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s"
            : (cause?.InnerException ?? cause)?.Message.TrimEnd('.') ?? "the connection broke";
        return new TransportException($"{method} {url}: {what}.", cause) { TimedOut = timedOut };
    }
}
