namespace ScimConformance.Faults.Interop;

/// <summary>Faults for the scenarios of the simulated identity providers.</summary>
internal static class InteropFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. MatchingFaults.All,
        .. CreationFaults.All,
        .. PatchFaults.All,
        .. PutFaults.All,
        .. RemovalFaults.All,
        .. ReportedMemberFaults.All,
        .. ReportedPathFaults.All,
        .. ReportedLookupFaults.All,
        .. ReportedUserFaults.All,
        .. ReportedTransportFaults.All,
        .. TextFaults.All,
        .. EntraLookupFaults.All,
        .. EntraUpdateFaults.All,
        .. EntraFlagFaults.All,
        .. EntraGroupFaults.All,
        .. EntraCycleFaults.All,
    ];
}
