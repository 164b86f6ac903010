using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Testing.Endurance;

/// <summary>Sends SCIM requests and reads the answers, nothing more.</summary>
internal sealed class WireClient : IDisposable
{
    private readonly HttpClient _http;

    internal WireClient(Uri baseUrl)
    {
        _http = new HttpClient { BaseAddress = baseUrl, Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServedProvider.Token);
    }

    /// <summary>Sends a request.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the base URL.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="ifMatch">The ETag in If-Match; null for none.</param>
    internal async Task<WireAnswer> SendAsync(string method, string path, JsonNode? body = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/scim+json");
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new WireAnswer((int)response.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), response.Headers.ETag?.ToString());
    }

    /// <summary>All resources of an endpoint, page by page.</summary>
    internal async Task<IReadOnlyList<JsonObject>> ListAsync(string endpoint)
    {
        var all = new List<JsonObject>();
        while (true)
        {
            var page = await SendAsync("GET", $"{endpoint}?startIndex={all.Count + 1}&count=200");
            var resources = page.Body?["Resources"] as JsonArray ?? throw new InvalidOperationException($"GET {endpoint} was answered {page.Status}: {page.Body}");
            all.AddRange(resources.Select(resource => resource!.AsObject()));
            var total = (int)page.Body!["totalResults"]!;
            if (resources.Count == 0 || all.Count >= total)
            {
                return all.Count == total ? all : throw new InvalidOperationException($"GET {endpoint} says {total} resources and shows {all.Count}");
            }
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>An answer.</summary>
internal sealed record WireAnswer(int Status, JsonNode? Body, string? ETag)
{
    internal bool IsDone => Status is >= 200 and < 300;

    internal string Id => (string?)Body?["id"] ?? throw new InvalidOperationException($"An answer {Status} has no id: {Body}");
}
