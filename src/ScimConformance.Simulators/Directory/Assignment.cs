namespace ScimConformance.Simulators.Directory;

/// <summary>Says that a person has the application, which is what puts the person in scope of provisioning.</summary>
/// <param name="UserId">The person's directory id.</param>
public sealed record Assignment(string UserId);
