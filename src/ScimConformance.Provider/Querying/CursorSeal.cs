using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Querying;

/// <summary>
/// Turns cursors into text and back (RFC 9865). Nothing is kept between requests: the text holds all there is to know, and any node with the same
/// key can read it. It is encrypted and authenticated together with the query it belongs to, so that what is damaged, made up or taken from another
/// query is told from what was given out. A cursor grants nothing: whoever forged one would read what the query shows anyway.
/// </summary>
/// <param name="key">The key, 32 bytes.</param>
/// <param name="timeout">How long a cursor can be used.</param>
/// <param name="clock">Tells when a cursor was given out, and whether it is too late.</param>
internal sealed class CursorSeal(byte[] key, TimeSpan timeout, TimeProvider clock)
{
    private const byte Version = 1;
    private const int LongestText = 4096;

    private static readonly int NonceSize = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagSize = AesGcm.TagByteSizes.MaxSize;

    /// <summary>The cursor as text of letters, digits, "-" and "_".</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="query">The query that it belongs to.</param>
    internal string Close(Cursor cursor, string query)
    {
        var plain = Write(cursor, clock.GetUtcNow().ToUnixTimeMilliseconds());
        var text = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(text.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(text.AsSpan(0, NonceSize), plain, text.AsSpan(NonceSize, plain.Length), text.AsSpan(NonceSize + plain.Length), Encoding.UTF8.GetBytes(query));
        return Base64Url.EncodeToString(text);
    }

    /// <summary>Reads a cursor.</summary>
    /// <param name="text">What the client sent.</param>
    /// <param name="query">The query with which it was sent.</param>
    /// <exception cref="ScimException">invalidCursor: not a cursor of this query. expiredCursor: it was one.</exception>
    internal Cursor Open(string text, string query)
    {
        if (Decode(text) is not { } sealedBytes || Decrypt(sealedBytes, Encoding.UTF8.GetBytes(query)) is not { } plain || Read(plain) is not var (cursor, issued))
            throw ScimError.InvalidCursor(
                "\"cursor\" is not one that was given out for this query; send the \"nextCursor\" of the page before with the same parameters, or an empty cursor to begin.").ToException();
        if (clock.GetUtcNow().ToUnixTimeMilliseconds() - issued > timeout.TotalMilliseconds)
            throw ScimError.ExpiredCursor(
                $"\"cursor\" was given out more than {(long)timeout.TotalSeconds} seconds ago; begin again with an empty cursor.").ToException();
        return cursor;
    }

    private static byte[]? Decode(string text)
    {
        if (text.Length > LongestText)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length < NonceSize + TagSize)
            return null;
        Array.Resize(ref bytes, length);
        // Only one spelling is ours: no padding, no white space, no stray bits at the end.
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }

    private byte[]? Decrypt(byte[] text, byte[] query)
    {
        var plain = new byte[text.Length - NonceSize - TagSize];
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(text.AsSpan(0, NonceSize), text.AsSpan(NonceSize, plain.Length), text.AsSpan(NonceSize + plain.Length), plain, query);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Write(Cursor cursor, long issued)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Version);
        writer.Write(issued);
        writer.Write7BitEncodedInt(cursor.Type);
        writer.Write7BitEncodedInt64(cursor.Position);
        writer.Write(cursor.Count ?? -1);
        writer.Write7BitEncodedInt(cursor.Total);
        writer.Write(cursor.Key.Text is not null);
        if (cursor.Key.Text is { } text)
            writer.Write(text);
        writer.Write(cursor.Key.Number is not null);
        if (cursor.Key.Number is { } number)
            writer.Write(number);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Null for what is not a cursor; whoever knows a configured key can make up even what is authentic.</summary>
    private static (Cursor Cursor, long Issued)? Read(byte[] plain)
    {
        using var reader = new BinaryReader(new MemoryStream(plain));
        try
        {
            if (reader.ReadByte() != Version)
                return null;
            var issued = reader.ReadInt64();
            var (type, position, count, total) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt64(), reader.ReadInt32(), reader.Read7BitEncodedInt());
            var key = new SortKey(reader.ReadBoolean() ? reader.ReadString() : null, reader.ReadBoolean() ? reader.ReadDecimal() : null);
            return type < 0 || position < 0 || total < 0 ? null : (new Cursor(type, position, key, count < 0 ? null : count, total), issued);
        }
        catch (Exception exception) when (exception is IOException or FormatException)
        {
            return null;
        }
    }
}
