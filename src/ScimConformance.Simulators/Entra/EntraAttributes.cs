using ScimConformance.Simulators.Directory;

namespace ScimConformance.Simulators.Entra;

/// <summary>A person's attributes by their Entra names, as mapping expressions read them.</summary>
internal static class EntraAttributes
{
    private static readonly Dictionary<string, Func<IdpUser, string>> ByName = new(StringComparer.Ordinal)
    {
        ["objectId"] = u => u.Id,
        ["userPrincipalName"] = u => u.UserName,
        ["mail"] = u => u.Email,
        ["mailNickname"] = u => u.Alias,
        ["displayName"] = u => u.DisplayName,
        ["givenName"] = u => u.GivenName,
        ["surname"] = u => u.FamilyName,
        ["jobTitle"] = u => u.Title,
        ["department"] = u => u.Department,
        ["accountEnabled"] = u => Text(u.State == AccountState.Enabled),
    };

    /// <summary>Every name that a mapping may read.</summary>
    public static IReadOnlyCollection<string> Names { get; } = [.. ByName.Keys, "IsSoftDeleted"];

    /// <summary>Reads a person's attributes.</summary>
    /// <param name="user">The person.</param>
    /// <param name="assigned">Whether the person has the application. Unassigned, disabled and deleted all count as soft-deleted.</param>
    public static Func<string, string?> Of(IdpUser user, bool assigned) => name =>
        name == "IsSoftDeleted" ? Text(!assigned || user.State != AccountState.Enabled)
        : ByName.TryGetValue(name, out var read) ? read(user)
        : null;

    private static string Text(bool value) => value ? "True" : "False";
}
