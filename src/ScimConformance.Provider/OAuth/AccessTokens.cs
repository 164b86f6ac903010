using System.Globalization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using ScimConformance.Provider.Authentication;

namespace ScimConformance.Provider.OAuth;

/// <summary>Makes and checks access tokens: signed JWTs in the form of RFC 9068, which any node with the same keys accepts.</summary>
internal sealed class AccessTokens
{
    private const string Type = "at+jwt";

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly TimeProvider clock;
    private readonly IIdSource ids;
    private readonly ScimOAuthOptions options;
    private readonly SigningCredentials signing;
    private readonly TokenValidationParameters rules;

    /// <exception cref="ArgumentException">The lifetime is out of bounds, or a key cannot be read.</exception>
    internal AccessTokens(ScimOAuthOptions options, TimeProvider clock, IIdSource ids)
    {
        if (options.TokenLifetime < ScimOAuthOptions.MinTokenLifetime || options.TokenLifetime > ScimOAuthOptions.MaxTokenLifetime)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"TokenLifetime is {options.TokenLifetime.TotalMinutes:0.##} minutes; it must be from {ScimOAuthOptions.MinTokenLifetime.TotalMinutes} to {ScimOAuthOptions.MaxTokenLifetime.TotalMinutes}."));
        if (string.IsNullOrWhiteSpace(options.Name))
            throw new ArgumentException("The name of the OAuth options is empty; it stands as \"iss\" and \"aud\" in access tokens.");
        (this.options, this.clock, this.ids) = (options, clock, ids);
        SigningKey[] keys = options.SigningKeys.Count > 0
            ? [.. options.SigningKeys.Select((key, index) => KeyReader.ReadPrivate(key, $"Signing key {index + 1}"))]
            : [SigningKey.Create()];
        signing = new SigningCredentials(keys[0].Key, keys[0].Algorithms[0]);
        rules = new TokenValidationParameters
        {
            ValidIssuer = options.Name,
            ValidAudience = options.Name,
            ValidTypes = [Type],
            IssuerSigningKeys = keys.Select(key => key.Key),
            ValidAlgorithms = keys.Select(key => key.Algorithms[0]).Distinct(),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LogValidationExceptions = false,
            LifetimeValidator = (notBefore, expires, _, _) =>
                clock.GetUtcNow().UtcDateTime is var now && expires > now && !(notBefore > now),
        };
    }

    /// <summary>A token with these permissions for a client.</summary>
    internal string Issue(OAuthClient client, ScimPermissions permissions)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = options.Name,
            Audience = options.Name,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.TokenLifetime,
            SigningCredentials = signing,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = client.Id,
                ["client_id"] = client.Id,
                [JwtRegisteredClaimNames.Jti] = ids.Next(),
                ["scope"] = ScopeNames.Format(permissions),
                ["tenant"] = client.Definition.Tenant,
            },
        });
    }

    /// <summary>Whether a bearer token may be one of these at all.</summary>
    internal static bool IsShaped(string token) => token.StartsWith("eyJ", StringComparison.Ordinal) && token.AsSpan().Count('.') == 2;

    /// <summary>
    /// Who a token stands for; null where it is not accepted. The client must still be there, with its tenant, and may do no more than it may
    /// today: whoever is taken out of the configuration is out at once.
    /// </summary>
    internal async ValueTask<Caller?> FindAsync(string text, CredentialBook book)
    {
        var result = await handler.ValidateTokenAsync(text, rules);
        return result.IsValid && result.SecurityToken is JsonWebToken token
            && token.TryGetPayloadValue<string>("scope", out var scope) && ScopeNames.Parse(scope) is { } permissions
            && token.TryGetPayloadValue<string>("tenant", out var tenant)
            && book.FindClient(token.Subject) is { } client && client.Definition.Tenant == tenant
            ? client.With(permissions)
            : null;
    }
}
