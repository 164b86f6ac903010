namespace ScimConformance.Faults.Robustness;

/// <summary>Faults that requests at the same time bring out. What one request does alone stays right.</summary>
internal static class RobustnessFaults
{
    public static IReadOnlyList<Fault> All { get; } = [.. UpdateRaces.All, .. NameRaces.All, .. WholeRequestRaces.All, .. RemovalRaces.All];
}
