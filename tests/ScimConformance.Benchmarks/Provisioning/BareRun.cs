using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>The baseline: HttpClient sends the requests of a recorded first cycle to a fresh provider, reads the answers, and does nothing else.</summary>
/// <param name="Seconds">What that took.</param>
/// <param name="Requests">How many requests it were.</param>
/// <param name="Refused">How many of them were not answered 2xx.</param>
/// <param name="CpuSeconds">The processor time of it, client and provider together.</param>
/// <param name="PeakBytes">The most memory that the process had while it recorded and replayed.</param>
internal sealed partial record BareRun(double Seconds, int Requests, int Refused, double CpuSeconds, long PeakBytes)
{
    public static async Task<BareRun> MeasureAsync(ProvisioningPlan plan)
    {
        var file = Path.GetTempFileName();
        try
        {
            var headers = await RecordAsync(plan, file);
            await using var provider = await EmbeddedProvider.StartAsync();
            using var http = new HttpClient(provider.NewHandler());
            foreach (var (name, value) in headers)
            {
                http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            }

            return await ReplayAsync(plan, file, http);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<IReadOnlyList<KeyValuePair<string, string>>> RecordAsync(ProvisioningPlan plan, string file)
    {
        await using var provider = await EmbeddedProvider.StartAsync();
        using var recording = new RequestFile(file);
        using var job = SimulatedTenant.NewJob(plan, provider.Target(recording.Before));
        await job.RunCycleAsync();
        return recording.Headers;
    }

    private static async Task<BareRun> ReplayAsync(ProvisioningPlan plan, string file, HttpClient http)
    {
        var ids = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var many = new ParallelOptions { MaxDegreeOfParallelism = plan.Parallel };
        var (count, refused) = (0, 0);
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(SentRequest.ReadAll(file).Where(r => !IsChange(r)), many, async (sent, _) => await SendAsync(sent));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var used = process.TotalProcessorTime - cpu;

        // Ids of the fresh provider are put in their places while no time is taken. What changes one resource stays in its order.
        var chains = SentRequest.ReadAll(file).Where(IsChange)
            .Select(r => r with { Url = Rewrite(r.Url, ids), Body = Rewrite(r.Body, ids) })
            .GroupBy(r => r.Url, StringComparer.Ordinal).Select(g => g.ToList()).ToList();
        process.Refresh();
        cpu = process.TotalProcessorTime;
        started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(chains, many, async (chain, _) =>
        {
            foreach (var sent in chain)
            {
                await SendAsync(sent);
            }
        });
        seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        used += process.TotalProcessorTime - cpu;
        return new BareRun(seconds, count, refused, used.TotalSeconds, process.PeakWorkingSet64);

        async Task SendAsync(SentRequest sent)
        {
            using var request = new HttpRequestMessage(new HttpMethod(sent.Method), sent.Url);
            if (sent.Body.Length > 0)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(sent.Body));
                request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/scim+json", "utf-8");
            }

            using var response = await http.SendAsync(request);
            await response.Content.ReadAsByteArrayAsync();
            Interlocked.Increment(ref count);
            if (!response.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref refused);
            }

            if (sent.CreatedId.Length > 0 && response.Headers.Location is { } location)
            {
                ids[sent.CreatedId] = location.Segments[^1];
            }
        }
    }

    private static bool IsChange(SentRequest sent) => sent.Method is not ("GET" or "POST");

    private static string Rewrite(string text, ConcurrentDictionary<string, string> ids) => Id().Replace(text, m => ids.GetValueOrDefault(m.Value, m.Value));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
