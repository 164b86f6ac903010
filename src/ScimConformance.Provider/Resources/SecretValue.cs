using System.Security.Cryptography;
using System.Text;

namespace ScimConformance.Provider.Resources;

/// <summary>A writeOnly value such as a password: only a salted hash is kept (RFC 7643 section 9.2), so two are never known to be the same.</summary>
internal sealed class SecretValue : AttributeValue
{
    private SecretValue(string hash) => Hash = hash;

    /// <summary>PBKDF2 with SHA-256, as "iterations$salt$hash".</summary>
    internal string Hash { get; }

    internal static SecretValue Of(string text, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(text), salt, iterations, HashAlgorithmName.SHA256, 32);
        return new SecretValue($"{iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>A secret that was stored before.</summary>
    internal static SecretValue FromHash(string hash) => new(hash);

    internal override bool SameAs(AttributeValue other) => ReferenceEquals(this, other);

    internal override int ContentHash => Hash.GetHashCode(StringComparison.Ordinal);
}
