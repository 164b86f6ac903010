namespace ScimConformance.Simulators.Directory;

/// <summary>A role that an application offers and that people and groups are assigned with.</summary>
/// <param name="Id">Its id, a GUID.</param>
/// <param name="Value">The value that is sent.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="IsEnabled">Whether it can be assigned.</param>
public sealed record AppRole(string Id, string Value, string DisplayName, bool IsEnabled = true);
