using System.Buffers;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Bulk;

/// <summary>
/// The bytes of a job, in one rented buffer and nowhere else: they are taken out of the server's buffers as they come in, and "data" of an
/// operation becomes a tree only while that operation is executed. The whole has to be there before the first operation is executed, since a job
/// that is too long or no JSON must change nothing, and an operation may refer to a later one.
/// </summary>
internal sealed class BulkBody : IDisposable
{
    private byte[] buffer;
    private int length;

    private BulkBody(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    internal ReadOnlySpan<byte> Utf8 => buffer.AsSpan(0, length);

    /// <summary>A body that is in memory already.</summary>
    internal static BulkBody Of(ReadOnlySpan<byte> utf8)
    {
        var body = new BulkBody(utf8.Length) { length = utf8.Length };
        utf8.CopyTo(body.buffer);
        return body;
    }

    /// <summary>The body of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">The most bytes that are taken.</param>
    /// <param name="checkType">Refuses media types that are not taken.</param>
    /// <param name="cancel">Cancels the operation.</param>
    /// <exception cref="ScimException">415; 413 where the body is longer than allowed, before it is parsed.</exception>
    internal static async ValueTask<BulkBody> ReadAsync(HttpRequest request, int maxBytes, Action<HttpRequest> checkType, CancellationToken cancel)
    {
        if (request.ContentLength > maxBytes)
            throw TooLarge(maxBytes);
        checkType(request);
        // Somebody may announce much and send nothing.
        var body = new BulkBody((int)Math.Min(request.ContentLength + 1 ?? 16 * 1024, 1024 * 1024 + 1));
        var isWhole = false;
        try
        {
            while (!isWhole)
            {
                var read = await request.BodyReader.ReadAsync(cancel);
                if (body.length + read.Buffer.Length > maxBytes)
                    throw TooLarge(maxBytes);
                body.Append(read.Buffer);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                isWhole = read.IsCompleted;
            }

            return body;
        }
        finally
        {
            if (!isWhole)
                body.Dispose();
        }
    }

    /// <summary>Gives the buffer back, emptied: it may hold passwords.</summary>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        (buffer, length) = ([], 0);
    }

    private void Append(ReadOnlySequence<byte> more)
    {
        if (length + more.Length > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(length + more.Length, Math.Min(Array.MaxLength, 2L * buffer.Length)));
            Utf8.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            buffer = larger;
        }

        more.CopyTo(buffer.AsSpan(length));
        length += (int)more.Length;
    }

    private static ScimException TooLarge(int maxBytes) =>
        ScimError.PayloadTooLarge($"The size of the bulk operation exceeds the maxPayloadSize ({maxBytes}).").ToException();
}
