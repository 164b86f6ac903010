using System.Buffers;
using System.Globalization;
using System.Text;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>A request as bytes go over the wire, well-formed or not.</summary>
internal sealed class FuzzRequest
{
    public required string Method { get; set; }

    /// <summary>Path and query; every character is one byte.</summary>
    public required string Target { get; set; }

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[] Body { get; set; } = [];

    /// <summary>Sent in pieces instead of with Content-Length.</summary>
    public bool Chunked { get; set; }

    /// <summary>How many bytes of the body are held back; the client then says that it has sent everything.</summary>
    public int HeldBack { get; set; }

    /// <summary>Whether the HTTP around it is broken, or larger than the server in front of the provider takes: that server may then answer in its own way, or hang up.</summary>
    public bool IsBrokenHttp { get; set; }

    /// <summary>The request line, for people.</summary>
    public override string ToString() => $"{Method} {(Target.Length > 300 ? Target[..300] + "…" : Target)}";

    public void WriteTo(ArrayBufferWriter<byte> output)
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Chunked)
            head.Append("Transfer-Encoding: chunked\r\n");
        else if (Body.Length > 0 || Method is "POST" or "PUT" or "PATCH")
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        Latin(output, head.Append("\r\n").ToString());
        if (Chunked)
            WriteChunks(output);
        else
            output.Write(Body.AsSpan(0, Math.Max(0, Body.Length - HeldBack)));
    }

    private void WriteChunks(ArrayBufferWriter<byte> output)
    {
        var size = Math.Max(1, Body.Length / 3);
        for (var start = 0; start < Body.Length; start += size)
        {
            var piece = Body.AsSpan(start, Math.Min(size, Body.Length - start));
            Latin(output, piece.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            output.Write(piece);
            Latin(output, "\r\n");
        }

        if (HeldBack == 0)
            Latin(output, "0\r\n\r\n");
    }

    private static void Latin(ArrayBufferWriter<byte> output, string text) => output.Advance(Encoding.Latin1.GetBytes(text, output.GetSpan(text.Length)));
}
