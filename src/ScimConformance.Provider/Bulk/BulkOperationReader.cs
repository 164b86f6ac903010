using System.Text.Json;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>Reads one element of "Operations"; the reader stands on its opening brace and is left on its closing one.</summary>
internal static class BulkOperationReader
{
    private static readonly string[] Methods = ["POST", "PUT", "PATCH", "DELETE"];

    internal static BulkOperation Read(ref Utf8JsonReader reader, int start)
    {
        var texts = new Dictionary<string, string?>(AttributeNames.Comparer);
        var references = new HashSet<string>(StringComparer.Ordinal);
        var (data, problem) = (default(Range), default(ScimError));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!texts.TryAdd(name, null))
                problem ??= ScimError.InvalidSyntax($"The operation has the name \"{Shown.Text(name)}\" twice (letter case does not count).");
            if (reader.TokenType == JsonTokenType.Null)
                continue;
            if (AttributeNames.Same(name, "data"))
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                    problem ??= ScimError.InvalidSyntax("\"data\" must be a JSON object, as the body of the single request would be.");
                var first = (int)reader.TokenStartIndex;
                CollectReferences(ref reader, references);
                data = (start + first)..(start + (int)reader.BytesConsumed);
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                texts[name] = reader.GetString();
            }
            else
            {
                if (IsText(name))
                    problem ??= ScimError.InvalidSyntax($"\"{name}\" of the operation must be a string.");
                reader.Skip();
            }
        }

        var operation = new BulkOperation
        {
            Method = texts.GetValueOrDefault("method"),
            BulkId = texts.GetValueOrDefault("bulkId"),
            Path = texts.GetValueOrDefault("path"),
            Version = texts.GetValueOrDefault("version"),
            Data = data,
        };
        if (operation.Path is { } path)
            foreach (var segment in path.Split('?')[0].Split('/'))
                BulkReference.Collect(Uri.UnescapeDataString(segment), references);
        return operation with { References = references, Problem = problem ?? FindProblem(operation) };
    }

    private static bool IsText(string name) =>
        AttributeNames.Same(name, "method") || AttributeNames.Same(name, "bulkId") || AttributeNames.Same(name, "path") || AttributeNames.Same(name, "version");

    private static ScimError? FindProblem(BulkOperation operation)
    {
        if (operation.Method is not { } method)
            return ScimError.InvalidSyntax("The operation has no \"method\"; it takes POST, PUT, PATCH or DELETE.");
        if (!Methods.Contains(method))
            return ScimError.InvalidSyntax($"\"method\" is \"{Shown.Text(method)}\"; in a bulk job it must be POST, PUT, PATCH or DELETE.");
        if (string.IsNullOrEmpty(operation.Path))
            return ScimError.InvalidSyntax("The operation has no \"path\"; it takes a path below the base URL, such as \"/Users\".");
        if (method == "POST" && string.IsNullOrEmpty(operation.BulkId))
            return ScimError.InvalidSyntax("The operation has no \"bulkId\", which a POST must have so that its result can be told.");
        if (method != "DELETE" && operation.Data.Equals(default(Range)))
            return ScimError.InvalidSyntax($"The operation has no \"data\"; it takes what the body of a single {method} would be.");
        return null;
    }

    /// <summary>Passes over a value and notes the bulkIds in its strings.</summary>
    private static void CollectReferences(ref Utf8JsonReader reader, HashSet<string> found)
    {
        var depth = reader.CurrentDepth;
        do
        {
            // An escaped string may hide the prefix.
            if (reader.TokenType == JsonTokenType.String && (reader.ValueIsEscaped || reader.ValueSpan.IndexOf("bulkId:"u8) >= 0))
                Collect(ref reader, found);
        }
        while ((reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray || reader.CurrentDepth > depth) && reader.Read());
    }

    private static void Collect(ref Utf8JsonReader reader, HashSet<string> found)
    {
        try
        {
            BulkReference.Collect(reader.GetString()!, found);
        }
        catch (InvalidOperationException)
        {
            // Not Unicode: the operation is refused for it when its data is read.
        }
    }
}
