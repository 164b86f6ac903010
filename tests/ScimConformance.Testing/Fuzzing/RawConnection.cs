using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>One connection to a server, over which anything can be sent. It is opened again when the server closes it.</summary>
internal sealed class RawConnection(IPEndPoint server, TimeSpan patience) : IDisposable
{
    private readonly ArrayBufferWriter<byte> sending = new(64 * 1024);
    private byte[] received = new byte[256 * 1024];
    private Socket? socket;

    /// <summary>Sends a request and reads the answer. The answer's body is good until the next call.</summary>
    /// <remarks>A server may close a connection that has been used before the next request reaches it: that one is sent again, over a new connection (RFC 9112 section 9.3.1).</remarks>
    public async Task<RawAnswer> ExchangeAsync(FuzzRequest request)
    {
        var used = socket is not null;
        var answer = await TryAsync(request);
        return used && answer.Status == 0 && !request.IsBrokenHttp ? await TryAsync(request) : answer;
    }

    private async Task<RawAnswer> TryAsync(FuzzRequest request)
    {
        sending.ResetWrittenCount();
        request.WriteTo(sending);
        var started = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(patience);
        try
        {
            socket ??= await ConnectAsync(limit.Token);
            var refused = !await SendAsync(socket, request, limit.Token);
            var answer = await ReceiveAsync(socket, request.Method, limit.Token);
            if (refused || answer.Closes || request.HeldBack > 0 || request.IsBrokenHttp || answer.Status == 0)
                Close();
            return answer with { Elapsed = Stopwatch.GetElapsedTime(started) };
        }
        catch (SocketException)
        {
            Close();
            return new RawAnswer(0, "", ReadOnlyMemory<byte>.Empty, true, Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException)
        {
            Close();
            return new RawAnswer(RawAnswer.Hung, "", ReadOnlyMemory<byte>.Empty, true, Stopwatch.GetElapsedTime(started));
        }
    }

    public void Dispose() => Close();

    private async Task<Socket> ConnectAsync(CancellationToken cancel)
    {
        var connected = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await connected.ConnectAsync(server, cancel);
        return connected;
    }

    private async Task<bool> SendAsync(Socket to, FuzzRequest request, CancellationToken cancel)
    {
        try
        {
            for (var rest = sending.WrittenMemory; !rest.IsEmpty;)
                rest = rest[await to.SendAsync(rest, cancel)..];
            if (request.HeldBack > 0)
                to.Shutdown(SocketShutdown.Send);
            return true;
        }
        catch (SocketException)
        {
            // The server has answered before it was told everything, and hung up: the answer may still be there.
            return false;
        }
    }

    private async Task<RawAnswer> ReceiveAsync(Socket from, string method, CancellationToken cancel)
    {
        var (used, head) = (0, -1);
        while (true)
        {
            while ((head = received.AsSpan(0, used).IndexOf("\r\n\r\n"u8)) < 0)
                if (await MoreAsync(from, used, cancel) is var more && more == 0)
                    return new RawAnswer(0, "", ReadOnlyMemory<byte>.Empty, true, default);
                else
                    used += more;
            if (!received.AsSpan().StartsWith("HTTP/1.1 100"u8))
                break;
            received.AsSpan(head + 4, used - head - 4).CopyTo(received);
            used -= head + 4;
        }

        var lines = Encoding.Latin1.GetString(received, 0, head).Split("\r\n");
        var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
        var closes = Header(lines, "Connection") == "close";
        var start = head + 4;
        if (method == "HEAD" || status is 204 or 304)
            return new RawAnswer(status, Header(lines, "Content-Type"), ReadOnlyMemory<byte>.Empty, closes, default);
        var chunked = Header(lines, "Transfer-Encoding") == "chunked";
        var length = int.TryParse(Header(lines, "Content-Length"), CultureInfo.InvariantCulture, out var announced) ? announced : 0;
        while (chunked ? !received.AsSpan(start, used - start).EndsWith("0\r\n\r\n"u8) : used - start < length)
            if (await MoreAsync(from, used, cancel) is var more && more == 0)
                return new RawAnswer(0, "", ReadOnlyMemory<byte>.Empty, true, default);
            else
                used += more;
        return new RawAnswer(status, Header(lines, "Content-Type"), chunked ? Joined(start, used) : received.AsMemory(start, length), closes, default);
    }

    private async Task<int> MoreAsync(Socket from, int used, CancellationToken cancel)
    {
        if (used == received.Length)
            Array.Resize(ref received, used * 2);
        try
        {
            return await from.ReceiveAsync(received.AsMemory(used), cancel);
        }
        catch (SocketException)
        {
            return 0;
        }
    }

    private byte[] Joined(int start, int end)
    {
        var body = new List<byte>();
        while (start < end)
        {
            var line = received.AsSpan(start, end - start).IndexOf("\r\n"u8);
            var size = int.Parse(Encoding.Latin1.GetString(received, start, line), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            body.AddRange(received.AsSpan(start + line + 2, size));
            start += line + 2 + size + 2;
        }

        return [.. body];
    }

    private static string Header(string[] lines, string name)
    {
        foreach (var line in lines.AsSpan(1))
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        return "";
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}

/// <summary>An answer as it came.</summary>
/// <param name="Status">The status; 0 where the server hung up, <see cref="Hung"/> where no answer came in time.</param>
/// <param name="MediaType">The Content-Type header; empty where there is none.</param>
/// <param name="Body">The body.</param>
/// <param name="Closes">Whether the server closes the connection.</param>
/// <param name="Elapsed">From sending the first byte to having read the last.</param>
internal readonly record struct RawAnswer(int Status, string MediaType, ReadOnlyMemory<byte> Body, bool Closes, TimeSpan Elapsed)
{
    internal const int Hung = -1;
}
