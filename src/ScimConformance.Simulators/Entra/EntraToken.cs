using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ScimConformance.Harness;

namespace ScimConformance.Simulators.Entra;

/// <summary>
/// The token that Entra sends when the Secret Token is left empty: a JWT of its own, issued by the tenant for every application that is not in the gallery
/// (Microsoft, Develop and plan provisioning for a SCIM endpoint [doc]). Nobody but Microsoft can sign it, so the signature here is by a key made up for the occasion:
/// an application that checks signatures refuses it, and one that does not lets everybody in.
/// </summary>
public static class EntraToken
{
    /// <summary>The audience of all applications that are not in the gallery.</summary>
    public const string Audience = "8adf8e6e-67b2-4cf2-a259-e3dc5476c621";

    /// <summary>How long one is good.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Makes one.</summary>
    /// <param name="tenantId">The tenant's id.</param>
    /// <param name="now">The time of issue.</param>
    public static string Compose(string tenantId, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var issuer = $"https://sts.windows.net/{tenantId}/";
        var keyId = Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..20]);
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["x5t"] = keyId, ["kid"] = keyId };
        var payload = new JsonObject
        {
            ["aud"] = Audience,
            ["iss"] = issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["appid"] = "00000014-0000-0000-c000-000000000000",
            ["appidacr"] = "2",
            ["idp"] = issuer,
            ["tid"] = tenantId,
            ["ver"] = "1.0",
        };
        var signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(JsonObject part) => Encode(Encoding.UTF8.GetBytes(part.ToJsonString(ScimJson.Compact)));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
