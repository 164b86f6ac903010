using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_7_Bulk;

/// <summary>RFC 7644 section 3.7: bulk operations.</summary>
internal static class BulkSection
{
    public static CheckGroup Operations { get; } = new(
        "RFC7644-3.7", "bulk operations", [.. BulkMessages.Checks, .. BulkOperations.Checks, .. BulkFailures.Checks, .. BulkSequence.Checks]);

    public static CheckGroup Circles { get; } = new("RFC7644-3.7.1", "circular references in bulk jobs", BulkCircles.Checks);

    public static CheckGroup References { get; } = new("RFC7644-3.7.2", "references to what a bulk job creates", BulkReferences.Checks);

    public static CheckGroup Results { get; } = new("RFC7644-3.7.3", "results of bulk jobs", [.. BulkResults.Checks, .. BulkStatuses.Checks]);

    public static CheckGroup Limits { get; } = new("RFC7644-3.7.4", "limits of bulk jobs", BulkLimits.Checks);
}
