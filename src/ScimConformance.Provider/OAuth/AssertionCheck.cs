using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScimConformance.Provider.Authentication;

namespace ScimConformance.Provider.OAuth;

/// <summary>Checks assertions of trusted issuers (RFC 7523 section 3) and finds the client that the workload acts as.</summary>
internal sealed class AssertionCheck(TimeProvider clock)
{
    private readonly JsonWebTokenHandler handler = new();
    private readonly ReplayGuard uses = new(clock);

    /// <summary>The client; null where the assertion is not accepted, for whatever reason.</summary>
    internal async ValueTask<OAuthClient?> FindAsync(string assertion, CredentialBook book)
    {
        if (book.FindIssuer(IssuerOf(assertion)) is not { } issuer)
            return null;
        var result = await handler.ValidateTokenAsync(assertion, issuer.Rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || string.IsNullOrEmpty(token.Subject))
            return null;
        if (book.FindWorkload(issuer.Definition.Name, token.Subject) is not { } client)
            return null;
        // Only what is good in every other way counts as used, so that nobody can use up somebody else's.
        var identity = string.IsNullOrEmpty(token.Id) ? assertion : token.Id;
        return issuer.Definition.AllowReuse || uses.IsFirst(issuer.Definition.Name, identity, new DateTimeOffset(token.ValidTo, TimeSpan.Zero) + TrustedIssuer.Grace) ? client : null;
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
