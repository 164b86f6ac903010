using System.Text.Json;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Schemas;

namespace ScimConformance.Protocol.Messages;

/// <summary>A page of resources (RFC 7644 section 3.4.2).</summary>
/// <param name="TotalResults">How many resources match, on all pages.</param>
/// <param name="Resources">The resources of this page.</param>
/// <param name="StartIndex">One-based index of the page's first resource; null where the answer is not paged.</param>
/// <param name="ItemsPerPage">How many resources are on this page; null where the answer is not paged.</param>
/// <param name="NextCursor">With what to ask for the next page when paging by cursor (RFC 9865); null on the last page.</param>
/// <param name="PreviousCursor">With what to ask for the page before; null on the first page, and where the provider does not page backwards.</param>
public sealed record ListResponse(
    int TotalResults, IReadOnlyList<JsonNode> Resources, int? StartIndex = null, int? ItemsPerPage = null, string? NextCursor = null, string? PreviousCursor = null)
{
    /// <summary>Writes the message. "Resources" is written even when empty, since clients stumble over its absence.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        WriteStart(writer, TotalResults, StartIndex, ItemsPerPage, NextCursor, PreviousCursor);
        foreach (var resource in Resources)
            resource.WriteTo(writer);
        WriteEnd(writer);
    }

    /// <summary>Writes the message up to the opening of "Resources", for callers that write resources one by one.</summary>
    public static void WriteStart(
        Utf8JsonWriter writer, int totalResults, int? startIndex, int? itemsPerPage, string? nextCursor = null, string? previousCursor = null)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(ScimUrn.ListResponse);
        writer.WriteEndArray();
        writer.WriteNumber("totalResults"u8, totalResults);
        if (startIndex is { } start)
            writer.WriteNumber("startIndex"u8, start);
        if (itemsPerPage is { } items)
            writer.WriteNumber("itemsPerPage"u8, items);
        if (previousCursor is not null)
            writer.WriteString("previousCursor"u8, previousCursor);
        if (nextCursor is not null)
            writer.WriteString("nextCursor"u8, nextCursor);
        writer.WriteStartArray("Resources"u8);
    }

    /// <summary>Closes what <see cref="WriteStart"/> opened.</summary>
    public static void WriteEnd(Utf8JsonWriter writer)
    {
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads the message. A missing "Resources" is an empty page, as RFC 7644 allows where nothing matches.</summary>
    /// <exception cref="ScimException">invalidSyntax: not a ListResponse.</exception>
    public static ListResponse Parse(JsonNode? body)
    {
        var message = MessageReader.Open(body, ScimUrn.ListResponse);
        return new ListResponse(
            message.OptionalInteger("totalResults") ?? throw message.Wrong("totalResults", "an integer", null),
            [.. message.Objects("Resources").Select(r => r.Json)],
            message.OptionalInteger("startIndex"),
            message.OptionalInteger("itemsPerPage"),
            message.OptionalString("nextCursor"),
            message.OptionalString("previousCursor"));
    }
}
