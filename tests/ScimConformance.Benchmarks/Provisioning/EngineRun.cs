using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>The first cycle against answers from memory: what directory, mapping, engine and client cost by themselves.</summary>
/// <param name="Requests">How many requests it sent.</param>
/// <param name="CpuSeconds">The processor time of it.</param>
/// <param name="AllocatedBytes">What it allocated.</param>
/// <param name="DirectoryBytes">What the directory and the job keep before it.</param>
/// <param name="KeptBytes">What they keep after it.</param>
internal sealed record EngineRun(long Requests, double CpuSeconds, long AllocatedBytes, long DirectoryBytes, long KeptBytes)
{
    public static async Task<EngineRun> MeasureAsync(ProvisioningPlan plan)
    {
        using (var warm = SimulatedTenant.NewJob(ProvisioningPlan.Parse(["--users", "3000", "--groups", "5"]), Target()))
        {
            await warm.RunCycleAsync();
        }

        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var job = SimulatedTenant.NewJob(plan, Target());
        var directory = GC.GetTotalMemory(forceFullCollection: true) - before;
        using var process = Process.GetCurrentProcess();
        var (allocated, cpu) = (GC.GetTotalAllocatedBytes(), process.TotalProcessorTime);
        var report = await job.RunCycleAsync();
        process.Refresh();
        (allocated, cpu) = (GC.GetTotalAllocatedBytes() - allocated, process.TotalProcessorTime - cpu);
        return new EngineRun(report.Requests, cpu.TotalSeconds, allocated, directory, GC.GetTotalMemory(forceFullCollection: true) - before);
    }

    private static ScimTarget Target() => new(new Uri("http://localhost/scim/v2")) { Credentials = ScimCredentials.Bearer("token"), CreateHandler = () => new Answers() };

    private sealed class Answers : HttpMessageHandler
    {
        private static readonly byte[] s_nobody = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0,"startIndex":1,"itemsPerPage":0,"Resources":[]}"""u8.ToArray();
        private static readonly MediaTypeHeaderValue s_type = new("application/scim+json");

        private long _number;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Get)
            {
                return Answer(HttpStatusCode.OK, s_nobody);
            }

            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return request.Method == HttpMethod.Post
                ? Answer(HttpStatusCode.Created, Encoding.UTF8.GetBytes($"{{\"id\":\"{Interlocked.Increment(ref _number):x32}\",{body.AsSpan(1)}"))
                : new HttpResponseMessage(HttpStatusCode.NoContent);
        }

        private static HttpResponseMessage Answer(HttpStatusCode status, byte[] body) => new(status) { Content = new ByteArrayContent(body) { Headers = { ContentType = s_type } } };
    }
}
