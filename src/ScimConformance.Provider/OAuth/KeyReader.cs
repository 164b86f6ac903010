using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace ScimConformance.Provider.OAuth;

/// <summary>
/// Reads keys from PEM, JWK and JWK Sets. Only asymmetric ones: a shared secret among them would let whoever knows a public key sign with it
/// (the confusion of HMAC and RSA).
/// </summary>
internal static class KeyReader
{
    private const int MinRsaBits = 2048;

    /// <summary>A private key.</summary>
    /// <exception cref="ArgumentException">The text is no private key that is good enough; the message does not show it.</exception>
    internal static SigningKey ReadPrivate(string text, string what)
    {
        var key = Single(Read(text, what), what);
        return key.PrivateKeyStatus == PrivateKeyStatus.DoesNotExist
            ? throw new ArgumentException($"{what} is a public key; tokens are signed with the private one.")
            : SigningKey.Of(key, what);
    }

    /// <summary>One or more public keys; a private one serves by its public part.</summary>
    /// <exception cref="ArgumentException">The text has no key that is good enough.</exception>
    internal static IReadOnlyList<SigningKey> ReadPublic(string text, string what) => [.. Read(text, what).Select(key => SigningKey.Of(key, what))];

    private static AsymmetricSecurityKey Single(IReadOnlyList<AsymmetricSecurityKey> keys, string what) =>
        keys.Count == 1 ? keys[0] : throw new ArgumentException($"{what} has {keys.Count} keys; give one.");

    private static IReadOnlyList<AsymmetricSecurityKey> Read(string text, string what)
    {
        try
        {
            var keys = text.TrimStart().StartsWith('{') ? FromJson(text) : [FromPem(text)];
            return keys.Count > 0 ? keys : throw new ArgumentException($"{what} has no key.");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new ArgumentException(
                $"{what} is not PEM, a JWK or a JWK Set with asymmetric keys: elliptic curves P-256, P-384 and P-521, or RSA of {MinRsaBits} bits and more.", exception);
        }
    }

    private static IReadOnlyList<AsymmetricSecurityKey> FromJson(string json)
    {
        var set = new JsonWebKeySet(json);
        IEnumerable<JsonWebKey> keys = set.Keys.Count > 0 ? set.Keys.Where(key => key.Use is null or "sig") : [new JsonWebKey(json)];
        return [.. keys.Select(Convert)];
    }

    private static AsymmetricSecurityKey Convert(JsonWebKey key)
    {
        if (key.Kty is not (JsonWebAlgorithmsKeyTypes.EllipticCurve or JsonWebAlgorithmsKeyTypes.RSA)
            || !JsonWebKeyConverter.TryConvertToSecurityKey(key, out var converted) || converted is not AsymmetricSecurityKey asymmetric)
            throw new ArgumentException($"The key type \"{key.Kty}\" is not EC or RSA.");
        asymmetric.KeyId = string.IsNullOrEmpty(key.KeyId) ? null : key.KeyId;
        return asymmetric;
    }

    private static AsymmetricSecurityKey FromPem(string pem)
    {
        var curve = ECDsa.Create();
        try
        {
            curve.ImportFromPem(pem);
            return new ECDsaSecurityKey(curve);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            curve.Dispose();
        }

        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            return new RsaSecurityKey(rsa);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            throw;
        }
    }

    internal static bool IsGoodEnough(AsymmetricSecurityKey key) => key is ECDsaSecurityKey || (key is RsaSecurityKey && key.KeySize >= MinRsaBits);
}
