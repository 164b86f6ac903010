using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;

namespace ScimConformance.Provider.Endpoints;

/// <summary>Reads request bodies within the provider's own limits, which hold under a test server too.</summary>
internal static class RequestBody
{
    /// <summary>The JSON object in the body.</summary>
    /// <exception cref="ScimException">415 and 413; invalidSyntax where the body is not a well-formed JSON object.</exception>
    internal static async ValueTask<JsonObject> ReadAsync(HttpRequest request, ScimLimits limits, CancellationToken cancel)
    {
        if (request.ContentLength > limits.BodyBytes)
            throw TooLarge(limits);
        MediaTypes.CheckBody(request);
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
                return Parse(read.Buffer, limits);
            }
            finally
            {
                // Also after a malformed body: otherwise Kestrel closes the connection under the client's next request.
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static JsonObject Parse(ReadOnlySequence<byte> buffer, ScimLimits limits)
    {
        if (buffer.IsEmpty)
            throw Malformed("The body is empty; send a JSON object.");
        if (buffer.IsSingleSegment)
            return Parse(buffer.FirstSpan, limits);
        var copy = ArrayPool<byte>.Shared.Rent((int)buffer.Length);
        try
        {
            buffer.CopyTo(copy);
            return Parse(copy.AsSpan(0, (int)buffer.Length), limits);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy, clearArray: true);
        }
    }

    private static JsonObject Parse(ReadOnlySpan<byte> utf8, ScimLimits limits)
    {
        if (!Utf8.IsValid(utf8))
            throw Malformed("The body is not valid UTF-8.");
        if (utf8.StartsWith("\uFEFF"u8))
            utf8 = utf8["\uFEFF"u8.Length..];
        // Only an escape can bring in what UTF-8 and JSON do not allow by themselves.
        if (utf8.IndexOf("\\u"u8) >= 0)
            CheckEscapes(utf8, limits);
        return ScimJson.ParseObject(utf8, limits);
    }

    private static void CheckEscapes(ReadOnlySpan<byte> utf8, ScimLimits limits)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.JsonDepth });
        while (TryRead(ref reader))
        {
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
                continue;
            string text;
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                throw Malformed($"The string that starts at byte {reader.TokenStartIndex} has half of a surrogate pair.");
            }

            if (text.Contains('\0'))
                throw Malformed($"The string that starts at byte {reader.TokenStartIndex} has the character NUL (\\u0000), which is not accepted.");
        }
    }

    /// <summary>The next token; false at the end and where the text stops being JSON, which the parser then words.</summary>
    private static bool TryRead(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static ScimException TooLarge(ScimLimits limits) =>
        ScimError.PayloadTooLarge($"The body is longer than {limits.BodyBytes} bytes, the most that is accepted.").ToException();

    private static ScimException Malformed(string detail) => ScimError.InvalidSyntax(detail).ToException();
}
