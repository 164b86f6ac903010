using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ScimConformance.Checks.Security;

/// <summary>JSON Web Tokens (RFC 7519) that nobody issued: made from the run's own where that is one, else from claims that an administrator's might have.</summary>
internal static class ForgedTokens
{
    /// <summary>Tokens, and what is wrong with each.</summary>
    /// <param name="authorization">The run's own Authorization header.</param>
    /// <param name="subject">A made-up subject.</param>
    public static IReadOnlyList<(string What, string Token)> From(string? authorization, string subject)
    {
        var own = authorization?.Split(' ', 2)[^1].Split('.') is [['e', 'y', 'J', ..] header, var claims, { Length: > 10 } signature] ? (header, claims, signature) : default;
        var payload = own.claims ?? Encode($$"""{"iss":"scim","aud":"scim","sub":"{{subject}}","client_id":"{{subject}}","scope":"scim.read scim.write","admin":true,"exp":4102444800}""");
        List<(string, string)> tokens =
        [
            ("alg none", $"{Encode("""{"alg":"none","typ":"JWT"}""")}.{payload}."),
            ("alg NONE with a signature", $"{Encode("""{"alg":"NONE","typ":"at+jwt"}""")}.{payload}.AAAA"),
            ("HS256 with an empty key", Signed(payload, [])),
            ("HS256 with the key \"secret\"", Signed(payload, "secret"u8)),
        ];
        if (own.signature is { } right)
        {
            tokens.Add(("an altered signature", $"{own.header}.{payload}.{(right[0] == 'A' ? 'B' : 'A')}{right[1..]}"));
            tokens.Add(("no signature", $"{own.header}.{payload}."));
        }

        return tokens;
    }

    private static string Signed(string payload, ReadOnlySpan<byte> key)
    {
        var head = $"{Encode("""{"alg":"HS256","typ":"JWT"}""")}.{payload}";
        return $"{head}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(head)))}";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
