using System.Net;
using System.Text;

namespace ScimConformance.Benchmarks;

/// <summary>The baseline of the harness: HttpClient sends the same requests and reads the answers, and does nothing else. Ids of what it creates take the place of the recorded ones.</summary>
internal sealed class BareReplay(HttpClient http)
{
    /// <summary>Replays the checks, those that run alone after the others.</summary>
    /// <param name="checks">What was recorded.</param>
    /// <param name="parallel">How many checks at a time.</param>
    public async Task RunAsync(IReadOnlyList<RecordedCheck> checks, int parallel)
    {
        await Parallel.ForEachAsync(checks.Where(c => !c.Alone), new ParallelOptions { MaxDegreeOfParallelism = parallel }, async (check, _) => await RunAsync(check));
        foreach (var check in checks.Where(c => c.Alone))
        {
            await RunAsync(check);
        }
    }

    private async Task RunAsync(RecordedCheck check)
    {
        var ids = new List<(string Recorded, string Now)>();
        foreach (var recorded in check.Requests)
        {
            using var request = new HttpRequestMessage(recorded.Method, new Uri(Rewrite(recorded.Url.AbsoluteUri, ids)));
            foreach (var (name, value) in recorded.Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            if (recorded.ContentType is not null)
            {
                request.Content = new ByteArrayContent(Rewrite(recorded.Body, ids));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", recorded.ContentType);
            }

            try
            {
                using var response = await http.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                if (recorded.CreatedId is { } id && response.StatusCode == HttpStatusCode.Created)
                {
                    ids.Add((id, response.Headers.Location!.Segments[^1]));
                }
            }
            catch (HttpRequestException)
            {
                // Hostile requests are refused by closing the connection; the harness meets the same.
            }
        }
    }

    private static string Rewrite(string text, List<(string Recorded, string Now)> ids) =>
        ids.Aggregate(text, (t, id) => t.Replace(id.Recorded, id.Now, StringComparison.Ordinal));

    private static byte[] Rewrite(byte[] body, List<(string Recorded, string Now)> ids) =>
        ids.Exists(id => body.AsSpan().IndexOf(Encoding.ASCII.GetBytes(id.Recorded)) >= 0)
            ? Encoding.Latin1.GetBytes(Rewrite(Encoding.Latin1.GetString(body), ids))
            : body;
}
