namespace ScimConformance.Provider.OAuth;

/// <summary>The scopes of access tokens (RFC 6749 section 3.3) and what each permits.</summary>
internal static class ScopeNames
{
    // Wide ones first: Format takes the first ones that fit.
    private static readonly (string Name, ScimPermissions Permissions)[] Known =
    [
        ("scim.read", ScimPermissions.Read),
        ("scim.write", ScimPermissions.ApiAccess | ScimPermissions.EditUsers | ScimPermissions.EditGroups),
        ("scim.users.read", ScimPermissions.ApiAccess | ScimPermissions.ViewUsers),
        ("scim.users.write", ScimPermissions.ApiAccess | ScimPermissions.EditUsers),
        ("scim.groups.read", ScimPermissions.ApiAccess | ScimPermissions.ViewGroups),
        ("scim.groups.write", ScimPermissions.ApiAccess | ScimPermissions.EditGroups),
    ];

    /// <summary>What a client gets that asks for these scopes: everything that it may do when it names none.</summary>
    /// <exception cref="OAuthException">invalid_scope.</exception>
    internal static ScimPermissions Grant(string? requested, ScimPermissions allowed)
    {
        if (string.IsNullOrWhiteSpace(requested))
            return allowed;
        var wanted = Parse(requested) ?? throw OAuthException.InvalidScope($"There are the scopes {string.Join(", ", Known.Select(scope => scope.Name))}.");
        return (wanted & ~allowed) == ScimPermissions.None ? wanted : throw OAuthException.InvalidScope("The client may not have all of these scopes.");
    }

    /// <summary>What scopes permit; null where one is unknown.</summary>
    internal static ScimPermissions? Parse(string scopes)
    {
        var permissions = ScimPermissions.None;
        foreach (var name in scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var found = Array.FindIndex(Known, scope => scope.Name == name);
            if (found < 0)
                return null;
            permissions |= Known[found].Permissions;
        }

        return permissions;
    }

    /// <summary>The scopes that permit exactly this.</summary>
    internal static string Format(ScimPermissions permissions)
    {
        var names = new List<string>();
        var covered = ScimPermissions.None;
        foreach (var (name, scope) in Known)
            if ((scope & ~permissions) == ScimPermissions.None && (scope & ~covered) != ScimPermissions.None)
            {
                names.Add(name);
                covered |= scope;
            }

        return string.Join(' ', names);
    }
}
