using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644;

/// <summary>Comparison of two representations of one resource, order of members and of values aside.</summary>
internal static class Representations
{
    /// <summary>Judges that a reply's body shows the same resource as a representation read elsewhere; meta and attributes returned on request aside.</summary>
    public static void ExpectSame(this CheckContext scim, ScimResponse reply, JsonNode? shown, JsonNode? read, string where)
    {
        var different = Differences(shown as JsonObject ?? [], read as JsonObject ?? [], n => scim.IsOnRequest(n)).ToList();
        reply.Judge(
            different.Count == 0,
            $"the same representation as {where}",
            string.Join("; ", different.Select(n => $"{n} is {shown.Member(n).Show()} here and {read.Member(n).Show()} there")));
    }

    /// <summary>Names of the top-level attributes that differ.</summary>
    private static IEnumerable<string> Differences(JsonObject a, JsonObject b, Predicate<string> ignored) => a.Concat(b)
        .Select(m => m.Key)
        .Distinct(StringComparer.OrdinalIgnoreCase)
        .Where(name => !name.Equals("meta", StringComparison.OrdinalIgnoreCase) && !ignored(name))
        .Where(name => !Same(a.Member(name), b.Member(name)));

    private static bool IsOnRequest(this CheckContext scim, string name) =>
        scim.Profile.Attribute(scim.Profile.Users, name) is { } attribute && attribute.Returned.Equals("request", StringComparison.OrdinalIgnoreCase);

    private static bool Same(JsonNode? a, JsonNode? b) => Canonical(a) == Canonical(b);

    private static string Canonical(JsonNode? node) => node switch
    {
        _ when node.IsUnassigned() => "",
        JsonArray array => $"[{string.Join(',', array.Select(Canonical).Order(StringComparer.Ordinal))}]",
        JsonObject obj => $"{{{string.Join(',', obj.Where(m => !m.Value.IsUnassigned()).Select(m => m.Key.ToLowerInvariant() + ":" + Canonical(m.Value)).Order(StringComparer.Ordinal))}}}",
        _ => node!.ToJsonString(ScimJson.Compact),
    };
}
