using System.Buffers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Endpoints;

/// <summary>Reads request bodies within the provider's own limits, which hold under a test server too.</summary>
internal static class RequestBody
{
    /// <summary>The JSON object in the body.</summary>
    /// <exception cref="ScimException">415 and 413; invalidSyntax where the body is not a well-formed JSON object.</exception>
    internal static ValueTask<JsonObject> ReadAsync(HttpRequest request, ScimLimits limits, CancellationToken cancel) =>
        ReadAsync(request, limits, MediaTypes.CheckBody, Parse, cancel);

    /// <summary>The body in whatever form a parser gives it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limits">Bounds on the body.</param>
    /// <param name="checkType">Refuses media types that are not taken; called before the body is read.</param>
    /// <param name="parse">Reads the body's bytes.</param>
    /// <param name="cancel">Cancels the operation.</param>
    /// <exception cref="ScimException">413 where the body is too long; and what the two functions throw.</exception>
    internal static async ValueTask<JsonObject> ReadAsync(
        HttpRequest request, ScimLimits limits, Action<HttpRequest> checkType, BodyParser parse, CancellationToken cancel)
    {
        if (request.ContentLength > limits.BodyBytes)
            throw TooLarge(limits);
        checkType(request);
        var reader = request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            if (read.Buffer.Length > limits.BodyBytes)
                throw TooLarge(limits);
            if (!read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return Parse(read.Buffer, limits, parse);
            }
            finally
            {
                // Also after a malformed body: otherwise Kestrel closes the connection under the client's next request.
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static JsonObject Parse(ReadOnlySequence<byte> buffer, ScimLimits limits, BodyParser parse)
    {
        if (buffer.IsEmpty)
            throw Malformed("The body is empty; send a JSON object.");
        if (buffer.IsSingleSegment)
            return parse(buffer.FirstSpan, limits);
        var copy = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        try
        {
            buffer.CopyTo(copy);
            return parse(copy.AsSpan(0, (int)buffer.Length), limits);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        }
    }

    /// <summary>The JSON object in some bytes.</summary>
    internal static JsonObject Parse(ReadOnlySpan<byte> utf8, ScimLimits limits)
    {
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        if (HasNul(utf8))
            throw Malformed("The body has the character NUL (\\u0000), which is not accepted.");
        return ScimJson.ParseObject(utf8, limits);
    }

    /// <summary>Whether a string escapes NUL; JSON does not allow it unescaped.</summary>
    private static bool HasNul(ReadOnlySpan<byte> utf8)
    {
        for (var start = 0; utf8[start..].IndexOf("\\u0000"u8) is >= 0 and var found; start += found + 1)
        {
            // A backslash before the escape would make it six ordinary characters.
            var before = utf8[..(start + found)];
            if ((before.Length - before.LastIndexOfAnyExcept((byte)'\\')) % 2 == 1)
                return true;
        }

        return false;
    }

    private static ScimException TooLarge(ScimLimits limits) =>
        ScimError.PayloadTooLarge($"The body is longer than {limits.BodyBytes} bytes, the most that is accepted.").ToException();

    private static ScimException Malformed(string detail) => ScimError.InvalidSyntax(detail).ToException();
}

/// <summary>Reads a body's bytes as an object.</summary>
internal delegate JsonObject BodyParser(ReadOnlySpan<byte> body, ScimLimits limits);
