using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using ScimConformance.Protocol.Messages;
using ScimConformance.Provider.Schemas;

namespace ScimConformance.Provider.Authentication;

/// <summary>Checks the Authorization header against the configured credentials (RFC 7644 section 2).</summary>
internal sealed class CredentialCheck
{
    private readonly bool allowAnonymous;
    private readonly TimeProvider clock;
    private readonly (ScimCredential Credential, byte[] Hash)[] known;
    private readonly string[] challenges;
    private readonly string[] challengesAfterWrong;

    internal CredentialCheck(ScimProviderOptions options, TimeProvider clock)
    {
        if (options.Credentials.Count == 0 && !options.AllowAnonymous)
            throw new ArgumentException("The provider has no credentials, so nobody could use it; add some to Credentials, or set AllowAnonymous.", nameof(options));
        this.clock = clock;
        allowAnonymous = options.AllowAnonymous;
        known = [.. options.Credentials.Select(credential => (credential, Hash(credential.Secret)))];
        // RFC 6750 section 3.1: only a request that had a token learns that it was invalid.
        challenges = Challenges("Bearer realm=\"SCIM\"");
        challengesAfterWrong = Challenges("Bearer realm=\"SCIM\", error=\"invalid_token\"");

        string[] Challenges(string bearer) => [.. known.Select(entry => entry.Credential.Scheme).Distinct().Select(scheme =>
            scheme == ScimCredentialScheme.Bearer ? bearer : "Basic realm=\"SCIM\", charset=\"UTF-8\"")];
    }

    /// <exception cref="ScimException">401: no credentials or wrong ones. 403: the credentials are good for reading only.</exception>
    internal void Check(HttpContext http, bool isWrite)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            if (!allowAnonymous)
                throw Refuse(http, "The request has no Authorization header.", wasWrong: false);
            return;
        }

        var credential = header.Count == 1 && Read(header[0]!) is { } presented ? Find(presented.Scheme, presented.Secret) : null;
        if (credential is null)
            throw Refuse(http, "The credentials in the Authorization header are not accepted.", wasWrong: true);
        if (isWrite && credential.ReadOnly)
            throw ScimError.Forbidden("These credentials are good for reading only.").ToException();
    }

    /// <summary>The credential with this secret. All are compared, each in constant time, so that time tells nothing about any of them.</summary>
    private ScimCredential? Find(ScimCredentialScheme scheme, string secret)
    {
        var hash = Hash(secret);
        ScimCredential? found = null;
        foreach (var (credential, expected) in known)
            if (CryptographicOperations.FixedTimeEquals(hash, expected) & credential.Scheme == scheme)
                found = credential;
        return found is { ExpiresAt: { } end } && end <= clock.GetUtcNow() ? null : found;
    }

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
