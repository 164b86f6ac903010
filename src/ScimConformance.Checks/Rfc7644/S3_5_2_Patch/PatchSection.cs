using ScimConformance.Harness;

namespace ScimConformance.Checks.Rfc7644.S3_5_2_Patch;

/// <summary>RFC 7644 section 3.5.2: modifying with PATCH.</summary>
internal static class PatchSection
{
    public static CheckGroup Group { get; } = new(
        "RFC7644-3.5.2",
        "modifying with PATCH",
        [.. PatchMessages.Checks, .. PatchPaths.Checks, .. PatchMutability.Checks, .. PatchSchemas.Checks, .. PatchSequence.Checks, .. PatchResults.Checks]);
}
