using System.Diagnostics;

namespace ScimConformance.Benchmarks.Provisioning;

/// <summary>Two cycles of a job, measured: the first brings everybody over, the second finds nothing to do.</summary>
/// <param name="Seconds">What the first cycle took.</param>
/// <param name="Requests">How many requests it sent.</param>
/// <param name="Writes">How many of them were to change something.</param>
/// <param name="SecondSeconds">What the second cycle took.</param>
/// <param name="SecondWrites">How many writes it sent.</param>
/// <param name="RereadSeconds">What a cycle took that read everybody again.</param>
/// <param name="RereadRequests">How many requests that one sent.</param>
/// <param name="RereadWrites">How many of them were to change something: memberships are exported again.</param>
/// <param name="Failures">How many objects failed in any of them.</param>
/// <param name="PeakBytes">The most memory that the process had up to the end of the second cycle, directory and provider included.</param>
/// <param name="HeapBytes">What was alive of it then.</param>
/// <param name="RereadPeakBytes">The most memory after everybody was read again: the provider keeps what it showed last.</param>
/// <param name="AllocatedBytes">What the first cycle allocated, in engine, client and provider together.</param>
/// <param name="CpuSeconds">The processor time of the first cycle, engine, client and provider together.</param>
internal sealed record JobRun(
    double Seconds,
    long Requests,
    long Writes,
    double SecondSeconds,
    long SecondWrites,
    double RereadSeconds,
    long RereadRequests,
    long RereadWrites,
    int Failures,
    long PeakBytes,
    long HeapBytes,
    long RereadPeakBytes,
    long AllocatedBytes,
    double CpuSeconds)
{
    /// <summary>How many people the run before the measured one has at most: compilation is tiered, and the first half minute is not like the rest. The loop is warmed up by what it records.</summary>
    private const int WarmUp = 20_000;

    public static async Task<JobRun> MeasureAsync(ProvisioningPlan plan)
    {
        await using (var throwaway = await EmbeddedProvider.StartAsync())
        {
            using var warm = SimulatedTenant.NewJob(ProvisioningPlan.Parse(["--users", $"{Math.Min(WarmUp, plan.Users)}", "--groups", "40"]), throwaway.Target());
            await warm.RunCycleAsync();
        }

        await using var provider = await EmbeddedProvider.StartAsync();
        using var job = SimulatedTenant.NewJob(plan, provider.Target());
        using var process = Process.GetCurrentProcess();
        var (allocated, cpu) = (GC.GetTotalAllocatedBytes(), process.TotalProcessorTime);
        var started = Stopwatch.GetTimestamp();
        var first = await job.RunCycleAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        (allocated, cpu) = (GC.GetTotalAllocatedBytes() - allocated, process.TotalProcessorTime - cpu);
        started = Stopwatch.GetTimestamp();
        var second = await job.RunCycleAsync();
        var secondSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var peak = process.PeakWorkingSet64;
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        job.Restart(Simulators.Provisioning.ResetScopes.Watermark);
        started = Stopwatch.GetTimestamp();
        var reread = await job.RunCycleAsync();
        var rereadSeconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        return new JobRun(
            seconds,
            first.Requests,
            first.Writes,
            secondSeconds,
            second.Writes,
            rereadSeconds,
            reread.Requests,
            reread.Writes,
            new[] { first, second, reread }.Sum(c => c[Simulators.Provisioning.TurnOutcome.Failed] + (c.Stopped is null ? 0 : 1)),
            peak,
            heap,
            process.PeakWorkingSet64,
            allocated,
            cpu.TotalSeconds);
    }
}
