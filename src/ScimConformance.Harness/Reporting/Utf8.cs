using System.Text;

namespace ScimConformance.Harness;

/// <summary>Reads UTF-8 strictly: bytes that are none are not quietly replaced.</summary>
internal static class Utf8
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out string text)
    {
        try
        {
            text = Strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>The beginning of at most <paramref name="most"/> bytes, cut between characters where the bytes are UTF-8.</summary>
    public static ReadOnlyMemory<byte> Cut(ReadOnlyMemory<byte> bytes, int most)
    {
        if (bytes.Length <= most)
        {
            return bytes;
        }

        var length = most;
        while (length > most - 4 && (bytes.Span[length] & 0b1100_0000) == 0b1000_0000)
        {
            length--;
        }

        return bytes[..length];
    }
}
