using System.Collections.Concurrent;
using ScimConformance.Harness;

namespace ScimConformance.Benchmarks;

/// <summary>One request that a check sent, and the id of what it created, if it created something.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The absolute URL.</param>
/// <param name="Headers">The headers, those of the body left out.</param>
/// <param name="Body">The body; empty when there is none.</param>
/// <param name="ContentType">The body's type, or null.</param>
/// <param name="CreatedId">The id in the answer to a POST that created, or null.</param>
internal sealed record RecordedRequest(HttpMethod Method, Uri Url, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, string? ContentType, string? CreatedId);

/// <summary>All requests of a check, clean-up included, in sending order.</summary>
/// <param name="Alone">Whether the check runs beside no other.</param>
/// <param name="Requests">The requests.</param>
internal sealed record RecordedCheck(bool Alone, IReadOnlyList<RecordedRequest> Requests)
{
    /// <summary>Runs the checks one at a time and records what each sends.</summary>
    /// <param name="target">The endpoint.</param>
    /// <param name="entries">The checks.</param>
    public static async Task<IReadOnlyList<RecordedCheck>> RecordAsync(ScimTarget target, IReadOnlyList<CatalogueEntry> entries)
    {
        var sent = new ConcurrentQueue<RecordedRequest>();
        var recorded = new ScimTarget(target.BaseUrl) { Credentials = target.Credentials, CreateHandler = () => new Recorder(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, sent) };
        if (target.SecondTenant is { } second)
        {
            recorded = recorded.WithSecondTenant(second.Credentials, second.BaseUrl);
        }

        using var runner = await CheckRunner.ConnectAsync(recorded, new TestDataOptions { Seed = 1 });
        sent.Clear();
        var checks = new List<RecordedCheck>();
        await new PlanRunner(runner).RunAsync(entries, outcome =>
        {
            checks.Add(new RecordedCheck(outcome.Entry.Check.Isolation == Isolation.Alone, sent.ToList()));
            sent.Clear();
        });
        return checks;
    }

    private sealed class Recorder(HttpMessageHandler inner, ConcurrentQueue<RecordedRequest> sent) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var headers = request.Headers.NonValidated.Select(h => KeyValuePair.Create(h.Key, h.Value.ToString())).ToList();
            var contentType = request.Content?.Headers.NonValidated.TryGetValues("Content-Type", out var values) == true ? values.ToString() : null;
            string? created = null;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                if (response.StatusCode == System.Net.HttpStatusCode.Created)
                {
                    await response.Content.LoadIntoBufferAsync(cancellationToken);
                    created = response.Headers.Location?.Segments[^1];
                }

                return response;
            }
            finally
            {
                sent.Enqueue(new RecordedRequest(request.Method, request.RequestUri!, headers, body, contentType, created));
            }
        }
    }
}
