namespace ScimConformance.Faults.Rfc7644;

/// <summary>Faults for the checks of creation, retrieval and querying.</summary>
internal static class QueryFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. QueryEndpointFaults.All,
        .. QueryCreateFaults.All,
        .. QueryReadFaults.All,
        .. QueryFilterFaults.All,
        .. QueryFilterFormFaults.All,
        .. QueryOrderFaults.All,
        .. QueryProjectionFaults.All,
        .. QuerySearchFaults.All,
        .. QueryRootFaults.All,
    ];
}
