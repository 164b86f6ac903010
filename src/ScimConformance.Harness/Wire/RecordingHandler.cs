using System.Net.Http.Headers;

namespace ScimConformance.Harness;

/// <summary>Stands innermost and records the bytes that are sent and received into the transcript of the flow that sends.</summary>
public sealed class RecordingHandler : DelegatingHandler
{
    private static readonly AsyncLocal<Recording?> Flow = new();

    private readonly Transcript? _transcript;
    private readonly TimeProvider _clock;

    /// <summary>Creates the handler.</summary>
    /// <param name="inner">What sends.</param>
    /// <param name="clock">The clock for durations.</param>
    /// <param name="transcript">Where to record; null to record where the sending flow says.</param>
    public RecordingHandler(HttpMessageHandler inner, TimeProvider clock, Transcript? transcript = null)
        : base(inner)
    {
        _clock = clock;
        _transcript = transcript;
    }

    /// <summary>Says where exchanges sent by this asynchronous flow are recorded.</summary>
    internal static Recording Record(Transcript transcript)
    {
        var recording = new Recording(transcript);
        Flow.Value = recording;
        return recording;
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var recording = _transcript is null ? Flow.Value : new Recording(_transcript);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var sent = new RequestRecord(request.Method.Method, request.RequestUri!, Flatten(request.Headers, request.Content?.Headers), body);
        var place = recording?.Transcript.Reserve() ?? 0;
        var started = _clock.GetTimestamp();
        ResponseRecord? received = null;
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            received = new ResponseRecord((int)response.StatusCode, Flatten(response.Headers, response.Content.Headers), bytes);
            return response;
        }
        finally
        {
            if (recording is not null)
            {
                recording.Last = new Exchange(sent, received, _clock.GetElapsedTime(started));
                recording.Place = place;
                recording.Transcript.Set(place, recording.Last);
            }
        }
    }

    /// <summary>The headers as they are on the wire: reading them validated would respell them, on the wire too.</summary>
    private static List<WireHeader> Flatten(HttpHeaders headers, HttpHeaders? contentHeaders) =>
        headers.NonValidated.Concat(contentHeaders?.NonValidated ?? Enumerable.Empty<KeyValuePair<string, HeaderStringValues>>())
            .Select(h => new WireHeader(h.Key, h.Value.ToString()))
            .ToList();

    /// <summary>The place where one flow's exchanges go.</summary>
    internal sealed class Recording(Transcript transcript)
    {
        public Transcript Transcript { get; } = transcript;

        public Exchange? Last { get; set; }

        public int Place { get; set; }
    }
}
