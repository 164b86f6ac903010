namespace ScimConformance.Simulators.Directory;

/// <summary>A group, or a role that becomes a group, in an identity provider's directory.</summary>
/// <param name="Id">The directory's own id of the group.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="MemberIds">Directory ids of its members.</param>
public sealed record IdpGroup(string Id, string DisplayName, IReadOnlyList<string> MemberIds);
