using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>A simulation of Entra beside a bare HttpClient loop, each in a process of its own.</summary>
/// <param name="Plan">What was measured.</param>
/// <param name="Job">The simulation.</param>
/// <param name="Bare">The loop.</param>
/// <param name="Engine">The simulation without provider.</param>
internal sealed record ProvisioningSpeed(ProvisioningPlan Plan, JobRun Job, BareRun Bare, EngineRun Engine)
{
    private const double Aim = 0.5;

    /// <summary>The simulation's share of the loop's speed.</summary>
    public double Ratio => Job.Requests / Job.Seconds / (Bare.Requests / Bare.Seconds);

    public static async Task<ProvisioningSpeed> MeasureAsync(ProvisioningPlan plan) =>
        new(plan, await InProcessAsync<JobRun>("job", plan), await InProcessAsync<BareRun>("bare", plan), await InProcessAsync<EngineRun>("engine", plan));

    /// <summary>A section of docs/performance.md.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            ## A simulation of Entra

            {Plan.Users:N0} people and {Plan.Groups:N0} groups of a made-up directory, everybody assigned, with a manager and two memberships, provisioned with the 22 default mappings
            to the tolerant reference provider in the same process, {Plan.Parallel} objects at a time and up to {Plan.Members} members in a PATCH, as `simulate entra --users {Plan.Users} --groups {Plan.Groups} --cycles 2` does,
            beside a bare HttpClient loop that sends the same requests, {Plan.Parallel} at a time, to a fresh provider in a process of its own and reads the answers. Garbage collection as the command line has it: of the workstation, not concurrent, conserving memory. Both are warmed up: the simulation by one of 20,000 people at most, the loop by what it records.

            | | requests | time | requests/s | µs CPU a request, provider included |
            |---|---:|---:|---:|---:|
            | first cycle | {Job.Requests:N0} ({Job.Writes:N0} writes) | {Job.Seconds:0.0} s | {Job.Requests / Job.Seconds:N0} | {Job.CpuSeconds * 1e6 / Job.Requests:0} |
            | second cycle, nothing changed | {Job.SecondWrites} writes | {Job.SecondSeconds * 1000:0} ms | | |
            | after a restart, everybody read again | {Job.RereadRequests:N0} ({Job.RereadWrites:N0} writes: memberships) | {Job.RereadSeconds:0.0} s | {Job.RereadRequests / Job.RereadSeconds:N0} | |
            | bare loop, requests of the first cycle | {Bare.Requests:N0} ({Bare.Refused} refused) | {Bare.Seconds:0.0} s | {Bare.Requests / Bare.Seconds:N0} | {Bare.CpuSeconds * 1e6 / Bare.Requests:0} |
            | first cycle against answers from memory | {Engine.Requests:N0} | | | {Engine.CpuSeconds * 1e6 / Engine.Requests:0} |
            | ratio (aim {Aim:0.0}) | | | {Ratio:0.00} | {Bare.CpuSeconds / Bare.Requests / (Job.CpuSeconds / Job.Requests):0.00} |

            Memory of the process, with directory, engine and provider: {Megabytes(Job.PeakBytes)} MB at its peak (aim: under 1,000), {Megabytes(Job.HeapBytes)} MB alive after the second cycle; directory and engine keep {Megabytes(Engine.KeptBytes)} MB of it, the directory alone {Megabytes(Engine.DirectoryBytes)} MB.
            After everybody was read again the peak is {Megabytes(Job.RereadPeakBytes)} MB: the provider keeps what it showed last of 16,384 resources at most.
            Engine, client and provider together allocate {Job.AllocatedBytes / 1024.0 / Job.Requests:0.0} kB for each request of the first cycle, engine and client {Engine.AllocatedBytes / 1024.0 / Engine.Requests:0.0} kB. Failures: {Job.Failures}.

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);

    private static async Task<T> InProcessAsync<T>(string part, ProvisioningPlan plan)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["entra-part", part, .. plan.Arguments]) { RedirectStandardOutput = true };
        // As in ScimConformance.Cli.csproj.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_GCConserveMemory"] = "6";
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? JsonSerializer.Deserialize<T>(output)! : throw new InvalidOperationException($"The part '{part}' of the measurement failed.");
    }
}
