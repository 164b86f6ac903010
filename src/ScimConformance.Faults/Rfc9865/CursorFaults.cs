namespace ScimConformance.Faults.Rfc9865;

/// <summary>Faults for the checks of paging by cursor.</summary>
internal static class CursorFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. CursorBeginningFaults.All,
        .. CursorCountFaults.All,
        .. CursorWalkFaults.All,
        .. CursorOffsetFaults.All,
        .. CursorRefusalFaults.All,
        .. CursorMethodFaults.All,
        .. CursorConfigFaults.All,
    ];
}
