using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ScimConformance.Harness;

/// <summary>A line of a journal.</summary>
/// <param name="Event">What happened: one of the constants.</param>
/// <param name="Entry">The number of the announcement that it belongs to.</param>
internal sealed record JournalLine(string Event, long? Entry)
{
    public const string Announced = "announced";
    public const string Created = "created";
    public const string NothingCreated = "nothingCreated";
    public const string Removed = "removed";

    private static readonly JsonSerializerOptions OneLine = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public string? Time { get; init; }

    public string? BaseUrl { get; init; }

    public string? Prefix { get; init; }

    public string? Method { get; init; }

    public string? Endpoint { get; init; }

    public string? Name { get; init; }

    public string? Target { get; init; }

    public int? Status { get; init; }

    /// <summary>The line with its end.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, OneLine), (byte)'\n'];

    /// <summary>Reads a line; null when it is none.</summary>
    public static JournalLine? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, OneLine) is { Event: not null } parsed ? parsed : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
