using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using ScimConformance.Provider;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>Sends spoilt requests to the reference provider over real sockets and holds every answer against <see cref="AnswerRules"/>.</summary>
public static class FuzzRun
{
    private const int MostFindings = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Runs it.</summary>
    /// <param name="options">How long, from which seed, against which store.</param>
    /// <param name="say">Hears how far it is; null for nobody.</param>
    public static async Task<FuzzReport> RunAsync(FuzzOptions options, Action<string>? say = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var reference = new ReferenceOptions
        {
            Store = options.Store,
            Credentials = { ScimCredential.Bearer(ReferenceProvider.Token) },
            Configure = provider => provider.OAuth.Clients.Add(new ScimOAuthClient { Id = "fuzz", Secrets = [new ScimClientSecret("fuzz-secret-fuzz-secret-fuzz-secret")] }),
        };
        await using var app = ReferenceApplication.Create(reference);
        await app.StartAsync();
        var address = new Uri(app.Urls.First());
        var state = new State(new IPEndPoint(IPAddress.Loopback, address.Port), new KnownThings(), address.Authority);
        // What a first thousand requests leave behind (code, pools, buffers) is no leak.
        var warmUp = Math.Min(options.Requests / 10, 20_000);
        await RunAsync(state, options, 0, warmUp, null);
        // A store that is kept may hold resources of an earlier run.
        await RemoveAllAsync(state);
        var (heapBefore, workingSetBefore) = Memory();
        var clock = Stopwatch.StartNew();
        await RunAsync(state, options, warmUp, options.Requests, say);
        var elapsed = clock.Elapsed;
        await RemoveAllAsync(state);
        var (heapAfter, workingSetAfter) = Memory();
        return new FuzzReport(
            options.Requests, elapsed, state.Statuses.ToDictionary(), [.. state.Findings], TimeSpan.FromTicks(state.SlowestTicks), state.Slowest,
            heapBefore, heapAfter, workingSetBefore, workingSetAfter, Process.GetCurrentProcess().PeakWorkingSet64);
    }

    private static async Task RunAsync(State state, FuzzOptions options, int from, int to, Action<string>? say)
    {
        var next = from - 1;
        var step = Math.Max(1, options.Requests / 20);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => Task.Run(async () =>
        {
            using var connection = new RawConnection(state.Server, Patience);
            var seeds = new RequestSeeds(state.Known, state.Host);
            for (int number; (number = Interlocked.Increment(ref next)) < to && state.Findings.Count < MostFindings;)
            {
                // Each request follows from the seed and its number, but for what was learnt from answers.
                var random = new Random(unchecked((options.Seed * 486_187_739) + number));
                var request = seeds.Next(random);
                RequestMutator.Change(random, request);
                state.Note(number, request, await connection.ExchangeAsync(request));
                if (number % step == 0)
                    say?.Invoke($"{number} requests, {state.Findings.Count} findings, heap {GC.GetTotalMemory(false) >> 20} MiB");
            }
        })));
    }

    /// <summary>Removes every resource, so that what is left in memory is not what is kept on purpose.</summary>
    private static async Task RemoveAllAsync(State state)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{state.Host}") };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ReferenceProvider.Token);
        while (true)
        {
            var page = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri(ReferenceProvider.BasePath + "?count=100&attributes=id", UriKind.Relative)))!;
            var found = page["Resources"]!.AsArray();
            if (found.Count == 0)
                return;
            foreach (var resource in found)
            {
                foreach (var endpoint in new[] { "/Users/", "/Groups/" })
                {
                    var path = endpoint + (string)resource!["id"]!;
                    using var reply = await http.DeleteAsync(new Uri(ReferenceProvider.BasePath + path, UriKind.Relative));
                    state.Known.Forget(path);
                }
            }
        }
    }

    private static (long Heap, long WorkingSet) Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64);
    }

    private sealed class State(IPEndPoint server, KnownThings known, string host)
    {
        private readonly Lock gate = new();

        public IPEndPoint Server { get; } = server;

        public KnownThings Known { get; } = known;

        public string Host { get; } = host;

        public ConcurrentDictionary<int, int> Statuses { get; } = new();

        public ConcurrentQueue<FuzzFinding> Findings { get; } = new();

        public long SlowestTicks { get; private set; }

        public string Slowest { get; private set; } = "";

        public void Note(int number, FuzzRequest request, in RawAnswer answer)
        {
            Statuses.AddOrUpdate(answer.Status, 1, static (_, count) => count + 1);
            if (AnswerRules.Judge(request, answer, Known) is { } wrong && Findings.Count < MostFindings)
            {
                var sent = new ArrayBufferWriter<byte>();
                request.WriteTo(sent);
                Findings.Enqueue(new FuzzFinding(number, wrong, answer.Status, Encoding.Latin1.GetString(sent.WrittenSpan), Encoding.UTF8.GetString(answer.Body.Span)));
            }

            if (request.Method == "DELETE" && answer.Status == 404)
                Known.Forget(request.Target.Replace(ReferenceProvider.BasePath, "", StringComparison.Ordinal));
            if (answer.Elapsed.Ticks <= SlowestTicks)
                return;
            lock (gate)
                if (answer.Elapsed.Ticks > SlowestTicks)
                    (SlowestTicks, Slowest) = (answer.Elapsed.Ticks, request.ToString());
        }
    }
}

/// <summary>What a run does.</summary>
/// <param name="Requests">How many requests are sent.</param>
/// <param name="Seed">From what everything follows but the answers.</param>
/// <param name="Connections">How many connections send at the same time.</param>
/// <param name="Store">Where the provider keeps resources: see <see cref="ReferenceOptions.Store"/>.</param>
public sealed record FuzzOptions(int Requests, int Seed = 1, int Connections = 32, string Store = "memory");

/// <summary>What a run saw.</summary>
/// <param name="Requests">How many requests were to be sent.</param>
/// <param name="Elapsed">How long they took, without the warm-up.</param>
/// <param name="Statuses">How many answers had which status; 0 where the server hung up on a request that is no HTTP, -1 where no answer came in time.</param>
/// <param name="Findings">Answers that must not be.</param>
/// <param name="Slowest">The longest time to an answer.</param>
/// <param name="SlowestRequest">The request that it answered.</param>
/// <param name="HeapBefore">Bytes on the managed heap after the warm-up, all resources removed, garbage collected.</param>
/// <param name="HeapAfter">The same at the end.</param>
/// <param name="WorkingSetBefore">Bytes of the process after the warm-up; the client is part of it.</param>
/// <param name="WorkingSetAfter">The same at the end.</param>
/// <param name="WorkingSetPeak">The most there were.</param>
public sealed record FuzzReport(
    int Requests, TimeSpan Elapsed, IReadOnlyDictionary<int, int> Statuses, IReadOnlyList<FuzzFinding> Findings, TimeSpan Slowest, string SlowestRequest,
    long HeapBefore, long HeapAfter, long WorkingSetBefore, long WorkingSetAfter, long WorkingSetPeak);

/// <summary>An answer that must not be.</summary>
/// <param name="Number">The request's number in the run.</param>
/// <param name="Wrong">What is wrong.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Request">The request as sent.</param>
/// <param name="Answer">The answer's body.</param>
public sealed record FuzzFinding(int Number, string Wrong, int Status, string Request, string Answer);
