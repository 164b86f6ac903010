using System.Net.Http.Headers;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Tells somebody of each exchange and keeps none: a simulation may last for millions of requests.</summary>
internal sealed class ExchangeTap(HttpMessageHandler inner, TimeProvider clock, Action<Exchange> tell) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var sent = new RequestRecord(request.Method.Method, request.RequestUri!, Flatten(request.Headers, request.Content?.Headers), body);
        var started = clock.GetTimestamp();
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
            tell(new Exchange(sent, received, clock.GetElapsedTime(started)));
        }
    }

    private static List<WireHeader> Flatten(HttpHeaders headers, HttpHeaders? contentHeaders) =>
        headers.NonValidated.Concat(contentHeaders?.NonValidated ?? Enumerable.Empty<KeyValuePair<string, HeaderStringValues>>())
            .Select(h => new WireHeader(h.Key, h.Value.ToString()))
            .ToList();
}
