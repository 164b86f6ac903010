using ScimConformance.Harness;

namespace ScimConformance.Checks.Robustness;

/// <summary>What no sentence of the RFCs asks for and every directory needs: requests at the same time do not spoil each other.</summary>
internal static class RobustnessChecks
{
    public static IReadOnlyList<CheckGroup> Groups { get; } =
        [LostUpdateChecks.Group, UniquenessChecks.Group, PreconditionChecks.Group, AtomicityChecks.Group, RemovalChecks.Group, ListChecks.Group];
}
