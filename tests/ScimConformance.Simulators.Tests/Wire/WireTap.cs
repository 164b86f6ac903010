using System.Net;
using System.Net.Sockets;
using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Sees the true bytes between a client and a server on this machine, below everything that could respell them.</summary>
/// <param name="baseUrl">The server.</param>
/// <param name="credentials">What requests authenticate with.</param>
/// <param name="host">The name that the server has in requests, which then go one after the other in the order in which they were sent; null for its address, and no order.</param>
internal sealed class WireTap(Uri baseUrl, ScimCredentials credentials, string? host = null)
{
    private readonly Lock _lock = new();
    private readonly List<Exchanged> _exchanges = [];
    private readonly OneAtATime.Queue _queue = new();

    /// <summary>The server as a target whose traffic is tapped.</summary>
    public ScimTarget Target => new(host is null ? baseUrl : new UriBuilder(baseUrl) { Host = host, Port = -1 }.Uri)
    {
        Credentials = credentials,
        CreateHandler = NewHandler,
    };

    /// <summary>What was sent, one text for each request; the address is <c>{host}</c>.</summary>
    public IReadOnlyList<string> Requests => Exchanges.Select(e => e.Request).ToList();

    /// <summary>What came back, one text for each response; the address is <c>{host}</c>.</summary>
    public IReadOnlyList<string> Responses => Exchanges.Select(e => e.Response).Where(r => r.Length > 0).ToList();

    /// <summary>Each request with its response, in the order in which requests began; a response that did not come is empty.</summary>
    public IReadOnlyList<(string Request, string Response)> Exchanges
    {
        get
        {
            lock (_lock)
            {
                return _exchanges.Select(e => (ToText(e.Sent), ToText(e.Received))).ToList();
            }
        }
    }

    private HttpMessageHandler NewHandler()
    {
        var sockets = new SocketsHttpHandler
        {
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new TappedStream(context.PlaintextStream, new Connection(this).Note)),
        };
        if (host is null)
        {
            return sockets;
        }

        sockets.ConnectCallback = ConnectAsync;
        return new OneAtATime(sockets, _queue);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, baseUrl.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private string ToText(List<byte> bytes) => Encoding.UTF8.GetString(bytes.ToArray()).Replace(baseUrl.Authority, "{host}", StringComparison.Ordinal);

    /// <summary>The bytes of one request and of its response.</summary>
    private sealed record Exchanged(List<byte> Sent, List<byte> Received);

    /// <summary>One connection, on which a request begins where bytes are sent after some were received.</summary>
    private sealed class Connection(WireTap tap)
    {
        private Exchanged? _now;

        public void Note(bool sent, ReadOnlySpan<byte> bytes)
        {
            if (bytes.IsEmpty)
            {
                return;
            }

            lock (tap._lock)
            {
                if (_now is null || (sent && _now.Received.Count > 0))
                {
                    tap._exchanges.Add(_now = new Exchanged([], []));
                }

                (sent ? _now.Sent : _now.Received).AddRange(bytes);
            }
        }
    }
}
