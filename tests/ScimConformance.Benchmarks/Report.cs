using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ScimConformance.Benchmarks.Provisioning;

namespace ScimConformance.Benchmarks;

/// <summary>The measurement as a page of documentation.</summary>
internal sealed class Report(MeasurementOptions options)
{
    private readonly StringBuilder _text = new();

    public string Write(
        IReadOnlyList<Scale> scales, IReadOnlyList<OtherServer> others, CatalogueTime? catalogue, HarnessOverHttp? harness, StartupTime? startup, ProvisioningSpeed? entra)
    {
        Append($"""
            # Performance

            Written by a measurement; do not edit. To measure again (Linux, with the load generator `wrk`; PostgreSQL and Node.js where they are measured):

            ```
            dotnet run -c Release --project tests/ScimConformance.Benchmarks -- {options.AsTyped}
            ```

            ## The provider beside bare Kestrel

            The reference provider on Kestrel with its users in memory, tolerant of what Entra sends, without logging, against a Kestrel endpoint that does nothing but return
            the same bytes with the same headers. Both are release builds in processes of their own; `wrk` drives them in turn, one thread and
            32 connections kept alive (members of groups: one connection, because requests for one group wait for each other), {options.Seconds} seconds a round, {options.Rounds} rounds after one to warm up.
            Numbers are medians over the rounds; client and server share the machine, so the server's own processor time a request (user and system,
            all threads, garbage collection included) says more than requests a second. Requests go to users picked at random; created users have names
            of their own, no password, and stay. PATCH of a group of more than 1,000 members is answered with 204.


            """);
        foreach (var scale in scales)
        {
            AppendScale(scale);
        }

        if (others.Count > 0)
        {
            AppendOthers(scales, others);
        }

        if (startup is not null)
        {
            Append($"""
                ## Starting

                `scim-conformance serve`, from the start of its process to the first 200 at /healthz, median of {options.Rounds}: {startup.Median.TotalSeconds:0.00} s with its store in memory, {startup.Sqlite.TotalSeconds:0.00} s with a new
                SQLite file. Aim: under {StartupTime.Aim.TotalSeconds:0} s.


                """);
        }

        AppendHarness(catalogue, harness);
        if (entra is not null)
        {
            _text.Append(entra).Append('\n');
        }

        Append($"""
            ## The machine

            {Environment.ProcessorCount} processors ({RuntimeInformation.ProcessArchitecture}), {RuntimeInformation.OSDescription.Split(' ')[0]}, .NET {Environment.Version}, server garbage collection.

            """);
        return _text.ToString().ReplaceLineEndings("\n");
    }

    private void AppendScale(Scale scale)
    {
        Append($"""
            ### {scale.Users:N0} users

            | operation | answer, bytes | provider, requests/s | bare, requests/s | ratio | aim | provider, µs CPU a request | bare, µs CPU a request |
            |---|---:|---:|---:|---:|---:|---:|---:|

            """);
        foreach (var result in scale.Results)
        {
            var aim = result.Operation.Aim == 0 ? "" : result.Operation.Aim.ToString("0.00", CultureInfo.InvariantCulture);
            Append($"| {result.Operation.Title} | {result.Bytes:N0} | {result.Provider.PerSecond:N0} | {result.Bare.PerSecond:N0} | {result.Ratio:0.00} | {aim} | {result.Provider.CpuMicroseconds:0.0} | {result.Bare.CpuMicroseconds:0.0} |\n");
        }

        Append($"\nMemory: {scale.Memory.Heap / 1e6:N0} MB of living objects after a full collection, {scale.Memory.Resident / 1e6:N0} MB resident, the server itself included. Aim at 100,000 users: under 400 MB.\n");
        if (scale.LargeToSmall is { } times)
        {
            Append($"A change of a member in the group of 10,000 takes {times:0.0} times the processor time of one in the group of 10. Aim: at most 3.\n");
        }

        Append($"\n");
    }

    private void AppendOthers(IReadOnlyList<Scale> scales, IReadOnlyList<OtherServer> others)
    {
        var first = scales.Count > 0 ? scales[0] : null;
        Append($"""
            ## Other stores, and another server

            The same requests, requests/s and in brackets µs of the server's own processor time a request (PostgreSQL's own processes not counted). Stores write to the disk
            before they answer. scimmy is the npm server of the end-to-end tests over a store in memory that looks through all its users; it stands here for what a small
            SCIM server does, not for what its library could do over an index. "None in time": nothing was answered within a round,
            perhaps because the server was still at work on what the rounds before had left; it refuses Entra's filter on e-mail addresses when it has the time.


            """);
        Append($"| operation |{(first is null ? "" : $" memory, {first.Users:N0} users |")}{string.Concat(others.Select(o => $" {o.Name} |"))}\n|---|{(first is null ? "" : "---:|")}{string.Concat(others.Select(_ => "---:|"))}\n");
        foreach (var operation in Operation.All.Where(o => others[0].Rounds.ContainsKey(o.Name)))
        {
            var memory = first?.Results.FirstOrDefault(r => r.Operation == operation) is { } result ? $" {Cell(result.Provider)} |" : "";
            Append($"| {operation.Title} |{memory}{string.Concat(others.Select(o => $" {Cell(o.Rounds[operation.Name])} |"))}\n");
        }

        Append($"\n");
    }

    private void AppendHarness(CatalogueTime? catalogue, HarnessOverHttp? harness)
    {
        if (catalogue is not null)
        {
            Append($"""
                ## The whole catalogue in process

                {catalogue.Checks} checks and scenarios ({catalogue.Passed} passed) against the reference provider in process, one at a time, provider starts included: {catalogue.First.TotalSeconds:0.0} s in a fresh process,
                {catalogue.Median.TotalSeconds:0.0} s (median) once compiled. Aim: under {CatalogueTime.Aim.TotalSeconds:0} s.


                """);
        }

        if (harness is not null)
        {
            Append($"""
                ## The harness over HTTP

                {harness.Checks} checks against the reference provider in a process of its own, {HarnessOverHttp.Parallel} at a time as with `--parallel {HarnessOverHttp.Parallel}`, beside an HttpClient loop that sends
                the same requests ({harness.Requests:N0}, clean-up included: {harness.PerCheck:0.0} for each check) to the same server and reads the answers, {HarnessOverHttp.Parallel} chains at a time, and does nothing else.
                Medians of {options.Rounds} rounds after one to warm up, in turn.

                | | requests/s | µs CPU a request, client only |
                |---|---:|---:|
                | harness | {harness.Harness:N0} | {harness.HarnessCpu:0} |
                | bare loop | {harness.Bare:N0} | {harness.BareCpu:0} |
                | ratio (aim {HarnessOverHttp.Aim:0.0}) | {harness.Ratio:0.00} | |


                """);
        }
    }

    private static string Cell(Round round) => round == Round.Refused ? "refused" : round.PerSecond == 0 ? "none in time" : string.Create(CultureInfo.InvariantCulture, $"{round.PerSecond:N0} ({round.CpuMicroseconds:N0})");

    private void Append(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
