using ScimConformance.Protocol.Schemas;
using ScimConformance.Provider.Resources;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.Profiles;

/// <summary>What the application behind a tenant's endpoint does with accounts of its own accord.</summary>
/// <param name="profile">The application; null for one that does nothing of its own accord.</param>
/// <param name="tenant">The tenant's name.</param>
/// <param name="stores">The stores of all tenants: an application may know accounts that this tenant's clients do not see.</param>
internal sealed class AccountRules(ApplicationProfile? profile, string tenant, IResourceStores stores)
{
    private readonly Dictionary<string, string> known = profile?.KnownAccounts
        .DistinctBy(account => account.Email, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(account => account.Email, account => account.Id, StringComparer.OrdinalIgnoreCase) ?? [];

    private readonly string[] others = profile?.KnownTenants.Where(name => name != tenant).ToArray() ?? [];

    /// <summary>The attributes of a new user, with a role.</summary>
    internal ComplexValue WithDefaultRole(BoundResourceType type, ComplexValue attributes)
    {
        if (profile?.DefaultRole is not { } role || type.BaseUrn != ScimUrn.User || type.Root.Find("roles") is not { } roles || attributes[roles] is not null)
            return attributes;
        var value = ComplexValue.Empty.With(roles.Value!, new TextValue(role.Value));
        if (role.Display is { } text && roles.Find("display") is { } display)
            value = value.With(display, new TextValue(text));
        if (roles.Primary is { } primary)
            value = value.With(primary, BooleanValue.True);
        return attributes.With(roles, new MultiValue([value]));
    }

    /// <summary>The identifier of the account that the application has for one of a new user's addresses outside this tenant; null for none.</summary>
    internal async ValueTask<string?> FindKnownAsync(BoundResourceType type, ComplexValue attributes, CancellationToken cancel)
    {
        if ((known.Count == 0 && others.Length == 0) || type.BaseUrn != ScimUrn.User)
            return null;
        var (userName, emails) = (type.Root.Find("userName")!, type.Root.Find("emails"));
        foreach (var address in Addresses(attributes, userName, emails))
        {
            if (known.TryGetValue(address, out var id))
                return id;
            foreach (var other in others)
            {
                var store = stores.Of(other);
                if (await store.FindAsync(type, userName, userName.Definition.ComparisonKey(address), cancel) is [var named, ..])
                    return named.Id;
                if (emails?.Value is { } value && await store.FindAsync(type, value, value.Definition.ComparisonKey(address), cancel) is [var addressed, ..])
                    return addressed.Id;
            }
        }

        return null;
    }

    /// <summary>Whether a change switches an account off that the application deletes then.</summary>
    internal bool IsDeletedBy(BoundResourceType type, ComplexValue before, ComplexValue after) =>
        profile?.Deactivation == Deactivation.Delete && type.Active is { } active
        && ReferenceEquals(after[active], BooleanValue.False) && !ReferenceEquals(before[active], BooleanValue.False);

    private static IEnumerable<string> Addresses(ComplexValue attributes, AttributeNode userName, AttributeNode? emails)
    {
        if (emails is not null && attributes[emails] is MultiValue values)
            foreach (var item in values.Items)
                if (item is ComplexValue email && email.Text(emails.Value) is { } address)
                    yield return address;
        if (attributes.Text(userName) is { } name)
            yield return name;
    }
}
