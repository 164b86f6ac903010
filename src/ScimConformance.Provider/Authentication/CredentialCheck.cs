using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;
using ScimConformance.Provider.Tenants;

namespace ScimConformance.Provider.Authentication;

/// <summary>Checks the Authorization header against the configured credentials (RFC 7644 section 2).</summary>
internal sealed class CredentialCheck
{
    private readonly Caller? anonymous;
    private readonly TimeProvider clock;
    private readonly (ScimCredential Credential, byte[] Hash, Caller Caller)[] known;
    private readonly string[] challenges;
    private readonly string[] challengesAfterWrong;

    internal CredentialCheck(ScimProviderOptions options, TenantDirectory tenants, TimeProvider clock)
    {
        if (options.Credentials.Count == 0 && !options.AllowAnonymous)
            throw new ArgumentException("The provider has no credentials, so nobody could use it; add some to Credentials, or set AllowAnonymous.", nameof(options));
        this.clock = clock;
        Nobody = new Caller(tenants.Default, "nobody", ScimPermissions.None);
        anonymous = options.AllowAnonymous ? new Caller(tenants.Default, "anonymous", ScimPermissions.All) : null;
        known = [.. options.Credentials.Select(credential => (credential, Hash(credential.Secret), CallerOf(credential, tenants)))];
        // RFC 6750 section 3.1: only a request that had a token learns that it was invalid.
        challenges = Challenges("Bearer realm=\"SCIM\"");
        challengesAfterWrong = Challenges("Bearer realm=\"SCIM\", error=\"invalid_token\"");

        string[] Challenges(string bearer) => [.. known.Select(entry => entry.Credential.Scheme).Distinct().Select(scheme =>
            scheme == ScimCredentialScheme.Bearer ? bearer : "Basic realm=\"SCIM\", charset=\"UTF-8\"")];
    }

    /// <summary>Whoever asks for what anyone may know; has no permission.</summary>
    internal Caller Nobody { get; }

    /// <summary>Who sends a request.</summary>
    /// <param name="http">The request.</param>
    /// <param name="tenant">The tenant that the path names; null where it names none.</param>
    /// <exception cref="ScimException">
    /// 401: no credentials or wrong ones. Those of another tenant are as wrong as any others, so that nobody learns which tenants there are.
    /// </exception>
    internal Caller Check(HttpContext http, string? tenant)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0)
            return IsAt(tenant, anonymous) ? anonymous! : throw Refuse(http, "The request has no Authorization header.", wasWrong: false);
        var caller = header.Count == 1 && Read(header[0]!) is { } presented ? Find(presented.Scheme, presented.Secret) : null;
        return IsAt(tenant, caller) ? caller! : throw Refuse(http, "The credentials in the Authorization header are not accepted.", wasWrong: true);
    }

    private static bool IsAt(string? tenant, Caller? caller) => caller is not null && (tenant is null || tenant == caller.Tenant.Name);

    /// <summary>Whose secret this is. All are compared, each in constant time, so that time tells nothing about any of them.</summary>
    private Caller? Find(ScimCredentialScheme scheme, string secret)
    {
        var hash = Hash(secret);
        var found = -1;
        for (var i = 0; i < known.Length; i++)
            if (CryptographicOperations.FixedTimeEquals(hash, known[i].Hash) & known[i].Credential.Scheme == scheme)
                found = i;
        if (found < 0)
            return null;
        return known[found].Credential is { ExpiresAt: { } end } && end <= clock.GetUtcNow() ? null : known[found].Caller;
    }

    private static Caller CallerOf(ScimCredential credential, TenantDirectory tenants) => new(
        tenants.Of(ScimTenant.CheckName(credential.Tenant)), credential.Name ?? credential.Scheme.ToString(),
        credential.ReadOnly ? credential.Permissions & ScimPermissions.Read : credential.Permissions, credential.ActsAs);

    private static (ScimCredentialScheme Scheme, string Secret)? Read(string header)
    {
        var space = header.IndexOf(' ');
        if (space < 0)
            return null;
        var (scheme, value) = (header[..space], header[(space + 1)..].Trim());
        if (AttributeNames.Same(scheme, "Bearer"))
            return (ScimCredentialScheme.Bearer, value);
        if (!AttributeNames.Same(scheme, "Basic"))
            return null;
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? (ScimCredentialScheme.Basic, Encoding.UTF8.GetString(bytes, 0, length)) : null;
    }

    private ScimException Refuse(HttpContext http, string detail, bool wasWrong)
    {
        http.Response.Headers.WWWAuthenticate = wasWrong ? challengesAfterWrong : challenges;
        return ScimError.Unauthorized(detail).ToException();
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
