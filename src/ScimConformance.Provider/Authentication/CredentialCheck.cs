using System.Text;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.OAuth;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Authentication;

/// <summary>Finds out from the Authorization header who sends a request (RFC 7644 section 2).</summary>
internal sealed class CredentialCheck(CredentialSource source, AccessTokens tokens, TenantDirectory tenants, ProviderModel model, TimeProvider clock)
{
    private readonly Caller? anonymous = model.Options.AllowAnonymous ? new Caller(tenants.Default, "anonymous", ScimPermissions.All) : null;

    /// <summary>Whoever asks for what anyone may know; has no permission.</summary>
    internal Caller Nobody { get; } = new(tenants.Default, "nobody", ScimPermissions.None);

    /// <summary>Who sends a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tenant">The tenant that the path names; null where it names none.</param>
    /// <exception cref="ScimException">
    /// 401: no credentials or wrong ones. Those of another tenant are as wrong as any others, so that nobody learns which tenants there are.
    /// </exception>
    internal ValueTask<Caller> CheckAsync(HttpContext http, string? tenant)
    {
        var book = source.Current;
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0)
            return ValueTask.FromResult(IsAt(tenant, anonymous) ? anonymous! : throw Refuse(http, book.Challenges, "The request has no Authorization header."));
        if (header.Count != 1 || Read(header[0]!) is not var (scheme, secret))
            throw Wrong(http, book);
        if (book.Find(scheme, secret, clock.GetUtcNow()) is { } known)
            return ValueTask.FromResult(IsAt(tenant, known) ? known : throw Wrong(http, book));
        return scheme == ScimCredentialScheme.Bearer && book.HasClients && AccessTokens.IsShaped(secret)
            ? CheckTokenAsync(http, tenant, secret, book)
            : throw Wrong(http, book);
    }

    private async ValueTask<Caller> CheckTokenAsync(HttpContext http, string? tenant, string token, CredentialBook book)
    {
        var caller = await tokens.FindAsync(token, book);
        return IsAt(tenant, caller) ? caller! : throw Wrong(http, book);
    }

    private static bool IsAt(string? tenant, Caller? caller) => caller is not null && (tenant is null || tenant == caller.Tenant.Name);

    /// <summary>The scheme and the secret of an Authorization header; null where it is neither Bearer nor Basic.</summary>
    internal static (ScimCredentialScheme Scheme, string Secret)? Read(string header)
    {
        var space = header.IndexOf(' ');
        if (space < 0)
            return null;
        var scheme = header.AsSpan(0, space);
        var value = header[(space + 1)..].Trim();
        if (scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return (ScimCredentialScheme.Bearer, value);
        if (!scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? (ScimCredentialScheme.Basic, Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }

    private static ScimException Wrong(HttpContext http, CredentialBook book) =>
        Refuse(http, book.ChallengesAfterWrong, "The credentials in the Authorization header are not accepted.");

    private static ScimException Refuse(HttpContext http, string[] challenges, string detail)
    {
        http.Response.Headers.WWWAuthenticate = challenges;
        return ScimError.Unauthorized(detail).ToException();
    }
}
