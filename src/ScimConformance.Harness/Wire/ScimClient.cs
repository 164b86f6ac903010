using System.Globalization;
using RestSharp;

namespace ScimConformance.Harness;

/// <summary>Sends requests to a target and hands back what the innermost handler saw. One client serves a whole run; it is safe for use from several tasks.</summary>
public sealed class ScimClient : IDisposable
{
    private readonly ScimTarget _target;
    private readonly RestClient _rest;

    /// <summary>Creates a client.</summary>
    /// <param name="target">The endpoint under test.</param>
    public ScimClient(ScimTarget target)
    {
        _target = target;
        var http = new HttpClient(new RecordingHandler(target.NewHandler(), target.Clock)) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
        _rest = new RestClient(http, new RestClientOptions
        {
            UserAgent = "ScimConformance",
            AutomaticDecompression = System.Net.DecompressionMethods.None,
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
    public async Task<ScimResponse> SendAsync(ScimRequest request, Transcript transcript, FindingCollector findings, CancellationToken cancellationToken = default)
    {
        var url = Resolve(request.Target);
        var recording = RecordingHandler.Record(transcript);
        using var timeout = new CancellationTokenSource(_target.Timeout, _target.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var reply = await _rest.ExecuteAsync(ToRest(request, url), either.Token).ConfigureAwait(false);
        if (recording.Last?.Response is { } response)
        {
            return new ScimResponse(recording.Last, recording.Place, response, findings);
        }

        cancellationToken.ThrowIfCancellationRequested();
        throw ToTransportException(request.Method, url, timeout.IsCancellationRequested, reply.ErrorException);
    }

    /// <summary>The absolute URL of a target relative to the base URL.</summary>
    public Uri Resolve(string target) => target.StartsWith('/')
        ? new Uri(_target.BaseUrl.AbsoluteUri.TrimEnd('/') + target)
        : new Uri(new Uri(_target.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), target);

    /// <inheritdoc/>
    public void Dispose() => _rest.Dispose();

    private RestRequest ToRest(ScimRequest request, Uri url)
    {
        // What came back was recorded: RestSharp's own copies of headers and body, as text too, would be thrown away.
        var rest = new RestRequest(url, Enum.Parse<Method>(request.Method, ignoreCase: true)) { AdvancedResponseWriter = static (_, r) => new RestResponse(r) };
        rest.AddOrUpdateHeader(KnownHeaders.Accept, request.Accept ?? "*/*");
        if (!request.Anonymous && _target.Credentials.Authorization is { } authorization && request.Headers.All(h => h.Name != KnownHeaders.Authorization))
        {
            rest.AddOrUpdateHeader(KnownHeaders.Authorization, authorization);
        }

        foreach (var header in request.Headers)
        {
            rest.AddOrUpdateHeader(header.Name, header.Value);
        }

        if (request.Body is { } body)
        {
            rest.AddParameter(new BodyParameter("", body.ToArray(), request.ContentType, DataFormat.Binary));
        }

        return rest;
    }

    private TransportException ToTransportException(string method, Uri url, bool timedOut, Exception? cause)
    {
        var what = timedOut
            ? $"no answer within {_target.Timeout.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)} s"
            : (cause?.InnerException ?? cause)?.Message.TrimEnd('.') ?? "the connection broke";
        return new TransportException($"{method} {url}: {what}.", cause) { TimedOut = timedOut };
    }
}
