using System.Globalization;
using System.Text.Json;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Bulk;

/// <summary>What became of one operation (RFC 7644 section 3.7.3).</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Status">The status that the single request would have had.</param>
/// <param name="Location">The resource's URL; null for a POST that failed.</param>
/// <param name="Version">The resource's version afterwards, or null.</param>
/// <param name="Error">Why it failed, or null.</param>
internal sealed record BulkResult(BulkOperation Operation, int Status, string? Location, string? Version, ScimError? Error)
{
    internal static BulkResult Of(BulkOperation operation, int status, Representation shown) => new(operation, status, shown.Location, shown.Version, null);

    internal static BulkResult Failed(BulkOperation operation, ScimError error, string? location) => new(operation, error.Status, location, null, error);

    /// <summary>Writes the result. "status" is a plain string, as erratum 7916 settles. A resource is not repeated, which section 3.7 leaves to the server.</summary>
    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Location is not null)
            writer.WriteString("location"u8, Location);
        if (Operation.Method is { } method)
            writer.WriteString("method"u8, method);
        if (Operation.BulkId is { } bulkId)
            writer.WriteString("bulkId"u8, bulkId);
        if (Version is not null)
            writer.WriteString("version"u8, Version);
        writer.WriteString("status"u8, Status.ToString(CultureInfo.InvariantCulture));
        if (Error is not null)
        {
            writer.WritePropertyName("response"u8);
            Error.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>Everything of the response that comes before the first result.</summary>
    internal static void WriteStart(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("schemas"u8);
        writer.WriteStringValue(ScimUrn.BulkResponse);
        writer.WriteEndArray();
        writer.WriteStartArray("Operations"u8);
    }
}
