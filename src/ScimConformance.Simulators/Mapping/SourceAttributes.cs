namespace ScimConformance.Simulators.Mapping;

/// <summary>What mappings may read beside the attributes of the directory's objects: it follows from their assignment and scope.</summary>
internal static class SourceAttributes
{
    /// <summary>True for whoever is unassigned, out of scope, in the recycle bin or disabled.</summary>
    public const string IsSoftDeleted = "IsSoftDeleted";

    /// <summary>The app roles of a person.</summary>
    public const string AppRoleAssignments = "appRoleAssignments";

    /// <summary>Names for people.</summary>
    public static IReadOnlyList<string> OfUsers { get; } = [IsSoftDeleted, AppRoleAssignments];

    /// <summary>Names for groups.</summary>
    public static IReadOnlyList<string> OfGroups { get; } = [IsSoftDeleted];
}
