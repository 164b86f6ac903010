using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_1_Put;

/// <summary>RFC 7644 section 3.5.1: replacing with PUT.</summary>
internal static class PutSection
{
    public static CheckGroup Group { get; } = new("RFC7644-3.5.1", "replacing with PUT", [.. PutReplacing.Checks, .. PutRules.Checks]);
}
