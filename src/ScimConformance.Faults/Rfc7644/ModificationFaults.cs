using ScimConformance.Faults.Rfc7644.Bulk;
using ScimConformance.Faults.Rfc7644.Patch;

namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of authentication, modification, deletion, media types, errors and versioning.</summary>
internal static class ModificationFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. AuthenticationFaults.All,
        .. MeFaults.All,
        .. PutFaults.All,
        .. RepetitionFaults.All,
        .. PatchMessageFaults.All,
        .. PatchRuleFaults.All,
        .. PatchAddFaults.All,
        .. PatchRemoveFaults.All,
        .. PatchReplaceFaults.All,
        .. DeleteFaults.All,
        .. BulkMessageFaults.All,
        .. BulkFailureFaults.All,
        .. BulkReferenceFaults.All,
        .. BulkResultFaults.All,
        .. MediaFaults.All,
        .. ErrorFaults.All,
        .. VersioningFaults.All,
        .. ConfidentialityFaults.All,
    ];
}
