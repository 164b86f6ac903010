using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ScimConformance.Provider.Resources;

/// <summary>Writes JSON into memory with one writer a thread.</summary>
internal static class JsonBuffer
{
    // The body is application/scim+json and never part of a page, so only what JSON itself demands is escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? writer;

    /// <summary>The bytes that an action writes.</summary>
    internal static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> write)
    {
        // Taken out of their fields while in use, so that an action that writes JSON itself gets another pair.
        var (output, json) = (buffer ?? new ArrayBufferWriter<byte>(2048), writer);
        (buffer, writer) = (null, null);
        output.ResetWrittenCount();
        if (json is null)
            json = new Utf8JsonWriter(output, Options);
        else
            json.Reset(output);
        write(json, state);
        json.Flush();
        var bytes = output.WrittenSpan.ToArray();
        if (output.Capacity <= 1 << 20)
            (buffer, writer) = (output, json);
        else
            json.Dispose();
        return bytes;
    }
}
