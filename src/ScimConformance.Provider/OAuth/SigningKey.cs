using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ScimConformance.Provider.OAuth;

/// <summary>A key with the one algorithm that it is used with: what a token's header claims does not choose it.</summary>
/// <param name="Key">The key, with an identifier.</param>
/// <param name="Algorithms">What signatures by this key may name; the first one is used for signing.</param>
internal sealed record SigningKey(AsymmetricSecurityKey Key, IReadOnlyList<string> Algorithms)
{
    /// <exception cref="ArgumentException">The key is too weak.</exception>
    internal static SigningKey Of(AsymmetricSecurityKey key, string what)
    {
        if (!KeyReader.IsGoodEnough(key))
            throw new ArgumentException($"{what} has a key of {key.KeySize} bits; RSA needs 2048 or more.");
        if (string.IsNullOrEmpty(key.KeyId))
            key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return new SigningKey(key, key switch
        {
            ECDsaSecurityKey { KeySize: 256 } => [SecurityAlgorithms.EcdsaSha256],
            ECDsaSecurityKey { KeySize: 384 } => [SecurityAlgorithms.EcdsaSha384],
            ECDsaSecurityKey { KeySize: 521 } => [SecurityAlgorithms.EcdsaSha512],
            RsaSecurityKey => [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
                SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512],
            _ => throw new ArgumentException($"{what} has a curve of {key.KeySize} bits; there are P-256, P-384 and P-521."),
        });
    }

    /// <summary>A new key on the curve P-256.</summary>
    internal static SigningKey Create() => Of(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "The new key");
}
