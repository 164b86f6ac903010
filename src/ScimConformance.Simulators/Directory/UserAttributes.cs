using System.Collections.Frozen;
using ScimConformance.Simulators.Mapping;

namespace ScimConformance.Simulators.Directory;

/// <summary>A person's attributes by the names that Entra's attribute mappings use.</summary>
public static class UserAttributes
{
    private static readonly Attribute[] Own =
    [
        Text("objectId", u => u.Id, null),
        Text("userPrincipalName", u => u.UserName, (u, v) => u with { UserName = v ?? "" }),
        Text("mail", u => u.Email, (u, v) => u with { Email = v ?? "" }),
        Text("mailNickname", u => u.Alias, (u, v) => u with { Alias = v ?? "" }),
        Text("displayName", u => u.DisplayName, (u, v) => u with { DisplayName = v ?? "" }),
        Text("givenName", u => u.GivenName, (u, v) => u with { GivenName = v ?? "" }),
        Text("surname", u => u.FamilyName, (u, v) => u with { FamilyName = v ?? "" }),
        Text("jobTitle", u => u.Title, (u, v) => u with { Title = v ?? "" }),
        Text("department", u => u.Department, (u, v) => u with { Department = v ?? "" }),
        Text("employeeId", u => u.EmployeeId, (u, v) => u with { EmployeeId = v }),
        Text("telephoneNumber", u => u.Telephone, (u, v) => u with { Telephone = v }),
        Text("mobile", u => u.Mobile, (u, v) => u with { Mobile = v }),
        Text("facsimileTelephoneNumber", u => u.Fax, (u, v) => u with { Fax = v }),
        Text("physicalDeliveryOfficeName", u => u.Office, (u, v) => u with { Office = v }),
        Text("streetAddress", u => u.Street, (u, v) => u with { Street = v }),
        Text("city", u => u.City, (u, v) => u with { City = v }),
        Text("state", u => u.Region, (u, v) => u with { Region = v }),
        Text("postalCode", u => u.PostalCode, (u, v) => u with { PostalCode = v }),
        Text("country", u => u.Country, (u, v) => u with { Country = v }),
        Text("preferredLanguage", u => u.PreferredLanguage, (u, v) => u with { PreferredLanguage = v }),
        new("manager", u => u.ManagerId is { Length: > 0 } id ? MappingValue.OfReferences(id) : MappingValue.Null, (u, v) => u with { ManagerId = v.Values.Count > 0 ? v.Values[0] : null }),
        new("proxyAddresses", u => u.ProxyAddresses.Count > 0 ? MappingValue.OfList(u.ProxyAddresses) : MappingValue.Null, (u, v) => u with { ProxyAddresses = v.Values }),
        new("accountEnabled", u => MappingValue.Of(u.State == AccountState.Enabled), null),
    ];

    private static readonly FrozenDictionary<string, Attribute> ByName = Own.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);

    /// <summary>Names that Entra offers as source besides those that every person has here; they are kept as further attributes.</summary>
    private static readonly string[] Others =
    [
        .. Enumerable.Range(1, 15).Select(n => $"extensionAttribute{n}"),
        "alternativeSecurityIds", "companyName", "creationType", "dirSyncEnabled", "employeeHireDate", "employeeLeaveDateTime", "employeeType", "immutableId", "onPremisesDistinguishedName",
        "onPremisesSamAccountName", "onPremisesSecurityIdentifier", "originalUserPrincipalName", "otherMails", "passwordPolicies", "sipProxyAddress", "usageLocation", "userType",
    ];

    /// <summary>The attributes that a mapping may read without further ado.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Own.Select(a => a.Name), .. Others];

    /// <summary>The value of an attribute; none when the person has none.</summary>
    public static MappingValue Read(IdpUser user, string name) =>
        ByName.TryGetValue(name, out var attribute) ? attribute.Read(user) : user.Custom.GetValueOrDefault(name, MappingValue.Null);

    /// <summary>The person with another value of an attribute; no value removes it. A manager is given by directory id.</summary>
    /// <exception cref="ArgumentException">The attribute follows from something else: <c>objectId</c>, <c>accountEnabled</c>.</exception>
    public static IdpUser Write(IdpUser user, string name, MappingValue value)
    {
        if (ByName.TryGetValue(name, out var attribute))
        {
            return attribute.Write is { } write
                ? write(user, value)
                : throw new ArgumentException($"'{name}' cannot be written: {(name == "objectId" ? "it is the directory's own" : "set the account's state instead")}.", nameof(name));
        }

        var custom = new Dictionary<string, MappingValue>(user.Custom, StringComparer.Ordinal);
        if (value.IsNullOrEmpty)
        {
            custom.Remove(name);
        }
        else
        {
            custom[name] = value;
        }

        return user with { Custom = custom };
    }

    /// <summary>The names of the attributes in which two states of a person differ.</summary>
    internal static List<string> Differences(IdpUser before, IdpUser after)
    {
        var names = new List<string>();
        foreach (var attribute in Own)
        {
            if (!attribute.Read(before).Equals(attribute.Read(after)))
            {
                names.Add(attribute.Name);
            }
        }

        names.AddRange(CustomAttributes.Differences(before.Custom, after.Custom));
        return names;
    }

    private static Attribute Text(string name, Func<IdpUser, string?> read, Func<IdpUser, string?, IdpUser>? write) => new(
        name,
        u => read(u) is { Length: > 0 } text ? MappingValue.Of(text) : MappingValue.Null,
        write is null ? null : (u, v) => write(u, v.Text));

    private sealed record Attribute(string Name, Func<IdpUser, MappingValue> Read, Func<IdpUser, MappingValue, IdpUser>? Write);
}
