using Microsoft.IdentityModel.Tokens;

namespace ScimConformance.Provider.OAuth;

/// <summary>An issuer of assertions in the form in which requests use it.</summary>
internal sealed class TrustedIssuer
{
    // What clocks may differ by between machines that are kept right.
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    // RFC 7523 section 3, number 4: an expiration unreasonably far in the future may be refused.
    private static readonly TimeSpan Furthest = TimeSpan.FromHours(24);

    internal TrustedIssuer(ScimTokenIssuer definition, TimeProvider clock)
    {
        if (string.IsNullOrWhiteSpace(definition.Name) || string.IsNullOrWhiteSpace(definition.Audience))
            throw new ArgumentException($"The token issuer \"{definition.Name}\" needs a name, its \"iss\", and an audience, the \"aud\" that means this provider.");
        Definition = definition;
        var keys = KeyReader.ReadPublic(definition.Keys, $"The keys of the token issuer \"{definition.Name}\"");
        Rules = new TokenValidationParameters
        {
            ValidIssuer = definition.Name,
            ValidAudience = definition.Audience,
            IssuerSigningKeys = keys.Select(key => key.Key),
            ValidAlgorithms = keys.SelectMany(key => key.Algorithms).Distinct(),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LogValidationExceptions = false,
            LifetimeValidator = (notBefore, expires, _, _) =>
                clock.GetUtcNow().UtcDateTime is var now && expires is { } end && end + Skew > now && end <= now + Furthest && !(notBefore > now + Skew),
        };
    }

    internal ScimTokenIssuer Definition { get; }

    internal TokenValidationParameters Rules { get; }

    /// <summary>How long after its expiration an assertion may still be accepted.</summary>
    internal static TimeSpan Grace => Skew;
}
