namespace ScimConformance.Provider.Authentication;

/// <summary>What permissions are called where people read and write them.</summary>
internal static class PermissionNames
{
    private static readonly (string Name, ScimPermissions Permission)[] Known =
    [
        ("API Access", ScimPermissions.ApiAccess),
        ("View Users", ScimPermissions.ViewUsers),
        ("Edit Users", ScimPermissions.EditUsers),
        ("View Groups", ScimPermissions.ViewGroups),
        ("Edit Groups", ScimPermissions.EditGroups),
    ];

    /// <summary>The permissions of these names; all of them where null.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    internal static ScimPermissions Parse(IReadOnlyList<string>? names)
    {
        if (names is null)
            return ScimPermissions.All;
        var permissions = ScimPermissions.None;
        foreach (var name in names)
        {
            var found = Array.FindIndex(Known, known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase));
            permissions |= found >= 0 ? Known[found].Permission : throw new ArgumentException(
                $"there is no permission \"{name}\"; there are {string.Join(", ", Known.Select(known => $"\"{known.Name}\""))}.");
        }

        return permissions;
    }

    /// <summary>Names for a message, separated by commas.</summary>
    internal static string Format(ScimPermissions permissions) =>
        string.Join(", ", Known.Where(known => permissions.HasFlag(known.Permission)).Select(known => known.Name));
}
