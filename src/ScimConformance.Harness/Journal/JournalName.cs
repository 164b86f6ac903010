using System.Text;
using System.Text.Json.Nodes;

namespace ScimConformance.Harness;

/// <summary>The name by which a resource is known again as the run's own.</summary>
internal static class JournalName
{
    /// <summary>The attributes that tell whose a resource is, the surest first.</summary>
    public static IReadOnlyList<string> Attributes { get; } = ["userName", "displayName", "externalId"];

    /// <summary>Bodies above this size are not parsed but searched.</summary>
    private const int LargestParsed = 64 * 1024;

    /// <summary>The name that a body will give: the first of the telling attributes that begins with the run's prefix, else the first that there is; for a body that is no such JSON, the first word in it that begins with the prefix. Null when there is none.</summary>
    public static string? In(ReadOnlySpan<byte> body, string prefix)
    {
        if (body.Length <= LargestParsed && ScimJson.TryParse(body) is JsonObject json)
        {
            var names = Of(json).ToList();
            return names.FirstOrDefault(n => IsOf(n, prefix)) ?? names.FirstOrDefault();
        }

        var start = body.IndexOf(Encoding.UTF8.GetBytes(prefix));
        if (start < 0)
        {
            return null;
        }

        var word = body[start..];
        var end = word.IndexOfAny((byte)'"', (byte)'<');
        return Encoding.UTF8.GetString(word[..Math.Min(end < 0 ? word.Length : end, 256)]);
    }

    /// <summary>The values of the telling attributes.</summary>
    public static IEnumerable<string> Of(JsonNode? resource) => Attributes.Select(a => resource.Member(a).Text()).OfType<string>();

    /// <summary>Whether a name begins with the prefix of a run and its separator, letter for letter.</summary>
    public static bool IsOf(string name, string prefix) =>
        name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length] == TestData.PrefixSeparator;
}
