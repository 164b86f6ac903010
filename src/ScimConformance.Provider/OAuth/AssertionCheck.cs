using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScimConformance.Provider.Authentication;
using ScimConformance.Provider.Storage;

namespace ScimConformance.Provider.OAuth;

/// <summary>Checks assertions of trusted issuers (RFC 7523 section 3) and finds the client that the workload acts as.</summary>
internal sealed class AssertionCheck(IResourceStores stores, TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new();

    /// <summary>The client; null where the assertion is not accepted, for whatever reason.</summary>
    internal async ValueTask<OAuthClient?> FindAsync(string assertion, CredentialBook book, CancellationToken cancel)
    {
        if (book.FindIssuer(IssuerOf(assertion)) is not { } issuer)
            return null;
        var result = await handler.ValidateTokenAsync(assertion, issuer.Rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || string.IsNullOrEmpty(token.Subject))
            return null;
        if (book.FindWorkload(issuer.Definition.Name, token.Subject) is not { } client)
            return null;
        // Only what is good in every other way counts as used, so that nobody can use up somebody else's.
        return issuer.Definition.AllowReuse || await IsFirstUseAsync(issuer, token, assertion, cancel) ? client : null;
    }

    /// <summary>Whether no provider over this store has seen the assertion (RFC 7523 section 3, number 7).</summary>
    private ValueTask<bool> IsFirstUseAsync(TrustedIssuer issuer, JsonWebToken token, string assertion, CancellationToken cancel)
    {
        var identity = string.IsNullOrEmpty(token.Id) ? assertion : token.Id;
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer.Definition.Name}\0{identity}")));
        return stores.Shared.IsFirstUseAsync(digest, clock.GetUtcNow(), new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + TrustedIssuer.Grace, cancel);
    }

    /// <summary>Who is said to have made an assertion; null where it is none. What anyone may send is read before anything of it is checked.</summary>
    private string? IssuerOf(string assertion)
    {
        try
        {
            return handler.CanReadToken(assertion) ? handler.ReadJsonWebToken(assertion).Issuer : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }
}
