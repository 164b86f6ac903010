namespace ScimConformance.Simulators.Directory;

/// <summary>
/// The sign-in name of a guest of another tenant: stored as <c>ada_home.example#EXT#@tenant.example</c>, provisioned as <c>ada@home.example</c>
/// (Microsoft, How application provisioning works). The whole name is <c>originalUserPrincipalName</c>.
/// </summary>
internal static class GuestName
{
    private const string Mark = "#EXT#@";

    /// <summary>The name at home; any other name as it is.</summary>
    public static string AtHome(string userPrincipalName)
    {
        var end = userPrincipalName.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            return userPrincipalName;
        }

        // Domains have no underscore: the last one stands for the at sign.
        var at = userPrincipalName.LastIndexOf('_', end - 1 < 0 ? 0 : end - 1);
        return at < 0 ? userPrincipalName[..end] : $"{userPrincipalName[..at]}@{userPrincipalName[(at + 1)..end]}";
    }
}
