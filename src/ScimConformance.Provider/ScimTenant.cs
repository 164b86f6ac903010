namespace ScimConformance.Provider;

/// <summary>
/// Tenants share a provider but no resource. A credential belongs to one tenant; where the provider is mapped at a path with
/// <see cref="PathParameter"/>, the path says the tenant too, and both must agree.
/// </summary>
public static class ScimTenant
{
    /// <summary>The tenant of credentials that name none.</summary>
    public const string Default = "default";

    /// <summary>The part of the path given to <c>MapScim</c> in whose place the tenant's name stands, as in "/scim/{tenant}/v2".</summary>
    public const string PathParameter = "{tenant}";

    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Whether a tenant may have this name: letters, digits, "-", "_" and "." of ASCII, the first one a letter or digit.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength } && char.IsAsciiLetterOrDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');

    /// <exception cref="ArgumentException">No tenant may have this name.</exception>
    internal static string CheckName(string name) => IsName(name) ? name : throw new ArgumentException(
        $"The tenant name \"{name}\" is not 1 to {MaxNameLength} letters, digits, \"-\", \"_\" and \".\" that begin with a letter or digit; it stands in URLs.", nameof(name));
}
