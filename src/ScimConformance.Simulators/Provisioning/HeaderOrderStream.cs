using System.Globalization;
using System.Text;

namespace ScimConformance.Simulators.Provisioning;

/// <summary>Holds back the head of each HTTP/1.1 request until it is complete, and writes it on with its headers in order. Bodies have a Content-Length and pass through.</summary>
internal sealed class HeaderOrderStream(Stream inner, IReadOnlyList<string> order) : Stream
{
    private readonly List<byte> _head = [];
    private long _bodyLeft;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            if (_bodyLeft > 0)
            {
                var part = (int)Math.Min(_bodyLeft, buffer.Length);
                await inner.WriteAsync(buffer[..part], cancellationToken);
                _bodyLeft -= part;
                buffer = buffer[part..];
                continue;
            }

            var taken = TakeHead(buffer.Span);
            buffer = buffer[taken..];
            if (HeadIsComplete)
            {
                var head = Encoding.Latin1.GetString(_head.ToArray());
                _head.Clear();
                _bodyLeft = ContentLength(head);
                await inner.WriteAsync(Encoding.Latin1.GetBytes(HeaderOrder.Arrange(head, order)), cancellationToken);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => WriteAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool HeadIsComplete => _head.Count >= 4 && _head[^4] == '\r' && _head[^3] == '\n' && _head[^2] == '\r' && _head[^1] == '\n';

    private int TakeHead(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            _head.Add(bytes[i]);
            if (HeadIsComplete)
            {
                return i + 1;
            }
        }

        return bytes.Length;
    }

    private static long ContentLength(string head)
    {
        var line = head.Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return line is null ? 0 : long.Parse(line.AsSpan(line.IndexOf(':') + 1).Trim(), CultureInfo.InvariantCulture);
    }
}
