using System.Globalization;
using System.Text;

namespace ScimConformance.Testing.Fuzzing;

/// <summary>Ways of spoiling text and bytes, whatever they mean.</summary>
internal static class Spoiling
{
    private static readonly string[] Tokens =
    [
        "\"", "\\", "(", ")", "[", "]", "{", "}", ":", ",", ".", "..", "/", "//", "?", "&", "=", "#", "%", "%00", "%2e", "%2F", "%ff", "%c0%af", "%zz", " ", "+", "\t", "$", "*", ";",
        "null", "true", "-1", "0", "1e999", "99999999999999999999999999", "not ", " and ", " or ", " eq ", " pr", "\\u0000", "\\ud800", "\u00e9", "\u0130", "urn:", "bulkId:", "..%2f", "$ref", "value", "schemas",
    ];

    private static readonly string[] OddHeaders =
    [
        "Accept: text/html", "Accept: application/xml", "Accept: ;;;", "Accept: application/json;q=2", "Content-Type: text/plain", "Content-Type: application/json; charset=utf-16",
        "Content-Type: ;", "Content-Type: application/xml", "If-Match: *", "If-Match: W/\"1\"", "If-Match: \"", "If-None-Match: ,,,", "If-None-Match: *", "Authorization: Bearer", "Authorization: Basic !!!",
        "Authorization: Basic Og==", "Authorization: Bearer a.b.c", "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.", "X-HTTP-Method-Override: DELETE", "X-HTTP-Method-Override: NONE", "Content-Encoding: gzip",
        "Accept-Language: \u00ff", "Expect: 100-continue", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: javascript", "Prefer: return=minimal", "Cookie: a=b; ;;", "Origin: null", "Range: bytes=0-1",
    ];

    /// <summary>Text with one to three changes.</summary>
    public static string Text(Random random, string text)
    {
        var result = new StringBuilder(text);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(result.Length + 1);
            var rest = result.Length - at;
            switch (random.Next(7))
            {
                case 0:
                    result.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 1:
                    result.Remove(at, Math.Min(rest, random.Next(1, 8)));
                    break;
                case 2 when rest > 0:
                    result.Insert(random.Next(result.Length), result.ToString(at, Math.Min(rest, random.Next(1, 40))));
                    break;
                case 3 when rest > 0:
                    result[at] = (char)random.Next(0x20, 0x7f);
                    break;
                case 4:
                    result.Length = at;
                    break;
                case 5:
                    result.Insert(at, new string("(a\"[{"[random.Next(5)], random.Next(1, 200)));
                    break;
                default:
                    result.Insert(at, Tokens[random.Next(Tokens.Length)] + Tokens[random.Next(Tokens.Length)]);
                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>Bytes with one to four changes; the result need not be UTF-8.</summary>
    public static byte[] Bytes(Random random, byte[] bytes)
    {
        var result = bytes.ToList();
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(result.Count + 1);
            var rest = result.Count - at;
            switch (random.Next(6))
            {
                case 0 when rest > 0:
                    result[at] = (byte)random.Next(256);
                    break;
                case 1 when rest > 0:
                    result[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    result.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 3:
                    result.RemoveRange(at, Math.Min(rest, random.Next(1, 20)));
                    break;
                case 4 when rest > 0:
                    result.RemoveRange(at, rest);
                    break;
                default:
                    result.InsertRange(at, random.Next(3) switch { 0 => [0xc0, 0xaf], 1 => [0xed, 0xa0, 0x80], _ => [0xef, 0xbb, 0xbf] });
                    break;
            }
        }

        return [.. result];
    }

    /// <summary>A header that a client seldom sends.</summary>
    public static (string Name, string Value) Header(Random random)
    {
        var header = OddHeaders[random.Next(OddHeaders.Length)].Split(": ", 2);
        return (header[0], header[1]);
    }

    /// <summary>A number as nobody needs it.</summary>
    public static string Number(Random random) => random.Next(6) switch
    {
        0 => "-1",
        1 => "1e999",
        2 => new string('9', random.Next(1, 400)),
        3 => "-0",
        4 => "0." + new string('0', random.Next(1, 60)) + "1",
        _ => random.NextInt64().ToString(CultureInfo.InvariantCulture),
    };
}
