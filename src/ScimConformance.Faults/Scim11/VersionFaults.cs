using static ScimConformance.Faults.Scim11.Exchanges11;

namespace ScimConformance.Faults.Scim11;

/// <summary>Faults of entity tags, and of methods in a header.</summary>
internal static class VersionFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.OnResponse("v1-no-etag", "Versions are announced, and no ETag sent", ["V1-ETAG-001"], e => e.ResponseHeaders.Remove("ETag")),
        OnResource("v1-version-differs", "meta.version is another than the ETag", ["V1-ETAG-002", "V1-META-001"], r => r["meta"]!["version"] = "W/\"0\""),
        Fault.OnRequest("v1-if-none-match-ignored", "If-None-Match is ignored", ["V1-ETAG-003"], e => e.RequestHeaders.Remove("If-None-Match")),
        Fault.OnRequest("v1-if-match-ignored", "If-Match is ignored", ["V1-ETAG-004"], e => e.RequestHeaders.Remove("If-Match")),
        Fault.OnRequest("v1-override-ignored", "X-HTTP-Method-Override is ignored", ["V1-OVERRIDE-001", "V1-OVERRIDE-002"], e => e.RequestHeaders.Remove("X-HTTP-Method-Override")),
    ];
}
