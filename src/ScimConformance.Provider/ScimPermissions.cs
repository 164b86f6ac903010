namespace ScimConformance.Provider;

/// <summary>What a client may do.</summary>
[Flags]
public enum ScimPermissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Using the API at all; without it every other permission is idle.</summary>
    ApiAccess = 1,

    /// <summary>Reading and finding users, and resources of any type but Group.</summary>
    ViewUsers = 2,

    /// <summary>Creating, changing and deleting users, and resources of any type but Group.</summary>
    EditUsers = 4,

    /// <summary>Reading and finding groups.</summary>
    ViewGroups = 8,

    /// <summary>Creating, changing and deleting groups.</summary>
    EditGroups = 16,

    /// <summary>Everything that only reads.</summary>
    Read = ApiAccess | ViewUsers | ViewGroups,

    /// <summary>Everything.</summary>
    All = Read | EditUsers | EditGroups,
}
