using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Directory;

/// <summary>A group, or a role that becomes a group, in an identity provider's directory. Its members are the directory's to tell (<see cref="IdpDirectory.MembersOf"/>).</summary>
/// <param name="Id">The directory's own id of the group.</param>
/// <param name="DisplayName">Its name.</param>
public sealed record IdpGroup(string Id, string DisplayName)
{
    /// <summary>A short unique name, or null.</summary>
    public string? MailNickname { get; init; }

    /// <summary>What it is for, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Its e-mail address, or null.</summary>
    public string? Mail { get; init; }

    /// <summary>Whether it can give access; people get an application by a group only when it can.</summary>
    public bool IsSecurityEnabled { get; init; } = true;

    /// <summary>Whether it lies in the recycle bin or is gone; groups are never <see cref="AccountState.Disabled"/>.</summary>
    public AccountState State { get; init; } = AccountState.Enabled;

    /// <summary>Further attributes by name.</summary>
    public IReadOnlyDictionary<string, MappingValue> Custom { get; init; } = IdpUser.NoCustom;
}
