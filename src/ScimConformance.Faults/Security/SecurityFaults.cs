namespace ScimConformance.Faults.Security;

/// <summary>Faults for the security checks.</summary>
internal static class SecurityFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
    ];
}
