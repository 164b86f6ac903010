using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ScimConformance.Benchmarks;

/// <summary>The measurement as a page of documentation.</summary>
internal static class Report
{
    public static string Write(MeasurementOptions options, IReadOnlyList<Comparison> results, CatalogueTime catalogue, HarnessOverHttp harness)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Performance

            Written by a measurement; do not edit. To measure again (Linux, with the load generator `wrk`):

            ```
            dotnet run -c Release --project tests/ScimConformance.Benchmarks -- --users {options.Users} --seconds {options.Seconds} --rounds {options.Rounds}
            ```

            ## The provider beside bare Kestrel

            The reference provider on Kestrel with {options.Users:N0} users in memory, without logging, against a Kestrel endpoint that does nothing but return
            the same bytes with the same headers. Both are release builds in processes of their own; `wrk` drives them in turn, one thread and
            {Wrk.Connections} connections kept alive, {options.Seconds} seconds a round, {options.Rounds} rounds after one to warm up. Numbers are medians over the rounds; client and server share the
            machine, so the server's own processor time a request (user and system, all threads, garbage collection included) says more than requests a second.
            Requests go to users picked at random; created users have names of their own, no password, and stay.

            | operation | answer, bytes | provider, requests/s | bare, requests/s | ratio | aim | provider, µs CPU a request | bare, µs CPU a request |
            |---|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (var result in results)
        {
            var aim = result.Operation.Aim == 0 ? "" : result.Operation.Aim.ToString("0.00", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"| {result.Operation.Title} | {result.Bytes:N0} | {result.Provider.PerSecond:N0} | {result.Bare.PerSecond:N0} | {result.Ratio:0.00} | {aim} ")
                .Append(CultureInfo.InvariantCulture, $"| {result.Provider.CpuMicroseconds:0.0} | {result.Bare.CpuMicroseconds:0.0} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"""

            ## The whole catalogue in process

            {catalogue.Checks} checks and scenarios ({catalogue.Passed} passed) against the reference provider in process, one at a time, provider starts included: {catalogue.First.TotalSeconds:0.0} s in a fresh process,
            {catalogue.Median.TotalSeconds:0.0} s (median) once compiled. Aim: under {CatalogueTime.Aim.TotalSeconds:0} s.

            ## The harness over HTTP

            {harness.Checks} checks against the reference provider in a process of its own, {HarnessOverHttp.Parallel} at a time as with `--parallel {HarnessOverHttp.Parallel}`, beside an HttpClient loop that sends
            the same requests ({harness.Requests:N0}, clean-up included: {harness.PerCheck:0.0} for each check) to the same server and reads the answers, {HarnessOverHttp.Parallel} chains at a time, and does nothing else.
            Medians of {options.Rounds} rounds after one to warm up, in turn.

            | | requests/s | µs CPU a request, client only |
            |---|---:|---:|
            | harness | {harness.Harness:N0} | {harness.HarnessCpu:0} |
            | bare loop | {harness.Bare:N0} | {harness.BareCpu:0} |
            | ratio (aim {HarnessOverHttp.Aim:0.0}) | {harness.Ratio:0.00} | |

            ## The machine

            {Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription.Split(' ')[0]}, .NET {Environment.Version}, server garbage collection.

            """);
        return text.ToString().ReplaceLineEndings("\n");
    }
}
