using System.Text.Json;
using ScimConformance.Protocol;
using ScimConformance.Protocol.Messages;
using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>
/// Goes through the body of a job once, token by token: checks that it is JSON of the right form with no more operations than allowed, and notes
/// where the data of each operation is. What is wrong with the job as a whole is thrown; what is wrong with one operation is noted with it.
/// </summary>
internal static class BulkJobReader
{
    /// <summary>How much deeper data is nested in a job than in a request of its own.</summary>
    private const int Wrapping = 3;

    /// <summary>Reads a job.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="limits">Bounds on depth.</param>
    /// <param name="maxOperations">The most operations that are taken.</param>
    /// <param name="urn">What "schemas" must have.</param>
    /// <param name="needsSchemas">Whether "schemas" must be there.</param>
    /// <exception cref="ScimException">invalidSyntax or invalidValue: this is no job. 413: it has too many operations.</exception>
    internal static BulkJob Read(ReadOnlySpan<byte> utf8, ScimLimits limits, int maxOperations, string urn, bool needsSchemas = true)
    {
        var start = utf8.StartsWith("\uFEFF"u8) ? "\uFEFF"u8.Length : 0;
        if (utf8.Length == start)
            throw Malformed("The body is empty; send a JSON object.");
        var depth = limits.JsonDepth + Wrapping;
        var reader = new Utf8JsonReader(utf8[start..], new JsonReaderOptions { MaxDepth = depth });
        try
        {
            return Read(ref reader, start, maxOperations, urn, needsSchemas);
        }
        catch (JsonException e)
        {
            throw Malformed($"The body is not valid JSON of at most {depth} levels (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}): {e.Message}");
        }
        catch (InvalidOperationException)
        {
            throw Malformed($"The body has a string near byte {reader.TokenStartIndex} that is not valid Unicode.");
        }
    }

    private static BulkJob Read(ref Utf8JsonReader reader, int start, int maxOperations, string urn, bool needsSchemas)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Malformed("The body must be a JSON object.");
        var seen = new HashSet<string>(AttributeNames.Comparer);
        var isBulkRequest = !needsSchemas;
        int? failOnErrors = null;
        List<BulkOperation>? operations = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!seen.Add(name))
                throw Malformed($"The body has the name \"{Shown.Text(name)}\" twice (letter case does not count).");
            reader.Read();
            if (AttributeNames.Same(name, "schemas"))
                isBulkRequest = HasUrn(ref reader, urn);
            else if (AttributeNames.Same(name, "failOnErrors"))
                failOnErrors = ReadFailOnErrors(ref reader);
            else if (AttributeNames.Same(name, "Operations"))
                operations = ReadOperations(ref reader, start, maxOperations);
            else
                reader.Skip();
        }

        reader.Read(); // Throws where anything but white space follows.
        if (!isBulkRequest)
            throw Malformed($"\"schemas\" must be an array that contains \"{urn}\".");
        if (operations is not { Count: > 0 })
            throw Malformed("\"Operations\" must be an array of one or more operations.");
        return new BulkJob(Distinct(operations), failOnErrors);
    }

    private static bool HasUrn(ref Utf8JsonReader reader, string urn)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var found = false;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            if (reader.TokenType == JsonTokenType.String)
                found |= ScimUrn.Same(reader.GetString(), urn);
            else
                reader.Skip();
        return found;
    }

    private static int? ReadFailOnErrors(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number > 0)
            return (int)Math.Min(number, int.MaxValue);
        throw ScimError.InvalidValue("\"failOnErrors\" must be an integer, 1 or more: the number of errors after which the rest is left alone.").ToException();
    }

    private static List<BulkOperation> ReadOperations(ref Utf8JsonReader reader, int start, int maxOperations)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Malformed("\"Operations\" must be an array of one or more operations.");
        var operations = new List<BulkOperation>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (operations.Count == maxOperations)
                throw ScimError.PayloadTooLarge($"The number of operations exceeds maxOperations ({maxOperations}); none was executed.").ToException();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Malformed($"\"Operations[{operations.Count}]\" must be an object.");
            operations.Add(BulkOperationReader.Read(ref reader, start));
        }

        return operations;
    }

    /// <summary>A bulkId that stands twice is one that nobody can refer to: the second operation is wrong.</summary>
    private static List<BulkOperation> Distinct(List<BulkOperation> operations)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < operations.Count; i++)
            if (operations[i] is { BulkId: { } bulkId, Method: "POST" } && !known.Add(bulkId))
                operations[i] = operations[i] with
                {
                    Problem = ScimError.InvalidValue($"\"bulkId\" is \"{Shown.Text(bulkId)}\", which an earlier operation of the job has; it must be unique in the job."),
                };
        return operations;
    }

    private static ScimException Malformed(string detail) => ScimError.InvalidSyntax(detail).ToException();
}
