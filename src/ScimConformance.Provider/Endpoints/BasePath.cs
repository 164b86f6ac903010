using Microsoft.AspNetCore.Http;

namespace ScimConformance.Provider.Endpoints;

/// <summary>The path of the base URL: plain, or with the tenant's name in the place of <see cref="ScimTenant.PathParameter"/>.</summary>
internal sealed class BasePath
{
    private readonly string before;
    private readonly string after;

    /// <exception cref="ArgumentException">The path has other route parameters, a query or a fragment.</exception>
    internal BasePath(string path)
    {
        Template = path.Trim('/') is { Length: > 0 } trimmed ? $"/{trimmed}" : "";
        var at = $"{Template}/".IndexOf($"/{ScimTenant.PathParameter}/", StringComparison.Ordinal);
        HasTenant = at >= 0;
        before = HasTenant ? Template[..(at + 1)] : Template;
        after = HasTenant ? Template[(at + 1 + ScimTenant.PathParameter.Length)..] : "";
        if ((before + after).AsSpan().IndexOfAny("{}?#") >= 0)
            throw new ArgumentException(
                $"The path \"{path}\" has one of {{ }} ? #; it must be a plain path such as \"/scim/v2\", or have one segment \"{ScimTenant.PathParameter}\".", nameof(path));
    }

    /// <summary>The path as it was given, with a slash at its beginning and none at its end.</summary>
    internal string Template { get; }

    /// <summary>Whether the path says the tenant.</summary>
    internal bool HasTenant { get; }

    /// <summary>The path with a tenant's name in it, ready for a URL.</summary>
    internal string For(string? tenant) => HasTenant ? $"{before}{Uri.EscapeDataString(tenant!)}{after}" : before;

    /// <summary>Splits the path of a request that was routed here.</summary>
    /// <returns>The name in the tenant's place, null where the path has no such place; and what comes after the base path.</returns>
    internal (string? Tenant, string Below) Read(PathString path)
    {
        var text = path.Value!;
        if (!HasTenant)
            return (null, text[before.Length..]);
        var end = text.IndexOf('/', before.Length);
        return end < 0 ? (text[before.Length..], "") : (text[before.Length..end], text[(end + after.Length)..]);
    }
}
