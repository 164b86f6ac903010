namespace ScimConformance.Simulators.Directory;

/// <summary>Where an account stands in the identity provider's own directory.</summary>
public enum AccountState
{
    /// <summary>It may sign in.</summary>
    Enabled,

    /// <summary>It exists and may not sign in.</summary>
    Disabled,

    /// <summary>It lies in the recycle bin and can be restored.</summary>
    SoftDeleted,

    /// <summary>It is gone for good.</summary>
    HardDeleted,
}

/// <summary>A person in an identity provider's directory.</summary>
/// <param name="Id">The directory's own id of the person, in the form the identity provider gives its ids.</param>
/// <param name="UserName">The sign-in name.</param>
/// <param name="Email">The work e-mail address.</param>
public sealed record IdpUser(string Id, string UserName, string Email)
{
    /// <summary>A short unique name without domain (Entra's mailNickname).</summary>
    public required string Alias { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Name for display.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Job title.</summary>
    public required string Title { get; init; }

    /// <summary>Department.</summary>
    public required string Department { get; init; }

    /// <summary>Where the account stands.</summary>
    public AccountState State { get; init; } = AccountState.Enabled;
}
