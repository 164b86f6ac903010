using System.Text.Json.Nodes;
using ScimConformance.Simulators.Directory;

namespace ScimConformance.Testing.Provisioning;

/// <summary>
/// Compares a directory with what a provider holds, attribute by attribute, for the generic mapping without its own code: the expected values are spelt out here.
/// Says what documentation says: no source clears nothing, letter case alone is no difference, who left is switched off and then left alone.
/// </summary>
public sealed class BothSides(IdpDirectory directory, ProviderContents provider, Func<string, string?> linkOf)
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static readonly (string Target, Func<IdpUser, string?> Source, Func<JsonObject, JsonNode?> Read)[] s_attributes =
    [
        ("userName", u => u.UserName, r => r["userName"]),
        ("displayName", u => u.DisplayName, r => r["displayName"]),
        ("title", u => u.Title, r => r["title"]),
        ("work e-mail", u => u.Email, r => Element(r, "emails", "work")?["value"]),
        ("preferredLanguage", u => u.PreferredLanguage, r => r["preferredLanguage"]),
        ("name.givenName", u => u.GivenName, r => r["name"]?["givenName"]),
        ("name.familyName", u => u.FamilyName, r => r["name"]?["familyName"]),
        ("name.formatted", u => $"{u.GivenName} {u.FamilyName}".Trim(), r => r["name"]?["formatted"]),
        ("work address, formatted", u => u.Office, r => Element(r, "addresses", "work")?["formatted"]),
        ("work address, street", u => u.Street, r => Element(r, "addresses", "work")?["streetAddress"]),
        ("work address, locality", u => u.City, r => Element(r, "addresses", "work")?["locality"]),
        ("work address, region", u => u.Region, r => Element(r, "addresses", "work")?["region"]),
        ("work address, postal code", u => u.PostalCode, r => Element(r, "addresses", "work")?["postalCode"]),
        ("work address, country", u => u.Country, r => Element(r, "addresses", "work")?["country"]),
        ("work telephone", u => u.Telephone, r => Element(r, "phoneNumbers", "work")?["value"]),
        ("mobile telephone", u => u.Mobile, r => Element(r, "phoneNumbers", "mobile")?["value"]),
        ("fax", u => u.Fax, r => Element(r, "phoneNumbers", "fax")?["value"]),
        ("externalId", u => u.Alias, r => r["externalId"]),
        ("employeeNumber", u => u.EmployeeId, r => r[Enterprise]?["employeeNumber"]),
        ("department", u => u.Department, r => r[Enterprise]?["department"]),
    ];

    private readonly List<string> _differences = [];

    /// <summary>How many values were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>What differs, in words.</summary>
    /// <param name="references">Whether managers and members are compared too.</param>
    public IReadOnlyList<string> Differences(bool references = true)
    {
        foreach (var user in directory.Users)
        {
            Compare(user, references);
        }

        foreach (var group in directory.Groups)
        {
            Compare(group, references);
        }

        return _differences;
    }

    /// <summary>Users of the provider that are active and belong to nobody in the directory.</summary>
    public IEnumerable<string> ActiveOrphans()
    {
        var linked = directory.Users.Select(u => linkOf(u.Id)).ToHashSet(StringComparer.Ordinal);
        return provider.Users.Where(u => !linked.Contains(u.Key) && (bool?)u.Value["active"] == true).Select(u => u.Key);
    }

    private void Compare(IdpUser user, bool references)
    {
        var inScope = directory.IsAssigned(user.Id);
        if (user.State == AccountState.HardDeleted)
        {
            Expect(user.UserName, "link", null, linkOf(user.Id));
            return;
        }

        if (linkOf(user.Id) is not { } id)
        {
            Expect(user.UserName, "to be provisioned", false, inScope && user.State == AccountState.Enabled);
            return;
        }

        if (!provider.Users.TryGetValue(id, out var shown))
        {
            _differences.Add($"{user.UserName} is linked to {id}, which the provider does not hold");
            return;
        }

        Expect(user.UserName, "active", inScope && user.State == AccountState.Enabled, (bool?)shown["active"]);
        if (!inScope)
        {
            return;
        }

        foreach (var (target, source, read) in s_attributes)
        {
            if (source(user) is { Length: > 0 } value)
            {
                Expect(user.UserName, target, value, (string?)read(shown));
            }
        }

        if (references && user.State == AccountState.Enabled && user.ManagerId is { } managerId && directory[managerId].State < AccountState.SoftDeleted && linkOf(managerId) is { } manager)
        {
            Expect(user.UserName, "manager", manager, (string?)shown[Enterprise]?["manager"]?["value"]);
        }
    }

    private void Compare(IdpGroup group, bool references)
    {
        var inScope = group is { State: AccountState.Enabled, IsSecurityEnabled: true } && directory.IsAssigned(group.Id);
        var shown = provider.Groups.Values.Where(g => (string?)g["externalId"] == group.Id).ToList();
        Expect(group.DisplayName, "number of groups", inScope ? 1 : 0, shown.Count);
        if (!inScope || shown.Count != 1)
        {
            return;
        }

        Expect(group.DisplayName, "id", linkOf(group.Id), (string?)shown[0]["id"]);
        Expect(group.DisplayName, "displayName", group.DisplayName, (string?)shown[0]["displayName"]);
        if (references)
        {
            CompareMembers(group, (shown[0]["members"]?.AsArray() ?? []).Select(m => (string)m!["value"]!).ToHashSet(StringComparer.Ordinal));
        }
    }

    /// <summary>Who is managed has to be a member; who left may still be one; nobody else.</summary>
    private void CompareMembers(IdpGroup group, HashSet<string> shown)
    {
        var permitted = directory.MembersOf(group.Id).Select(linkOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var member in directory.MembersOf(group.Id))
        {
            var managed = directory.FindGroup(member) is { } inner ? inner is { State: AccountState.Enabled, IsSecurityEnabled: true } && directory.IsAssigned(member) : directory.IsAssigned(member);
            if (managed && linkOf(member) is { } id)
            {
                Expect(group.DisplayName, $"member {member}", true, shown.Contains(id));
            }
        }

        foreach (var stranger in shown.Except(permitted))
        {
            _differences.Add($"{group.DisplayName} has the member {stranger} and should not");
        }
    }

    private void Expect<T>(string whose, string what, T expected, T found)
    {
        Compared++;
        if (expected is string text ? !string.Equals(text, found as string, StringComparison.OrdinalIgnoreCase) : !Equals(expected, found))
        {
            _differences.Add($"{whose}, {what}: the directory has {expected?.ToString() ?? "nothing"}, the provider {found?.ToString() ?? "nothing"}");
        }
    }

    private static JsonNode? Element(JsonObject resource, string attribute, string type) => resource[attribute]?.AsArray().FirstOrDefault(e => (string?)e!["type"] == type);
}
