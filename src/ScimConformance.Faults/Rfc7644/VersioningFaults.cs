using System.Text.Json.Nodes;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of entity tags (section 3.14).</summary>
internal static class VersioningFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("etag-missing", "Versions are advertised and ETag is not sent", ["ETAG-001"], e => e.ResponseHeaders.Remove("ETag")),
        Fault.OnResponse("etag-unquoted", "The ETag has no quotes", ["ETAG-001", "ETAG-002", "META-VERSION-001"], e =>
        {
            if (e.ResponseHeaders.ETag.Count > 0)
            {
                e.ResponseHeaders.ETag = e.ResponseHeaders.ETag.ToString().Replace("W/", "", StringComparison.Ordinal).Trim('"');
            }
        }),
        Fault.OnResponse("etag-not-in-meta", "meta has no version", ["ETAG-002"], e =>
        {
            foreach (var meta in e.ResponseResources.Select(r => r["meta"]).OfType<JsonObject>())
            {
                meta.Remove("version");
            }
        }),
        Fault.OnRequest("etag-if-none-match-ignored", "If-None-Match is ignored", ["ETAG-003"], e => e.RequestHeaders.Remove("If-None-Match")),
        Fault.Instead(
            "etag-always-304",
            "Any If-None-Match gives 304",
            ["ETAG-004"],
            e => e.Method == "GET" && e.RequestHeaders.IfNoneMatch.Count > 0,
            e => e.Reply(304)),
        Fault.Instead(
            "etag-weak-never-matches",
            "Weak tags in If-Match never match",
            ["ETAG-005"],
            e => e.RequestHeaders.IfMatch.ToString().Length > 1,
            e => e.ReplyError(412)),
        Fault.OnRequest(
            "etag-if-match-ignored",
            "If-Match is ignored",
            ["ETAG-006", "ETAG-007", "ETAG-008", "ROBUST-ETAG-001", "ROBUST-ETAG-002"],
            e => e.RequestHeaders.Remove("If-Match")),
        IgnoredOn("etag-if-match-ignored-by-put", "PUT", "ETAG-006"),
        IgnoredOn("etag-if-match-ignored-by-patch", "PATCH", "ETAG-007"),
        IgnoredOn("etag-if-match-ignored-by-delete", "DELETE", "ETAG-008"),
        Fault.Instead("etag-star-unknown", "If-Match: * is refused", ["ETAG-009"], e => e.RequestHeaders.IfMatch == "*", e => e.ReplyError(412)),
        Fault.OnResponse("etag-constant", "The tag never changes", ["ETAG-010"], e =>
        {
            if (e.ResponseHeaders.ETag.Count > 0)
            {
                e.ResponseHeaders.ETag = "W/\"1\"";
            }
        }),
    ];

    private static Fault IgnoredOn(string id, string method, string check) => Fault.OnRequest(id, $"{method} ignores If-Match", [check], e =>
    {
        if (e.Method == method)
        {
            e.RequestHeaders.Remove("If-Match");
        }
    });
}
