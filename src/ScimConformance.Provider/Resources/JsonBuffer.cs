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
        using var lease = Lease(state, write);
        return lease.Memory.ToArray();
    }

    /// <summary>The bytes that an action writes, good until the lease is disposed; nothing is copied.</summary>
    internal static JsonLease Lease<TState>(TState state, Action<Utf8JsonWriter, TState> write)
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
        return new JsonLease(output, json);
    }

    /// <summary>Keeps a pair for the next use on this thread, unless it has grown out of proportion.</summary>
    internal static void Return(ArrayBufferWriter<byte> output, Utf8JsonWriter json)
    {
        if (output.Capacity <= 1 << 20)
            (buffer, writer) = (output, json);
        else
            json.Dispose();
    }
}

/// <summary>Written JSON in a buffer that goes back for reuse.</summary>
internal readonly struct JsonLease(ArrayBufferWriter<byte> output, Utf8JsonWriter json) : IDisposable
{
    internal ReadOnlyMemory<byte> Memory => output.WrittenMemory;

    public void Dispose() => JsonBuffer.Return(output, json);
}
