using System.Text;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Tests.Wire;

/// <summary>Sees the true bytes between a client and a server on this machine, below everything that could respell them.</summary>
internal sealed class WireTap(Uri baseUrl, ScimCredentials credentials)
{
    private readonly Lock _lock = new();
    private readonly List<(bool Sent, List<byte> Bytes)> _turns = [];

    /// <summary>The server as a target whose traffic is tapped.</summary>
    public ScimTarget Target => new(baseUrl)
    {
        Credentials = credentials,
        CreateHandler = () => new SocketsHttpHandler
        {
            PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new TappedStream(context.PlaintextStream, Note)),
        },
    };

    /// <summary>What was sent, one text for each request; the host is <c>{host}</c>.</summary>
    public IReadOnlyList<string> Requests => Turns(sent: true);

    /// <summary>What came back, one text for each response; the host is <c>{host}</c>.</summary>
    public IReadOnlyList<string> Responses => Turns(sent: false);

    private List<string> Turns(bool sent)
    {
        lock (_lock)
        {
            return _turns.Where(t => t.Sent == sent)
                .Select(t => Encoding.UTF8.GetString(t.Bytes.ToArray()).Replace(baseUrl.Authority, "{host}", StringComparison.Ordinal)).ToList();
        }
    }

    private void Note(bool sent, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (bytes.Length > 0 && (_turns.Count == 0 || _turns[^1].Sent != sent))
            {
                _turns.Add((sent, []));
            }

            if (bytes.Length > 0)
            {
                _turns[^1].Bytes.AddRange(bytes);
            }
        }
    }
}
