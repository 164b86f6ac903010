namespace ScimConformance.Simulators.Provisioning;

/// <summary>One request that changes members of a group.</summary>
/// <param name="IsAddition">Whether members are added; else they are removed.</param>
/// <param name="SourceIds">Directory ids of the members.</param>
/// <param name="Request">The request.</param>
internal sealed record MembersBatch(bool IsAddition, IReadOnlyList<string> SourceIds, WireRequest Request);
