namespace ScimConformance.Simulators.Directory;

/// <summary>Says that a person or a group has the application, which is what puts people in scope of provisioning.</summary>
/// <param name="PrincipalId">Directory id of the person or group.</param>
/// <param name="RoleId">Id of the app role, or null for default access.</param>
public sealed record Assignment(string PrincipalId, string? RoleId = null);
