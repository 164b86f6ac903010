namespace ScimConformance.Simulators.Mapping.Functions;

/// <summary>Functions of app roles.</summary>
internal static class RoleFunctions
{
    public static MappingFunction[] All { get; } =
    [
        new("AppRoleAssignmentsComplex", "appRoleAssignments", c => Complex(c, RoleFlow.Add)),
        new("AssertiveAppRoleAssignmentsComplex", "appRoleAssignments", c => Complex(c, RoleFlow.Replace)),
        // Which of several roles it is, Microsoft leaves open: the one assigned first.
        new("SingleAppRoleAssignment", "appRoleAssignments", c => MappingValue.Of(Roles(c) is { Count: > 0 } ? c[0].Roles[0].Value : null)),
    ];

    private static MappingValue Complex(MappingCall call, RoleFlow flow) => Roles(call) is { Count: > 0 } roles ? MappingValue.OfRoles(roles, flow) : MappingValue.Null;

    private static IReadOnlyList<Directory.AppRole> Roles(MappingCall call) => call[0].Kind is MappingValueKind.Roles or MappingValueKind.Null
        ? call[0].Roles
        : throw call.Wrong(0, $"[appRoleAssignments] is expected, found '{call[0]}'");
}
