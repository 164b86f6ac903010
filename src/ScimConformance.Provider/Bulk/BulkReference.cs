using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Bulk;

/// <summary>
/// References to what other operations create: "bulkId:qwerty" (RFC 7644 section 3.7.2). They stand for an identifier wherever a string is
/// nothing else, at the end of a "$ref", as a segment of an operation's path, and in quotes in the path of a PATCH, as in
/// members[value eq "bulkId:qwerty"]. No identifier has "bulkId" in it (RFC 7643 section 3.1), so none can be meant.
/// </summary>
internal static class BulkReference
{
    internal const string Prefix = "bulkId:";

    private const string Quoted = "\"" + Prefix;

    /// <summary>The bulkId to which a whole string refers, or null.</summary>
    internal static string? Of(string text) => text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;

    /// <summary>Every bulkId to which a string may refer, wherever it stands.</summary>
    internal static void Collect(string text, ICollection<string> found)
    {
        if (Of(text[(text.LastIndexOf('/') + 1)..]) is { } last)
            found.Add(last);
        if (Of(text) is { } whole)
            found.Add(whole);
        foreach (var (start, end) in QuotedIn(text))
            found.Add(text[(start + Prefix.Length)..end]);
    }

    /// <summary>Puts identifiers in the place of references in the data of an operation.</summary>
    /// <param name="data">The data, which is changed.</param>
    /// <param name="resolve">The identifier for a bulkId; throws where there is none.</param>
    internal static void Replace(JsonNode data, Func<string, string> resolve)
    {
        switch (data)
        {
            case JsonObject json:
                foreach (var (name, value) in json.ToList())
                    if (ScimJson.TryGetString(value, out var text) && Replace(name, text, resolve) is { } changed)
                        json[name] = changed;
                    else if (value is not null)
                        Replace(value, resolve);
                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                    if (ScimJson.TryGetString(array[i], out var text) && Of(text) is { } bulkId)
                        array[i] = resolve(bulkId);
                    else if (array[i] is { } item)
                        Replace(item, resolve);
                break;
        }
    }

    /// <summary>The string with identifiers for references; null where it has none.</summary>
    private static string? Replace(string name, string text, Func<string, string> resolve)
    {
        if (Of(text) is { } bulkId)
            return resolve(bulkId);
        var slash = text.LastIndexOf('/') + 1;
        if (AttributeNames.Same(name, "$ref") && Of(text[slash..]) is { } last)
            return text[..slash] + resolve(last);
        if (!AttributeNames.Same(name, "path") || !text.Contains(Quoted, StringComparison.Ordinal))
            return null;
        var (result, done) = (new StringBuilder(text.Length), 0);
        foreach (var (start, end) in QuotedIn(text))
        {
            result.Append(text, done, start - done).Append(resolve(text[(start + Prefix.Length)..end]));
            done = end;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }

    /// <summary>Where references in quotes begin and end, the quotes left out.</summary>
    private static List<(int Start, int End)> QuotedIn(string text)
    {
        var found = new List<(int, int)>();
        for (var at = text.IndexOf(Quoted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Quoted, at + 1, StringComparison.Ordinal))
            if (text.IndexOf('"', at + 1) is >= 0 and var end)
                found.Add((at + 1, end));
        return found;
    }
}
