using System.Collections.ObjectModel;
using ScimConformance.Simulators.Mapping;

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

/// <summary>A person in an identity provider's directory. An empty string stands for no value, as null does: directories know no empty values. Microsoft Graph's names stand in <see cref="UserAttributes"/>.</summary>
/// <param name="Id">The directory's own id of the person, in the form the identity provider gives its ids.</param>
/// <param name="UserName">The sign-in name.</param>
/// <param name="Email">The work e-mail address.</param>
public sealed record IdpUser(string Id, string UserName, string Email)
{
    /// <summary>No further attributes.</summary>
    internal static IReadOnlyDictionary<string, MappingValue> NoCustom { get; } = ReadOnlyDictionary<string, MappingValue>.Empty;

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

    /// <summary>Employee number.</summary>
    public string? EmployeeId { get; init; }

    /// <summary>Directory id of the manager.</summary>
    public string? ManagerId { get; init; }

    /// <summary>Work telephone number.</summary>
    public string? Telephone { get; init; }

    /// <summary>Mobile telephone number.</summary>
    public string? Mobile { get; init; }

    /// <summary>Fax number.</summary>
    public string? Fax { get; init; }

    /// <summary>Office, a free text such as <c>18/2111</c>.</summary>
    public string? Office { get; init; }

    /// <summary>Street and number.</summary>
    public string? Street { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>State or province.</summary>
    public string? Region { get; init; }

    /// <summary>Postal code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Country, by name or code.</summary>
    public string? Country { get; init; }

    /// <summary>Language tag, for example <c>en-US</c>.</summary>
    public string? PreferredLanguage { get; init; }

    /// <summary>Mail addresses with prefix, for example <c>SMTP:ada@example.com</c>.</summary>
    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    /// <summary>Further attributes by name, for example <c>extensionAttribute1</c>.</summary>
    public IReadOnlyDictionary<string, MappingValue> Custom { get; init; } = NoCustom;

    /// <summary>Where the account stands.</summary>
    public AccountState State { get; init; } = AccountState.Enabled;
}
