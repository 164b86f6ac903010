using ScimConformance.Faults.Interop;
using ScimConformance.Faults.Rfc7643;
using ScimConformance.Faults.Rfc7644;
using ScimConformance.Faults.Rfc9865;
using ScimConformance.Faults.Robustness;
using ScimConformance.Faults.Scim11;
using ScimConformance.Faults.Security;

namespace ScimConformance.Faults;

/// <summary>Every fault, by id.</summary>
public static class FaultCatalogue
{
    /// <summary>All faults, in the order of the checks that they break.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        .. ModelFaults.All,
        .. QueryFaults.All,
        .. ModificationFaults.All,
        .. CursorFaults.All,
        .. SecurityFaults.All,
        .. InteropFaults.All,
        .. RobustnessFaults.All,
        .. Scim11Faults.All,
    ];

    /// <summary>The fault with this id, or null.</summary>
    public static Fault? Find(string id) => All.FirstOrDefault(f => f.Id == id);
}
