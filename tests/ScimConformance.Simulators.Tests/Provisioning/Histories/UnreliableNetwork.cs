using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Simulators.Tests.Provisioning.Histories;

/// <summary>Stands before a provider and now and then does what networks and busy servers do: 429, 503, a connection that does not come about, an answer that is lost, and none at all.</summary>
internal sealed class UnreliableNetwork(Random random)
{
    private readonly Random _random = random;
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    /// <summary>How many of a thousand requests meet something.</summary>
    public int PerThousand { get; set; }

    /// <summary>How many did so far.</summary>
    public int Incidents { get; private set; }

    /// <summary>Resources whose creation was carried out and whose answer was lost.</summary>
    public IReadOnlySet<string> CreatedUnknowingly => _unknown;

    /// <summary>The clock of time-outs: nobody waits for them here.</summary>
    public ImpatientClock Clock { get; } = new();

    public HttpMessageHandler Before(HttpMessageHandler inner) => new Handler(this, inner);

    private sealed class Handler(UnreliableNetwork network, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (network.PerThousand == 0 || network._random.Next(1000) >= network.PerThousand)
            {
                return await base.SendAsync(request, cancellationToken);
            }

            network.Incidents++;
            switch (network._random.Next(6))
            {
                case 0:
                    return Refusal(HttpStatusCode.TooManyRequests, retryAfter: "1");
                case 1:
                    return Refusal(HttpStatusCode.ServiceUnavailable, network._random.Next(2) == 0 ? "2" : null);
                case 2:
                    throw new HttpRequestException("Connection refused");
                case 3:
                    network.Clock.RunOut();
                    cancellationToken.ThrowIfCancellationRequested();
                    throw new InvalidOperationException("Nobody waited with a time-out.");
                case 4:
                    await NoteAsync(await base.SendAsync(request, cancellationToken));
                    network.Clock.RunOut();
                    cancellationToken.ThrowIfCancellationRequested();
                    throw new InvalidOperationException("Nobody waited with a time-out.");
                default:
                    await NoteAsync(await base.SendAsync(request, cancellationToken));
                    throw new HttpRequestException("Connection reset by peer");
            }
        }

        private async Task NoteAsync(HttpResponseMessage lost)
        {
            if (lost.StatusCode == HttpStatusCode.Created)
            {
                network._unknown.Add((string)JsonNode.Parse(await lost.Content.ReadAsStringAsync())!["id"]!);
            }
        }

        private static HttpResponseMessage Refusal(HttpStatusCode status, string? retryAfter)
        {
            var answer = new HttpResponseMessage(status)
            {
                Content = new StringContent("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"503"}""", Encoding.UTF8, "application/scim+json"),
            };
            if (retryAfter is not null)
            {
                answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return answer;
        }
    }
}

/// <summary>A clock whose timers run out when they are told to.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];

    /// <summary>Lets every timer that waits run out.</summary>
    public void RunOut()
    {
        List<Pending> due;
        lock (_lock)
        {
            due = [.. _pending];
            _pending.Clear();
        }

        due.ForEach(t => t.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Pending(this, callback, state);
        lock (_lock)
        {
            _pending.Add(timer);
        }

        return timer;
    }

    private sealed class Pending(ImpatientClock clock, TimerCallback callback, object? state) : ITimer
    {
        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            lock (clock._lock)
            {
                clock._pending.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
